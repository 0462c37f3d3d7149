"""A copy of the database for each day, made beside the bot's turns."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.model.errors import NoCopy
from bot.model.trouble import TOLD_AFTER, described
from bot.ports import Clock, Copies

log = logging.getLogger(__name__)

PAUSE_SECONDS = 600.0  # between looks whether today's copy is missing, and tries to make it

Observed = Callable[[str], None]
Tell = Callable[[str], Awaitable[None]]


async def nobody(_: str) -> None:
    """Tell nobody."""


class DailyCopiesBeside:
    """Makes the copy of each day (in UTC) that has none yet, until it is stopped.

    After each look `observed` hears why there is no copy of today, or nothing; where it failed for a while,
    `tell` hears it as well.
    """

    def __init__(
        self,
        copies: Copies,
        clock: Clock,
        observed: Observed,
        tell: Tell = nobody,
        *,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self._copies = copies
        self._clock = clock
        self._observed = observed
        self._tell = tell
        self._pause = pause
        self._failures = 0
        self._stopping = asyncio.Event()
        self._working = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Make no more copies; one that was begun is given up, and the next start makes it."""
        self._stopping.set()
        await self._working

    async def _work(self) -> None:
        while not self._stopping.is_set():
            trouble = await make_missing(self._copies, self._clock, self._goes_on)
            self._observed(trouble)
            self._failures = self._failures + 1 if trouble else 0
            if self._failures >= TOLD_AFTER:
                await self._told(trouble)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause):
                    await self._stopping.wait()

    def _goes_on(self) -> bool:
        return not self._stopping.is_set()

    async def _told(self, trouble: str) -> None:
        try:
            await self._tell(trouble)
        except Exception as failure:  # noqa: BLE001 - the copy is tried again whatever it is
            log.warning("nobody could be told of it: %s", described(failure))


async def make_missing(copies: Copies, clock: Clock, goes_on: Callable[[], bool]) -> str:
    """Make today's copy if it is missing; returns why that failed, which is logged, or nothing."""
    today = clock().date()
    try:
        if copies.has(today):
            return ""
        if await copies.make(today, goes_on):
            log.info("a copy of the database was made for %s", today)
        else:
            log.info("the copy of %s was given up, as the bot ends; it is made at the next start", today)
    except Exception as failure:  # noqa: BLE001 - a bot without copies goes on
        return _failed(failure)
    return ""


def _failed(failure: Exception) -> str:
    reason = failure.detail if isinstance(failure, NoCopy) else described(failure)
    log.error("today's copy is missing: %s", reason)
    return reason
