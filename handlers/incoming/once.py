"""A change that somebody asked for is made once, however often the work on what they sent is tried.

The answer to a command may be lost after its change is saved. When the work is tried again the world may have
moved on: what was announced may have been taken back meanwhile, and must not stand there anew.
"""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, get_type_hints

from bot.model.errors import Refusal, RowUnreadable
from bot.ports import Book, Store

T = TypeVar("T")
P = ParamSpec("P")

DONE = "This was done already; what came of it was noted by another release, so I cannot say it again."


class StoreOfArrival:
    """Implements `bot.ports.Store` for one try to work on one arrival.

    A change that an earlier try has made is not made again, and returns what it returned then. The changes of
    a try are told apart by their names, and by which time it is where one is made several times.
    """

    def __init__(self, store: Store, arrival: str) -> None:
        self._store = store
        self._arrival = arrival
        self._made: Counter[str] = Counter()

    async def change(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work in one transaction, unless an earlier try did; Refusal if its result is unreadable."""
        name = f"{work.__module__}.{work.__qualname__}"
        self._made[name] += 1
        change = f"{name} {self._made[name]}"
        shape = get_type_hints(work).get("return", None)

        @wraps(work)
        def once(book: Book, /, *given: P.args, **more: P.kwargs) -> T:
            try:
                known = book.result_of(self._arrival, change, shape)
            except RowUnreadable as unreadable:
                raise Refusal(DONE) from unreadable
            if known is not None:
                return known.value  # type: ignore[no-any-return]
            value = work(book, *given, **more)
            book.keep_result(self._arrival, change, shape, value)
            return value

        return await self._store.change(once, *args, **kwargs)

    def tell_touched(self, hears: Callable[[frozenset[str]], None]) -> None:
        """Let somebody hear which calls any change is about."""
        self._store.tell_touched(hears)

    async def read(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work on one consistent view."""
        return await self._store.read(work, *args, **kwargs)
