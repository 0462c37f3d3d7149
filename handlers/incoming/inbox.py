"""Whatever arrives is committed before it is acknowledged, and worked on afterwards, once."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.model.errors import BeingWorkedOut, DatabaseUnusable, NotNow, OutcomeUnknown
from bot.model.trouble import whereabouts
from bot.ports import Arrival, Clock, Inbox
from handlers.incoming.in_hand import LEASE, InHand
from handlers.incoming.other_teams import of_another_team
from handlers.untrusted_json import RECEIVED_AT

log = logging.getLogger(__name__)

AT_ONCE = 20  # few enough to leave something to other replicas
MOST_ATTEMPTS = 8
LONGEST_PAUSE = timedelta(minutes=5)
NOW_AND_THEN = timedelta(minutes=10)  # what is mended before the late window is over still counts
SLACK_WAITS = 3.0  # seconds for an acknowledgement
LATE = timedelta(minutes=4)  # Slack tries for about six minutes; no clock is that wrong

Next = Callable[[], Awaitable[None]]
Keeping = Callable[[AsyncBoltRequest, BoltResponse, Next], Awaitable[BoltResponse]]
Work = Callable[[Arrival], Awaitable[None]]
Tell = Callable[[Arrival, str], Awaitable[None]]


def keeping(
    inbox: Inbox, wake: Callable[[], None], clock: Clock, missed: Callable[[], None] = lambda: None
) -> Keeping:
    """The middleware that keeps every payload; when it fails Slack gets no answer and sends it again.

    `missed` is called when an arrival could not be kept in time, or comes so late that Slack must have tried
    for a while: others may come later still, or never. Of what came late it is called once that is kept: only
    what is known can be missed in a history.
    """

    async def keep(
        body: dict[str, Any],
        resp: BoltResponse,
        context: AsyncBoltContext,
        next: Next,  # noqa: A002 - Bolt's names
    ) -> BoltResponse:
        if of_another_team(body, context.authorize_result):
            log.warning("something of another workspace arrived and was left alone")
            await next()
            return resp
        now, loop = clock(), asyncio.get_running_loop()
        began, too_slow = loop.time(), loop.call_later(SLACK_WAITS, missed)
        try:
            await inbox.keep(identity_of(body), {**body, RECEIVED_AT: f"{now.timestamp():.6f}"}, now)
        except Exception:
            missed()
            raise
        finally:
            too_slow.cancel()
        is_late = now.timestamp() - _sent_at(body, now) > LATE.total_seconds()
        if is_late or loop.time() - began >= SLACK_WAITS:
            missed()
        wake()
        await next()
        return resp

    return keep  # type: ignore[return-value]


def _sent_at(body: dict[str, Any], now: datetime) -> float:
    """When Slack says that it happened; now, where it does not say."""
    moment = body.get("event_time")
    return float(moment) if isinstance(moment, int) else now.timestamp()


def identity_of(body: dict[str, Any]) -> str:
    """What makes a payload the same when it is sent again."""
    for name in ("event_id", "trigger_id"):
        if value := body.get(name):
            return str(value)
    written = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


class Drain:
    """Works on what waits in the inbox, each arrival on its own, so that none can hold up the others.

    Of several replicas one works on an arrival, and has what the same person sends until it is done. Where it
    dies or freezes in the middle of one, another does that one again once the lease is over.

    A failure of the world (no database, no Slack) is tried again as long as it lasts. What fails for another
    reason is told after some attempts, and tried now and then: it stays in the inbox, nothing is lost.
    What is being worked out beside is done when that is known, and `wake` is called then. Once it
    `gives_way` only the arrival in hand is done.
    """

    def __init__(
        self,
        inbox: Inbox,
        work: Work,
        clock: Clock,
        tell: Tell | None = None,
        *,
        lease: timedelta = LEASE,
        wake: Callable[[], None] = lambda: None,
        gives_way: Callable[[], bool] = lambda: False,
    ) -> None:
        self._inbox = inbox
        self._work = work
        self._clock = clock
        self._tell = tell
        self._wake = wake
        self._gives_way = gives_way
        self._beside: dict[str, asyncio.Future[None]] = {}
        self._alone = asyncio.Lock()
        self._owner = uuid4().hex
        self._hand = InHand(inbox, clock, self._owner, lease)
        self._worked: set[str] = set()  # and not marked as done, the database being away
        self._not_before: dict[str, datetime] = {}
        self._told: set[str] = set()  # by this bot; one that died may have told nobody

    async def run(self) -> int:
        """Work on everything that waits; returns how many arrivals were dealt with."""
        async with self._alone:
            done, failed = 0, set[str]()
            while not self._gives_way() and (
                claimed := await self._hand.claim(AT_ONCE, but=failed | self._pausing())
            ):
                async with self._hand.renewing():
                    worked = [arrival.identity for arrival in claimed if await self._deal_with(arrival)]
                failed.update({arrival.identity for arrival in claimed}.difference(worked))
                done += len(worked)
            return done

    async def stop(self) -> None:
        """Leave what is in hand to others; called when nothing runs any more."""
        await self._hand.give_up()

    def _pausing(self) -> set[str]:
        now = self._clock()
        self._beside = {name: known for name, known in self._beside.items() if not known.done()}
        return {name for name, moment in self._not_before.items() if moment > now}.union(self._beside)

    async def _deal_with(self, arrival: Arrival) -> bool:
        """Work on an arrival and mark it as done; False where that failed, or where it is in another hand."""
        name = arrival.identity
        if self._gives_way() or not self._hand.holds(name):
            return False
        if name not in self._worked and not await self._try(arrival):
            return False
        self._worked.add(name)
        await self._inbox.done([name], self._clock(), self._owner)
        self._worked.discard(name)
        return True

    async def _try(self, arrival: Arrival) -> bool:
        (failure,) = await asyncio.gather(self._work(arrival), return_exceptions=True)
        if failure is None:
            self._not_before.pop(arrival.identity, None)
            return True
        if isinstance(failure, BeingWorkedOut):
            self._beside[arrival.identity] = known = asyncio.wrap_future(failure.known)
            known.add_done_callback(lambda _: self._wake())
            return False
        if not isinstance(failure, Exception):
            raise failure
        await self._note(arrival, failure)
        return False

    async def _note(self, arrival: Arrival, failure: Exception) -> None:
        """Remember the failure without its words, which may be a lead's."""
        attempts = arrival.attempts + 1
        reason = whereabouts(failure)
        passes = isinstance(failure, NotNow | OutcomeUnknown | DatabaseUnusable)
        given_up = attempts >= MOST_ATTEMPTS and not passes
        if given_up and arrival.identity not in self._told:
            self._told.add(arrival.identity)
            await self._say(arrival, reason)
        await self._inbox.failed(arrival.identity, reason, self._owner)
        pause = NOW_AND_THEN if given_up else min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)
        self._not_before[arrival.identity] = self._clock() + pause
        if not given_up:
            log.warning("arrival %s failed (attempt %d): %s", arrival.identity, attempts, reason)

    async def _say(self, arrival: Arrival, reason: str) -> None:
        """Say that an arrival goes on failing; that this cannot be said, either, is only logged."""
        log.error("arrival %s goes on failing and is tried every ten minutes: %s", arrival.identity, reason)
        if self._tell is None:
            return
        (failure,) = await asyncio.gather(self._tell(arrival, reason), return_exceptions=True)
        if isinstance(failure, Exception):
            log.error("nobody could be told of arrival %s: %s", arrival.identity, whereabouts(failure))
