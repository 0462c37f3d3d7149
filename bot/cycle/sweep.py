"""The safety net: now and then all calls are looked at, a few in each turn, for what was overlooked."""

import logging
from datetime import datetime, timedelta
from functools import partial

from bot.cycle.weeks import overlooked
from bot.model.errors import RowUnreadable
from bot.ports import Book, Store

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
LEAST = 10  # calls in one turn
TURNS = 200  # for all calls, fewer than an hour has


class Sweep:
    """Looks at all calls once an hour, beginning with the first turn; it should never find anything.

    What it finds is logged and made due, as after a release that knew nothing of moments.
    """

    def __init__(self) -> None:
        self._left: tuple[str, ...] = ()
        self._portion = LEAST
        self._not_before: datetime | None = None

    async def run(self, *, store: Store, now: datetime) -> tuple[str, ...]:
        """Look at the next few calls; returns those of which something was overlooked."""
        if not self._left and (self._not_before is None or now >= self._not_before):
            self._left = await store.read(lambda book: book.call_names())
            self._portion, self._not_before = max(LEAST, len(self._left) // TURNS), now + EVERY
        some, self._left = self._left[: self._portion], self._left[self._portion :]
        found = [name for name in some if await store.read(_overlooked, name, now)]
        for name in found:
            log.warning("%s: something was missing that was not seen coming", name)
            await store.change(partial(_touch, name=name))
        return tuple(found)


def _overlooked(book: Book, name: str, now: datetime) -> bool:
    try:
        call = book.call(name)
        return call is not None and overlooked(book, call, now)
    except RowUnreadable:
        return False  # a turn tells of it


def _touch(book: Book, *, name: str) -> None:
    book.touch(name)
