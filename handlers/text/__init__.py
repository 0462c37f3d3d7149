"""Slack's text notations to plain words and back. Pure.

May touch: nouns. May not touch: blocks, Slack, the book, the clock.
"""
