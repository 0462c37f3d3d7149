"""The store: everything that is saved, read and changed in short transactions."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.ports.chapters import Calls, LiveParts, Meetings, Past, People, Privacy, Renaming, Replies, Updates
from bot.ports.heavy_work import HeavyWork
from bot.ports.moments import Moments
from bot.ports.outbox import Outbox
from bot.ports.results import Results
from bot.ports.uptimes import Uptimes

T = TypeVar("T")
P = ParamSpec("P")


class Book(
    Calls,
    Meetings,
    Moments,
    Uptimes,
    Replies,
    Updates,
    LiveParts,
    People,
    Past,
    Outbox,
    Privacy,
    Results,
    Renaming,
    HeavyWork,
    Protocol,
):
    """The view of everything saved that one unit of work has; it is valid during one short transaction.

    When the transaction ends all changes are saved; when the work raises, none is.
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

    def tell_touched(self, hears: Callable[[frozenset[str]], None]) -> None:
        """Let somebody hear, from any thread, which calls a change of this process was about.

        They hear it once the change is saved, and what they do with it must not fail.
        """
