"""The store: everything that is saved, read and changed in short transactions."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.chapters import Calls, LiveParts, Meetings, Outbox, Past, People, Privacy, Replies, Updates

T = TypeVar("T")


class Book(Calls, Meetings, Replies, Updates, LiveParts, People, Past, Outbox, Privacy, Protocol):
    """The view of everything saved that one unit of work has; it is valid during one short transaction.

    When the transaction ends all changes are saved; when the work raises, none is.
    """


class Store(Protocol):
    """The memory; a unit of work is a function that may be run again and returns a value."""

    async def change(self, work: Callable[[Book], T]) -> T:
        """Run the work in one transaction that nobody else's change can interleave."""

    async def read(self, work: Callable[[Book], T]) -> T:
        """Run the work on one consistent view."""
