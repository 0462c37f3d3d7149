"""A Slack-compatible workspace in memory, a page to play in it, and a scripted week.

May touch: aiohttp and the wire (HTTP, WebSocket, JSON). May not touch: anything else of ours or Slack's
libraries; if it shared our code, a mistake about Slack would be made on both sides.
"""
