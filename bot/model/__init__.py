"""The nouns of the week: frozen dataclasses and enumerations that are valid once made.

May touch: other nouns. May not touch: everything else; the chat, the database and files are unknown here.
"""
