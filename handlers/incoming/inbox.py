"""Whatever arrives is committed before it is acknowledged, and worked on afterwards, once."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.model.errors import DatabaseUnusable, NotNow, OutcomeUnknown
from bot.model.trouble import LONGEST_PAUSE as NOW_AND_THEN
from bot.model.trouble import whereabouts
from bot.ports import Arrival, Clock, Inbox
from handlers.untrusted_json import RECEIVED_AT

log = logging.getLogger(__name__)

AT_ONCE = 50
MOST_ATTEMPTS = 8
LONGEST_PAUSE = timedelta(minutes=5)

Next = Callable[[], Awaitable[None]]
Keeping = Callable[[AsyncBoltRequest, BoltResponse, Next], Awaitable[BoltResponse]]
Work = Callable[[Arrival], Awaitable[None]]
Tell = Callable[[Arrival, str], Awaitable[None]]


def keeping(inbox: Inbox, wake: Callable[[], None], clock: Clock) -> Keeping:
    """The middleware that keeps every payload; when it fails Slack gets no answer and sends it again."""

    async def keep(body: dict[str, Any], resp: BoltResponse, next: Next) -> BoltResponse:  # noqa: A002 - Bolt's names
        now = clock()
        await inbox.keep(identity_of(body), {**body, RECEIVED_AT: f"{now.timestamp():.6f}"}, now)
        wake()
        await next()
        return resp

    return keep  # type: ignore[return-value]


def identity_of(body: dict[str, Any]) -> str:
    """What makes a payload the same when it is sent again."""
    for name in ("event_id", "trigger_id"):
        if value := body.get(name):
            return str(value)
    written = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


class Drain:
    """Works on what waits in the inbox, each arrival on its own, so that none can hold up the others.

    A failure of the world (no database, no Slack) is tried again as long as it lasts. What fails for another
    reason is told after some attempts, and tried now and then: it stays in the inbox, nothing is lost.
    """

    def __init__(self, inbox: Inbox, work: Work, clock: Clock, tell: Tell | None = None) -> None:
        self._inbox = inbox
        self._work = work
        self._clock = clock
        self._tell = tell
        self._alone = asyncio.Lock()
        self._not_before: dict[str, datetime] = {}

    async def run(self) -> int:
        """Work on everything that waits; returns how many arrivals were dealt with."""
        async with self._alone:
            done, failed = 0, set[str]()
            while fresh := await self._fresh(failed):
                worked = [arrival.identity for arrival in fresh if await self._try(arrival)]
                failed.update({arrival.identity for arrival in fresh}.difference(worked))
                if worked:
                    await self._inbox.done(worked, self._clock())
                done += len(worked)
            return done

    async def _fresh(self, failed: set[str]) -> list[Arrival]:
        """Arrivals to be tried in this run; what waits for a later one must not crowd them out."""
        now = self._clock()
        pausing = {name for name, moment in self._not_before.items() if moment > now}
        later = failed | pausing
        waiting = await self._inbox.waiting(AT_ONCE + len(later))
        return [arrival for arrival in waiting if arrival.identity not in later][:AT_ONCE]

    async def _try(self, arrival: Arrival) -> bool:
        (failure,) = await asyncio.gather(self._work(arrival), return_exceptions=True)
        if failure is None:
            self._not_before.pop(arrival.identity, None)
            return True
        if not isinstance(failure, Exception):
            raise failure
        await self._note(arrival, failure)
        return False

    async def _note(self, arrival: Arrival, failure: Exception) -> None:
        """Remember the failure without its words, which may be a lead's."""
        attempts = arrival.attempts + 1
        reason = whereabouts(failure)
        await self._inbox.failed(arrival.identity, reason)
        passes = isinstance(failure, NotNow | OutcomeUnknown | DatabaseUnusable)
        if attempts >= MOST_ATTEMPTS and not passes:
            self._not_before[arrival.identity] = self._clock() + NOW_AND_THEN
            await self._tell_once(arrival, reason, attempts)
            return
        pause = min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)
        self._not_before[arrival.identity] = self._clock() + pause
        log.warning("arrival %s failed (attempt %d): %s", arrival.identity, attempts, reason)

    async def _tell_once(self, arrival: Arrival, reason: str, attempts: int) -> None:
        """Say that an arrival goes on failing; that this cannot be said, either, is only logged."""
        if attempts > MOST_ATTEMPTS:
            return
        log.error("arrival %s goes on failing and is tried once an hour: %s", arrival.identity, reason)
        if self._tell is None:
            return
        (failure,) = await asyncio.gather(self._tell(arrival, reason), return_exceptions=True)
        if isinstance(failure, Exception):
            log.error("nobody could be told of arrival %s: %s", arrival.identity, whereabouts(failure))
