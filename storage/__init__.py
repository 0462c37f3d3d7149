"""The SQL database, seen from outside only as values: implements `bot.ports.Store` and `Inbox`.

May touch: nouns, ports, SQL. May not touch: Slack, and what the week does with the values.
"""
