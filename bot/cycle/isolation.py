"""One trouble, one victim: what fails is put aside and tried again later, and the rest goes on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.model.errors import BeingWorkedOut, DatabaseUnusable, NotNow
from bot.model.trouble import TOLD_AFTER, described, pause_after

T = TypeVar("T")
log = logging.getLogger(__name__)
_LEVELS = {1: logging.WARNING, TOLD_AFTER: logging.ERROR}  # by how often; in between it is no news


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that fails: how often in a row, why the last time, and when it is tried again."""

    key: str
    failures: int
    reason: str
    not_before: datetime


class Isolation:
    """Remembers by key what fails; in memory, so that a restart tries everything at once.

    What is in `raised` is everybody's trouble, as a database that cannot be used is: it is raised.
    """

    def __init__(self, raised: tuple[type[Exception], ...] = (DatabaseUnusable,)) -> None:
        self._raised = raised
        self._troubles: dict[str, Trouble] = {}

    def waits(self, key: str, now: datetime) -> bool:
        """Whether this failed so lately that it is not tried yet."""
        trouble = self._troubles.get(key)
        return trouble is not None and now < trouble.not_before

    def due(self, now: datetime) -> frozenset[str]:
        """What failed and is to be tried again by now."""
        return frozenset(key for key in self._troubles if not self.waits(key, now))

    def trouble(self, key: str) -> Trouble | None:
        """What is wrong with this, if it failed the last time."""
        return self._troubles.get(key)

    async def run(self, key: str, work: Callable[[], Awaitable[T]], now: datetime) -> T | None:
        """Do the work unless it still has to wait; None when it failed or was not tried."""
        if self.waits(key, now):
            return None
        try:
            done = await _patiently(work)
        except self._raised:
            raise
        except Exception as failure:  # noqa: BLE001 - whatever it is, the others must not suffer
            self._note(key, failure, now)
            return None
        if self._troubles.pop(key, None):
            log.info("%s goes well again", key)
        return done

    def _note(self, key: str, failure: Exception, now: datetime) -> None:
        before = self._troubles.get(key)
        failures = before.failures + 1 if before else 1
        pause = pause_after(failures)
        if isinstance(failure, NotNow):
            pause = max(pause, timedelta(seconds=failure.after))
        self._troubles[key] = Trouble(key, failures, described(failure), now + pause)
        log.log(
            _LEVELS.get(failures, logging.DEBUG),
            "%s failed (%d in a row): %s",
            key,
            failures,
            described(failure),
        )


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Do the work, and again when what it needs is worked out."""
    while True:
        try:
            return await work()
        except BeingWorkedOut as being:
            await asyncio.wait({asyncio.wrap_future(being.known)})
