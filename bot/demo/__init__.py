"""A Slack-compatible workspace in a box, its page, and a scripted week; knows only the wire."""
