"""The verbs of the week: each reads the book, lets the rules decide, and writes to the book.

Steps of the week do not call each other: one leaves something in the book, another finds it there.

May touch: the ports, rules, reading, formats, nouns. May not touch: Slack, SQL, files, the clock (`now` is an
argument).
"""
