"""The only door out: claim what is due, send it once, note what became of it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.delivery import Delivery, Priority, Status
from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.message import WikiPage
from bot.model.reason import Reason
from bot.ports import Chat, Clock, Store, Wiki

LEASE = timedelta(seconds=120)  # far longer than the chat client waits for one answer
INSIST = timedelta(minutes=5)  # minutes are never given up: somebody may invite the bot back
AT_ONCE = 4  # deliveries in hand at the same time


async def deliver(
    *, store: Store, chat: Chat, wiki: Wiki, clock: Clock, owner: str, lease: timedelta = LEASE
) -> int:
    """Send everything that is due; returns how many were taken into hand."""
    taken = 0
    while claimed := await store.change(lambda book: book.claim(clock(), owner, lease, AT_ONCE)):
        taken += len(claimed)
        await asyncio.gather(*(_send(delivery, store, chat, wiki, clock) for delivery in claimed))
    return taken


async def _send(delivery: Delivery, store: Store, chat: Chat, wiki: Wiki, clock: Clock) -> None:
    try:
        outcome = await _outcome(delivery, chat, wiki, clock)
    except OutcomeUnknown:
        return  # it stays in hand; when the lease is over somebody looks it up before posting again
    await store.change(lambda book: book.settle(outcome))


async def _outcome(delivery: Delivery, chat: Chat, wiki: Wiki, clock: Clock) -> Delivery:
    now = clock()
    if delivery.posted is None and delivery.not_after is not None and now >= delivery.not_after:
        return await _missed(delivery, chat, now)
    try:
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
        confirmed=delivery.wanted,
        sent_at=delivery.sent_at or now,
    )
