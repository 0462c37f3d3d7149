"""How everything the bot says looks in Slack: values in, Block Kit out, one look a module. Pure.

May touch: nouns, formats, text. May not touch: the book, Slack, the clock.
"""
