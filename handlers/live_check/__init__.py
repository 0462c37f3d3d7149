"""What only a real workspace can tell: tried in a scratch channel, and deleted again.

May touch: Slack's Web API, blocks. May not touch: the book, the week.
"""
