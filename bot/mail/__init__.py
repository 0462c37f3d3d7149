"""Minutes by mail, over SMTP: implements `bot.ports.Mail`.

May touch: nouns, ports, the formats of the minutes, SMTP. May not touch: the book, Slack, what the week
decides.
"""
