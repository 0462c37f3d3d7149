"""Minutes in TWiki and Foswiki, over HTTP: implements `bot.ports.Wiki`.

May touch: nouns, ports, the TWiki format, HTTP. May not touch: the book, Slack, what the week decides.
"""
