"""What the commands of the command line do; `bot/__main__.py` reads their options.

May touch: everything but adapters. Database, Slack and wikis come ready from `bot.composition`.
"""
