"""The only door out: claim what is due, send it once, note what became of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.cycle.hindrances import Hindrances
from bot.cycle.in_hand import InHand
from bot.cycle.noting import Noting, Tried
from bot.cycle.pace import Pace
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import LeaseRunsOut, NotNow, OutcomeUnknown, Rejected
from bot.model.lease import Lease
from bot.model.message import GitPage, MinutesMail, UnknownMessage, WikiPage
from bot.model.reason import as_told
from bot.model.trouble import described
from bot.ports import Chat, Clock, Mail, Repository, Running, Store, Wiki
from bot.rules.outcomes import (
    failed,
    is_over,
    mailed_perhaps,
    missed,
    of_another_release,
    postponed,
    refused,
    sent,
    unmailed,
)

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)  # far longer than the chat client waits for one answer
NO_REPOSITORY = "this process publishes to no repository"
NO_MAIL = "this process sends no mail"
AT_ONCE = 8  # deliveries in hand at the same time
AGAIN = AT_ONCE // 2  # when so many of them are done the next ones are claimed, in one change


@dataclass(frozen=True, slots=True)
class _Door:
    """Where words go out, at a moment."""

    chat: Chat
    wiki: Wiki
    repository: Repository | None
    mail: Mail | None
    hindrances: Hindrances
    pace: Pace
    noting: Noting
    now: datetime
    running: Running | None

    @property
    def moment(self) -> float:
        """In seconds of the clock that only goes forward; where there is none, of the other one."""
        return self.running() if self.running else self.now.timestamp()


async def deliver(  # noqa: PLR0913 - four doors out, a clock, and what keeps them apart
    *,
    store: Store,
    chat: Chat,
    wiki: Wiki,
    clock: Clock,
    owner: str,
    lease: timedelta = LEASE,
    hindrances: Hindrances | None = None,
    pace: Pace | None = None,
    running: Running | None = None,
    repository: Repository | None = None,
    mail: Mail | None = None,
    gives_way: Callable[[], bool] = lambda: False,
    least: Priority = Priority.REMINDER,
) -> int:
    """Send everything that is due and at `least` so urgent; returns how many were taken into hand.

    What fails in a way that nobody foresaw waits by itself, longer each time, and the others go out. What
    somebody has to mend is noted in `hindrances`, a pause that the workspace asks for in `pace`.
    DatabaseUnusable is raised: without it nothing can be noted of any.

    `running` is a clock in seconds that only goes forward: by it no request is begun, after whatever delay,
    while less than half of the lease is left. Without it nobody looks. Once it `gives_way` the rest waits
    for the next time.
    """
    met, speed, noting, taken = hindrances or Hindrances(), pace or Pace(), Noting(store), 0
    async with InHand() as in_hand:
        while True:
            door = _Door(chat, wiki, repository, mail, met, speed, noting, clock(), running)
            room, ends = AT_ONCE - len(in_hand), taken and gives_way()
            claimed = () if ends else await _claimed(store, owner, lease, door, most=room, least=least)
            for delivery in claimed:
                in_hand.begin(delivery, partial(_send, delivery, door))
            if not in_hand:
                return taken
            taken += len(claimed)
            await in_hand.down_to(AT_ONCE - AGAIN if len(claimed) == room else 0)


async def _claimed(
    store: Store, owner: str, lease: timedelta, door: _Door, *, most: int, least: Priority
) -> tuple[Delivery, ...]:
    """Take deliveries into hand; our clock for the lease starts before that of the database."""
    seconds, running, now = lease.total_seconds(), door.running, door.now
    least = min(least, door.pace.least(door.moment))
    ours = Lease(running() + seconds, seconds / 2, running) if running else None
    claimed = await store.change(lambda book: book.claim(now, owner, lease, most, least=least))
    return tuple(replace(delivery, lease=ours) for delivery in claimed)


async def _send(delivery: Delivery, door: _Door) -> None:
    began = door.running() if door.running else None
    try:
        outcome = await _outcome(delivery, door)
    except (OutcomeUnknown, LeaseRunsOut):
        return  # it stays in hand; when the lease is over somebody looks it up before posting again
    took = door.running() - began if door.running and began is not None else None
    await door.noting.note(Tried(outcome, took, door.now))


async def _outcome(delivery: Delivery, door: _Door) -> Delivery:
    """What became of it; OutcomeUnknown and LeaseRunsOut are raised as they are."""
    try:
        return await _tried(delivery, door)
    except (OutcomeUnknown, LeaseRunsOut):
        raise
    except Exception as failure:  # noqa: BLE001 - whatever it is, the others must not wait for it
        return _put_off(delivery, failure, door.now)


async def _tried(delivery: Delivery, door: _Door) -> Delivery:
    try:
        tried = await _told(delivery, door)
    except NotNow as later:
        door.pace.refused(delivery, later, door.moment)
        return postponed(delivery, later, door.now)
    except Rejected as rejection:
        if not rejection.final:
            door.hindrances.met(rejection.detail, delivery.key, door.now)
        judged = unmailed if delivery.kind is Kind.MAIL else refused
        return judged(delivery, rejection, door.now)
    door.pace.went(tried, door.moment, is_new=delivery.posted is None)
    if tried.status is Status.SENT and delivery.reason:
        door.hindrances.gone(as_told(delivery.reason))
    return tried


async def _told(delivery: Delivery, door: _Door) -> Delivery:
    now = door.now
    if is_over(delivery, now):
        return await _missed(delivery, door)
    if isinstance(delivery.message, UnknownMessage):
        return _left_alone(delivery, delivery.message, now)
    if isinstance(delivery.message, WikiPage):
        delivery.hold()
        posted = await door.wiki.put(delivery.message, doubtful=delivery.doubtful)
        return sent(replace(delivery, posted=posted), now)
    if isinstance(delivery.message, GitPage):
        if door.repository is None:
            raise Rejected(NO_REPOSITORY)
        delivery.hold()
        return sent(replace(delivery, posted=await door.repository.put(delivery.message)), now)
    if isinstance(delivery.message, MinutesMail):
        return await _mailed(delivery, delivery.message, door)
    return await _say_or_amend(delivery, door.chat, now)


async def _mailed(delivery: Delivery, mail: MinutesMail, door: _Door) -> Delivery:
    if door.mail is None:
        raise Rejected(NO_MAIL, final=False)
    delivery.hold()
    try:
        return sent(replace(delivery, posted=await door.mail.send(delivery.carried_key, mail)), door.now)
    except OutcomeUnknown:
        return mailed_perhaps(delivery, door.now)


async def _missed(delivery: Delivery, door: _Door) -> Delivery:
    """Its moment is over; but an earlier try may have been in time."""
    if delivery.doubtful and (posted := await door.chat.find(delivery)):
        return sent(replace(delivery, posted=posted), door.now)
    return missed(delivery)


async def _say_or_amend(delivery: Delivery, chat: Chat, now: datetime) -> Delivery:
    if delivery.posted is not None:
        return await _amended(delivery, chat, now)
    if delivery.doubtful and (found := await chat.find(delivery)):
        # What stands there may be an older version, so it is brought up to date.
        return await _amended(replace(delivery, posted=found), chat, now)
    return sent(replace(delivery, posted=await chat.say(delivery)), now)


async def _amended(delivery: Delivery, chat: Chat, now: datetime) -> Delivery:
    written_out = await chat.amend(delivery)
    return sent(replace(delivery, posted=written_out or delivery.posted), now)


def _put_off(delivery: Delivery, failure: Exception, now: datetime) -> Delivery:
    reason = described(failure)
    told = delivery.key, delivery.failures + 1, reason
    log.warning("delivery %s failed (%d in a row): %s", *told, extra=_fields(delivery))
    return failed(delivery, reason, now)


def _left_alone(delivery: Delivery, message: UnknownMessage, now: datetime) -> Delivery:
    if not delivery.failures:
        told = delivery.key, message.word
        log.warning("delivery %s is of another release (%s) and waits", *told, extra=_fields(delivery))
    return of_another_release(delivery, message.word, now)


def _fields(delivery: Delivery) -> dict[str, str]:
    """Under which names lines for programs tell of a delivery."""
    return {"delivery": delivery.key, "kind": delivery.kind.value}
