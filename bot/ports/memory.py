"""The memory: everything remembered, in short transactions."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.chapters import Calls, Gatherings, Meetings, Outbox, Past, People, Privacy, Replies, Updates

T = TypeVar("T")


class Book(Calls, Meetings, Replies, Updates, Gatherings, People, Past, Outbox, Privacy, Protocol):
    """Everything remembered, open at one short transaction.

    Whatever is written is there for good when the transaction ends, and not at all when it fails.
    """


class Store(Protocol):
    """The memory; a unit of work is a function that may be run again and returns a value."""

    async def change(self, work: Callable[[Book], T]) -> T:
        """Run the work in one transaction that nobody else's change can interleave."""

    async def read(self, work: Callable[[Book], T]) -> T:
        """Run the work on one consistent view."""
