"""Slack's Web API: clients, tokens, messages posted and read back, people looked up, errors explained.

May touch: blocks, nouns, ports. May not touch: the book, verbs.
"""
