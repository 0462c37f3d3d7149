"""Looking back goes on beside the bot's turns, and never stands in the way of what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.model.trouble import described
from bot.ports import Clock
from handlers.incoming.catch_up import LookBack

log = logging.getLogger(__name__)

CATCH_UP_EVERY = timedelta(hours=1)
PATIENCE_SECONDS = 5.0  # of a turn: what was said before the call should be in the minutes


class LookBackBeside:
    """Looks back when the bot was not listening, once an hour, and again at what could not be read.

    `finished` is called after each time that went through.
    """

    def __init__(self, look_back: LookBack, clock: Clock, finished: Callable[[], Awaitable[None]]) -> None:
        self._look_back = look_back
        self._clock = clock
        self._finished = finished
        self._behind = False
        self._began_at = clock()
        self._looking: asyncio.Task[None] | None = None

    def behind(self) -> None:
        """Something may have been missed."""
        self._behind = True

    async def begin(self) -> None:
        """Begin to look back if there is reason to; returns when it is done, or after a little while."""
        if self._looking is not None and not self._looking.done():
            return
        everything = self._behind or self._clock() - self._began_at >= CATCH_UP_EVERY
        if everything or self._look_back.is_due():
            self._looking = asyncio.create_task(self._look(everything=everything))
            await asyncio.wait({self._looking}, timeout=PATIENCE_SECONDS)

    async def stop(self) -> None:
        """Look back no longer."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})

    async def _look(self, *, everything: bool) -> None:
        if everything:
            self._behind, self._began_at = False, self._clock()
        try:
            await (self._look_back.everything() if everything else self._look_back.again())
            await self._finished()
        except Exception as failure:  # noqa: BLE001 - beside the turn nobody else would hear of it
            log.warning("looking back was not finished: %s", described(failure))
            self._behind = self._behind or everything
