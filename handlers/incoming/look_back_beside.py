"""Looking back goes on beside the bot's turns, and never stands in the way of what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta

from bot.model.trouble import described
from bot.ports import Clock
from handlers.incoming.catch_up import LookBack
from handlers.incoming.what_was_read import LISTING

log = logging.getLogger(__name__)

CATCH_UP_EVERY = timedelta(hours=1)
PATIENCE_SECONDS = 5.0  # of a turn: what was said before the call should be in the minutes
LONGEST_WAIT = timedelta(seconds=60)  # of minutes, for what may have been missed before them


class LookBackBeside:
    """Looks back when the bot was not listening, once an hour, around minutes, and again at what failed.

    Implements `bot.ports.Backlog`. `finished` is called after each time that went through, with how many
    messages were looked at, and how many seconds that took.
    """

    def __init__(
        self, look_back: LookBack, clock: Clock, finished: Callable[[int, float], Awaitable[None]]
    ) -> None:
        self._look_back = look_back
        self._clock = clock
        self._finished = finished
        self._behind = True  # nobody listened before
        self._is_wanted = False  # since before the arrivals of this turn were worked on
        self._is_urgent = False
        self._is_unfinished = False
        self._is_awaited = False
        self._heard_out: frozenset[str] = frozenset()  # who wrote nothing that is not found
        self._waiting_since: dict[str, datetime] = {}
        self._began_at = clock()
        self._looking: asyncio.Task[None] | None = None

    def behind(self) -> None:
        """Something may have been missed."""
        self._behind = True
        self._look_back.missed()

    @property
    def is_behind(self) -> bool:
        """Whether something that was missed may not have been found yet."""
        return self._behind or self._is_wanted or (self._is_urgent and self.is_looking)

    @property
    def is_looking(self) -> bool:
        """Whether conversations are being read."""
        return self._looking is not None and not self._looking.done()

    @property
    def is_awaited(self) -> bool:
        """Whether late minutes, or a meeting that is to end, waited in the last turn for what is not read."""
        return self._is_awaited

    def holds(self, minutes: str, writers: frozenset[str]) -> bool:
        """Whether these minutes should wait, as what was written for them may not have been found yet.

        It has been where the conversations of all who may write for them were read. They wait a minute at
        most, from the first time this is asked on, whatever goes wrong meanwhile.
        """
        if not self._is_unfinished or writers <= self._heard_out:
            return False
        now = self._clock()
        return now - self._waiting_since.setdefault(minutes, now) < LONGEST_WAIT

    async def misses(self, people: Collection[str], until: datetime) -> bool:
        """Whether something that these people wrote until then may not be known yet, and be found later.

        It is what was not read since, as Slack refuses it for now, and what was read and not worked on yet.
        What was not read for no reason is read in the next turn.
        """
        unread = self._look_back.unread(people, until)
        if unread and not (self.is_looking or self._look_back.is_tried_later(unread)):
            self._behind = True
        missed = bool(unread) or not await self._look_back.is_worked_on(people)
        self._is_awaited = self._is_awaited or missed
        return missed

    async def lacks(self, people: Collection[str], posted: datetime, until: datetime) -> bool:
        """Whether minutes may lack what these people wrote: before they were posted, or, as far as it is
        known to have been missed, until then.

        All conversations are read once more when minutes stand, so this asks for nothing. Who has written
        for the first time since is found by the hourly look.
        """
        look_back = self._look_back
        unread = look_back.unread(people, posted) - {LISTING}
        missed = look_back.unread(people, until)
        known = bool(missed) and (self.is_behind or look_back.is_tried_later(missed))
        lacks = bool(unread) or known or not await look_back.is_worked_on(people)
        self._is_awaited = self._is_awaited or lacks
        return lacks

    def turn_begins(self) -> None:
        """What was missed until now is looked for in this turn, what is missed from now on in the next one.

        What waits in the inbox has to be worked on before: what is not remembered yet cannot be missed in the
        history.
        """
        self._is_wanted = self._is_wanted or self._behind
        self._behind = False

    async def begin(self) -> bool:
        """Begin to look back if there is reason to; returns when it is done, or after a little while.

        True if something may have been found: that is to be worked on next.
        """
        self._is_awaited = False
        found = await self._begun() or self._is_unfinished
        self._is_unfinished = self.is_behind  # what is found from now on is for the next turn
        self._heard_out = self._look_back.heard_out
        return found

    async def _begun(self) -> bool:
        if self.is_looking:
            return False
        everything = self._is_wanted or self._clock() - self._began_at >= CATCH_UP_EVERY
        if everything or self._look_back.is_due():
            self._looking = asyncio.create_task(self._look(everything=everything))
            await asyncio.wait({self._looking}, timeout=PATIENCE_SECONDS if everything else 0)
        return everything

    async def stop(self) -> None:
        """Look back no longer."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})

    async def _look(self, *, everything: bool) -> None:
        self._is_urgent = everything and self._is_wanted
        if everything:
            self._is_wanted, self._began_at = False, self._clock()
        try:
            began = asyncio.get_running_loop().time()
            seen = await (self._look_back.everything() if everything else self._look_back.again())
            await self._finished(seen, asyncio.get_running_loop().time() - began)
        except Exception as failure:  # noqa: BLE001 - beside the turn nobody else would hear of it
            log.warning("looking back was not finished: %s", described(failure))
            self._behind = self._behind or everything
