"""Protocols for what the week needs from the world: a store, a chat, a wiki, an inbox and a clock.

`storage`, `handlers` and `bot.wiki` implement them; `bot.composition` puts them together. May touch: nouns.
May not touch: Slack, SQL, files, the clock.
"""

from collections.abc import Callable
from datetime import datetime

from bot.ports.chat import Chat
from bot.ports.inbox import Arrival, Inbox
from bot.ports.store import Book, Store
from bot.ports.wiki import Wiki

Clock = Callable[[], datetime]

__all__ = ["Arrival", "Book", "Chat", "Clock", "Inbox", "Store", "Wiki"]
