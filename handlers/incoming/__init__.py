"""What comes in from Slack: saved in the inbox, acknowledged, then routed to verbs, commands and forms.

May touch: everything in `handlers` but the live check, and the verbs of the week.
"""
