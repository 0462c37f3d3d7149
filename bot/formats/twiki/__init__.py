"""The TWiki copy of the minutes, and wiki pages read back. Pure.

May touch: nouns, the plain wording that all formats share. May not touch: HTTP; that is `bot.wiki`.
"""
