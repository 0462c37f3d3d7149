"""Slack: what comes in, what is posted, and how it looks. No Slack dictionary leaves this package.

May touch: the verbs, rules, nouns and ports of `bot`, Slack's libraries. May not touch: SQL, settings, the
clock.
"""
