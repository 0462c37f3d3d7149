"""Minutes as Markdown in a git repository, by the program git: implements `bot.ports.Repository`.

May touch: nouns, ports, the Markdown format, processes. May not touch: the book, Slack, what the week
decides.
"""
