"""Note what became of deliveries: what ends while others are being noted goes into one change."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cycle.tell_undelivered import tell_unmailed
from bot.model.delivery import Delivery
from bot.model.errors import DatabaseUnusable
from bot.ports import Book, Store


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a delivery, after how many seconds, at a moment."""

    outcome: Delivery
    took: float | None
    now: datetime


class Noting:
    """Notes tries, several in one change where several wait; where that fails each by itself."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Tried, asyncio.Future[None]]] = []
        self._at_work = asyncio.Lock()

    async def note(self, tried: Tried) -> None:
        """Note what became of a delivery; returns when it is noted, and raises what keeps it from that."""
        noted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((tried, noted))
        async with self._at_work:
            if not noted.done():
                some, self._waiting = self._waiting, []
                await self._note_all(some)
        noted.result()

    async def _note_all(self, some: Sequence[tuple[Tried, asyncio.Future[None]]]) -> None:
        try:
            if len(some) == 1 or not await self._done([tried for tried, _ in some]):
                for tried, noted in some:
                    await self._note_alone(tried, noted)
            for _, noted in some:
                if not noted.done():
                    noted.set_result(None)
        except DatabaseUnusable as failure:
            for _, noted in some:
                if not noted.done():
                    noted.set_exception(failure)
        finally:
            for _, noted in some:
                noted.cancel()  # who waits must not wait for ever; what is done stays as it is

    async def _done(self, some: Sequence[Tried]) -> bool:
        """Note them together; false where that fails."""
        try:
            await self._store.change(_settle, some)
        except DatabaseUnusable:
            raise
        except Exception:  # noqa: BLE001 - each by itself tells whose it was
            return False
        return True

    async def _note_alone(self, tried: Tried, noted: asyncio.Future[None]) -> None:
        try:
            await self._store.change(_settle, [tried])
        except DatabaseUnusable:
            raise
        except Exception as failure:  # noqa: BLE001 - whoever waits for it raises it
            noted.set_exception(failure)


def _settle(book: Book, some: Sequence[Tried]) -> None:
    for tried in some:
        book.settle(tried.outcome, took=tried.took)
        tell_unmailed(book, tried.outcome, tried.now)
