"""The memory: everything remembered, in short transactions."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.ports.chapters import Calls, Gatherings, Meetings, Outbox, Past, People, Privacy, Replies, Updates

T = TypeVar("T")
P = ParamSpec("P")


class Book(Calls, Meetings, Replies, Updates, Gatherings, People, Past, Outbox, Privacy, Protocol):
    """Everything remembered, open at one short transaction.

    Whatever is written is there for good when the transaction ends, and not at all when it fails.
    """


class Store(Protocol):
    """The memory.

    A unit of work is a function of the book, and of what else is passed behind it. It may be run again, so it
    does nothing but read and change the book. What it raises takes all its changes back and is raised here.
    """

    async def change(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work in one transaction that nobody else's change can interleave."""

    async def read(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work on one consistent view."""
