"""Setting up a call: its overview, the forms that change it, and what a sent form does.

May touch: verbs, rules, blocks, the calls file's values. May not touch: commands, the home.
"""
