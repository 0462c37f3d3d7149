"""The server side of Slack: Web API, sockets, events, forms, and every fault they can have.

May touch: Block Kit, the wire. May not touch: people, the page, the story.
"""
