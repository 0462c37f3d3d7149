"""What the week wants from the world: a memory, a chat, a wiki and a clock."""

from collections.abc import Callable
from datetime import datetime

from bot.ports.chat import Chat
from bot.ports.inbox import Arrival, Inbox
from bot.ports.memory import Book, Store
from bot.ports.wiki import Wiki

Clock = Callable[[], datetime]

__all__ = ["Arrival", "Book", "Chat", "Clock", "Inbox", "Store", "Wiki"]
