"""A copy of the database for each day, made beside the bot's turns."""

import asyncio
import logging
from contextlib import suppress

from bot.model.trouble import described
from bot.ports import Clock, Copies

log = logging.getLogger(__name__)

PAUSE_SECONDS = 600.0  # between looks whether today's copy is missing, and tries to make it


class DailyCopiesBeside:
    """Makes the copy of each day (in UTC) that has none yet, until it is stopped."""

    def __init__(self, copies: Copies, clock: Clock) -> None:
        self._copies = copies
        self._clock = clock
        self._stopping = asyncio.Event()
        self._working = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Make no more copies; returns when one that was begun is made."""
        self._stopping.set()
        await self._working

    async def _work(self) -> None:
        while not self._stopping.is_set():
            await make_missing(self._copies, self._clock)
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._stopping.wait()


async def make_missing(copies: Copies, clock: Clock) -> bool:
    """Make today's copy if it is missing; false where that failed, which is logged."""
    today = clock().date()
    try:
        if not copies.has(today):
            await copies.make(today)
            log.info("a copy of the database was made for %s", today)
    except Exception as failure:  # noqa: BLE001 - a bot without copies goes on
        return _failed(failure)
    return True


def _failed(failure: Exception) -> bool:
    log.error("no copy of the database could be made: %s", described(failure))
    return False
