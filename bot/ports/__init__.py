"""Protocols for what the week needs from the world: a store, a chat, places to publish, an inbox and a clock.

`storage`, `handlers`, `bot.wiki`, `bot.git` and `bot.mail` implement them; `bot.composition` puts them
together. May touch: nouns. May not touch: Slack, SQL, files, the clock.
"""

from collections.abc import Callable
from datetime import datetime

from bot.ports.backlog import Backlog
from bot.ports.chat import Chat
from bot.ports.copies import Copies
from bot.ports.heavy_work import HeavyWork
from bot.ports.inbox import Arrival, Inbox
from bot.ports.installations import BegunInstallations, Installations
from bot.ports.mail import Mail
from bot.ports.moments import DueMeeting, Moments
from bot.ports.repository import Repository
from bot.ports.results import Result
from bot.ports.store import Book, Store
from bot.ports.wiki import Wiki

Clock = Callable[[], datetime]
Running = Callable[[], float]  # seconds on a clock that only goes forward and that nobody can set

__all__ = [
    "Arrival",
    "Backlog",
    "BegunInstallations",
    "Book",
    "Chat",
    "Clock",
    "Copies",
    "DueMeeting",
    "HeavyWork",
    "Inbox",
    "Installations",
    "Mail",
    "Moments",
    "Repository",
    "Result",
    "Running",
    "Store",
    "Wiki",
]
