"""The only door out: claim what is due, send it once, note what became of it."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.delivery import Delivery, Priority, Status
from bot.model.errors import DatabaseUnusable, NotNow, OutcomeUnknown, Rejected
from bot.model.message import UnknownMessage, WikiPage
from bot.model.reason import Reason
from bot.model.trouble import LONGEST_PAUSE, described, pause_after
from bot.ports import Chat, Clock, Store, Wiki

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)  # far longer than the chat client waits for one answer
INSIST = timedelta(minutes=5)  # minutes are never given up: somebody may invite the bot back
AT_ONCE = 4  # deliveries in hand at the same time
LOOK_AGAIN = timedelta(minutes=5)  # at what another release wrote: it costs nothing, and may be the right one


async def deliver(
    *, store: Store, chat: Chat, wiki: Wiki, clock: Clock, owner: str, lease: timedelta = LEASE
) -> int:
    """Send everything that is due; returns how many were taken into hand.

    What fails in a way that nobody foresaw waits by itself, longer each time, and the others go out.
    DatabaseUnusable is raised: without it nothing can be noted of any.
    """
    taken = 0
    while claimed := await store.change(lambda book: book.claim(clock(), owner, lease, AT_ONCE)):
        taken += len(claimed)
        sent = [_send(delivery, store, chat, wiki, clock) for delivery in claimed]
        for delivery, failure in zip(
            claimed, await asyncio.gather(*sent, return_exceptions=True), strict=True
        ):
            if isinstance(failure, DatabaseUnusable) or not isinstance(failure, Exception | None):
                raise failure
            if failure is not None:  # it stays in hand until its lease is over
                log.error("what became of %s could not be noted: %s", delivery.key, described(failure))
    return taken


async def _send(delivery: Delivery, store: Store, chat: Chat, wiki: Wiki, clock: Clock) -> None:
    try:
        outcome = await _outcome(delivery, chat, wiki, clock)
    except OutcomeUnknown:
        return  # it stays in hand; when the lease is over somebody looks it up before posting again
    await store.change(lambda book: book.settle(outcome))


async def _outcome(delivery: Delivery, chat: Chat, wiki: Wiki, clock: Clock) -> Delivery:
    """What became of it; OutcomeUnknown is raised as it is."""
    now = clock()
    try:
        return await _tried(delivery, chat, wiki, now)
    except OutcomeUnknown:
        raise
    except Exception as failure:  # noqa: BLE001 - whatever it is, the others must not wait for it
        return _put_off(delivery, failure, now)


async def _tried(delivery: Delivery, chat: Chat, wiki: Wiki, now: datetime) -> Delivery:
    try:
        if delivery.posted is None and delivery.not_after is not None and now >= delivery.not_after:
            return await _missed(delivery, chat, now)
        if isinstance(delivery.message, UnknownMessage):
            return _left_alone(delivery, delivery.message, now)
        if isinstance(delivery.message, WikiPage):
            posted = await wiki.put(delivery.message, doubtful=delivery.doubtful)
            return _sent(replace(delivery, posted=posted), now)
        return await _say_or_amend(delivery, chat, now)
    except NotNow as later:
        return replace(
            delivery, status=Status.PENDING, due=now + timedelta(seconds=later.after), reason=later.detail
        )
    except Rejected as rejection:
        if delivery.priority is Priority.MINUTES:
            return replace(delivery, status=Status.PENDING, due=now + INSIST, reason=rejection.detail)
        return replace(delivery, status=Status.DEAD, reason=rejection.detail)


async def _missed(delivery: Delivery, chat: Chat, now: datetime) -> Delivery:
    """Its moment is over; but an earlier try may have been in time."""
    if delivery.doubtful and (posted := await chat.find(delivery)):
        return _sent(replace(delivery, posted=posted), now)
    return replace(delivery, status=Status.SKIPPED, reason=Reason.TOO_LATE_TO_SEND)


async def _say_or_amend(delivery: Delivery, chat: Chat, now: datetime) -> Delivery:
    if delivery.posted is not None:
        await chat.amend(delivery)
        return _sent(delivery, now)
    if delivery.doubtful and (found := await chat.find(delivery)):
        # What stands there may be an older version, so it is brought up to date.
        there = replace(delivery, posted=found)
        await chat.amend(there)
        return _sent(there, now)
    return _sent(replace(delivery, posted=await chat.say(delivery)), now)


def _sent(delivery: Delivery, now: datetime) -> Delivery:
    return replace(
        delivery,
        status=Status.SENT,
        reason="",
        failures=0,
        confirmed=delivery.wanted,
        sent_at=delivery.sent_at or now,
    )


def _put_off(delivery: Delivery, failure: Exception, now: datetime) -> Delivery:
    """Try it again later; it may have been posted before it failed, so it is looked up first."""
    failures, reason = delivery.failures + 1, described(failure)
    log.warning("delivery %s failed (%d in a row): %s", delivery.key, failures, reason)
    return _later(delivery, now, pause_after(failures, LONGEST_PAUSE), reason, doubtful=True)


def _left_alone(delivery: Delivery, message: UnknownMessage, now: datetime) -> Delivery:
    """Leave it to the release that knows it."""
    if not delivery.failures:
        log.warning("delivery %s is of another release (%s) and waits", delivery.key, message.word)
    pause, reason = (
        pause_after(delivery.failures + 1, LOOK_AGAIN),
        Reason.OF_ANOTHER_RELEASE.about(message.word),
    )
    return _later(delivery, now, pause, reason, doubtful=delivery.doubtful)


def _later(delivery: Delivery, now: datetime, pause: timedelta, reason: str, *, doubtful: bool) -> Delivery:
    return replace(
        delivery,
        status=Status.PENDING,
        due=now + pause,
        reason=reason,
        failures=delivery.failures + 1,
        doubtful=doubtful,
    )
