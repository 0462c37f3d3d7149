"""Installing the app: Slack's OAuth, by which a workspace or an organisation lets the bot in.

May touch: Slack's Web API, and the ports that remember installations. May not touch: what arrives, the week.
"""
