"""The bot's home: what each person has to do with the calls.

May touch: queries, rules, blocks, the HandlerContext. May not touch: commands, set-up, what comes in.
"""
