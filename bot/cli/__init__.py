"""What the commands of the command line do.

May touch: everything, as `bot.app` may.
"""
