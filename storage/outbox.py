"""The outbox: deliveries are added once for each key, claimed for the time of a lease, sent, and settled.

enqueue ─▶ pending ─ claim ─▶ sending ─ settle ─▶ sent | skipped | dead | pending (later)
              ▲                  │ lease over: claimed again, doubtful         │
              └──────── a new message is enqueued, or was meanwhile ───────────┘
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import select

from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.message import Message
from bot.model.privacy import ERASED
from bot.model.reason import Reason
from storage import lost_time
from storage.chapter import Chapter
from storage.delivery_keys import kind_and_part
from storage.delivery_queries import between_keys, claimable, followers_of_nothing, next_moment
from storage.happenings import besides
from storage.traffic import DeliveryRow
from storage.values import columns_of, value_of

AFTER_ALL = "\U0010ffff"
FOR_EVER = datetime.max.replace(tzinfo=UTC)


class Outbox(Chapter):
    """Implements `bot.ports.outbox.Outbox` for one workspace."""

    def delivery(self, key: str) -> Delivery | None:
        """The delivery with this key; None if there is none."""
        return next(map(value, self._read(DeliveryRow, key=self._key_now(key))), None)

    def deliveries(self, prefix: str) -> tuple[Delivery, ...]:
        """The deliveries whose keys begin with `prefix`, by key."""
        prefix = self._key_now(prefix)
        asked = {"team": self._team, "first": prefix, "end": prefix + AFTER_ALL}
        return tuple(value(row) for row in self._session.exec(between_keys(), params=asked))

    def enqueue(self, delivery: Delivery) -> None:
        """Add a delivery, or give a known one a new message; skipped and dead ones stay as they are."""
        row = self._row(DeliveryRow, key=delivery.key)
        if row is None:
            self._session.add(DeliveryRow(team_id=self._team, **columns_of(delivery, but="lease")))
            self._session.flush()
            return
        if row.status in {Status.SKIPPED, Status.DEAD} or row.message == delivery.message:
            return
        row.message, row.not_after, row.failures = delivery.message, delivery.not_after, 0
        if row.status is not Status.PENDING:
            row.wanted += 1
            row.due, row.priority = delivery.due, delivery.priority
        if row.status is Status.SENT:
            row.status = Status.PENDING
        self._session.flush()

    def claim(
        self,
        now: datetime,
        owner: str,
        lease: timedelta,
        limit: int,
        *,
        least: Priority = Priority.REMINDER,
    ) -> tuple[Delivery, ...]:
        """Claim at most `limit` deliveries that are due and at `least` so urgent, the most urgent first."""
        clock = self._clock(now)
        # a lease that is longer than any: a clock that was far ahead then must not keep it for ever
        far = clock + 2 * lease if lease > timedelta(0) else FOR_EVER
        asked = {"team": self._team, "now": now, "clock": clock, "far": far, "most": limit, "least": least}
        every = least is Priority.REMINDER  # also what a later release calls less urgent than any here
        pairs = self._session.exec(claimable(every=every), params=asked).all()
        if len(pairs) < limit:  # not while there is much to do: it looks at everything that is open
            self._give_up_followers(now)
        if pairs and (lost := lost_time.unknown_since(self._session, self._team, now)):
            for row, _ in pairs:
                _may_have_been_posted(row, lost)
        return tuple(_take(row, first, now, owner, clock + lease) for row, first in pairs)

    def settle(self, delivery: Delivery, *, took: float | None = None) -> None:
        """Save the outcome of a claim; a message that was enqueued meanwhile is still to be sent.

        `attempts` tells the claims apart: an older claim can only add where its message was posted. `took` is
        how many seconds the try took, which is told and not saved.
        """
        row = self._row(DeliveryRow, key=self._key_now(delivery.key))
        if row is None or (row.attempts != delivery.attempts and (row.posted or not delivery.posted)):
            return
        outdated = delivery.status is Status.SENT and row.wanted > delivery.confirmed
        row.status = Status.PENDING if outdated else delivery.status
        row.due = row.due if outdated else delivery.due
        row.reason, row.failures, row.sent_at = delivery.reason, delivery.failures, delivery.sent_at
        row.posted, row.confirmed = delivery.posted, delivery.confirmed
        row.doubtful = delivery.doubtful and delivery.posted is None  # a look-up that failed settles no doubt
        if row.status is not Status.SENDING:
            row.owner, row.lease_until = "", None
        if took is not None:
            besides(self._session, row, took_ms=round(took * 1000))
        self._session.flush()

    def next_due(self) -> datetime | None:
        """The moment at which the next delivery is due or a lease runs out; None if nothing waits."""
        found: datetime | None = self._session.exec(next_moment(), params={"team": self._team}).one()
        return found

    def _give_up_followers(self, now: datetime) -> None:
        """Mark deliveries as dead that follow one which will never be posted."""
        for row in self._session.exec(followers_of_nothing(), params={"team": self._team, "now": now}):
            row.status, row.reason = Status.DEAD, Reason.FOLLOWS_NOTHING
        self._session.flush()

    def _clock(self, now: datetime) -> datetime:
        """The clock for leases: the server's, where several processes share one, as theirs may differ."""
        if self._session.get_bind().dialect.name == "sqlite":
            return now
        found: datetime = self._session.execute(select(func.clock_timestamp())).scalar_one()
        return found


def value(row: Any) -> Delivery:
    """The delivery in a row, or in its columns."""
    kind, part = row.kind, row.part
    if kind is Kind.UNKNOWN:  # of a release to come, or of one that had no column for it
        kind, part = kind_and_part(row.key) or (kind, part)
    delivery: Delivery = value_of(Delivery, row, kind=kind, part=part, priority=_priority(row), lease=None)
    return delivery


def erase_words(deliveries: Iterable[DeliveryRow]) -> None:
    """Erase the messages of deliveries; unsent ones are skipped, and who has claimed one loses the claim."""
    for row in deliveries:
        row.message = ERASED
        if row.status in {Status.PENDING, Status.SENDING}:
            row.attempts += row.status is Status.SENDING
            row.status, row.reason = (
                (Status.SENT, "") if row.posted else (Status.SKIPPED, Reason.WORDS_ERASED)
            )
            row.wanted = max(row.confirmed, 1)
            row.owner, row.lease_until = "", None


def reword(row: DeliveryRow, message: Message) -> None:
    """Give a delivery another message; one that was sent is sent again as a change."""
    if row.message == message:
        return
    row.message = message
    if row.status is not Status.PENDING:
        row.wanted += 1
    if row.status is Status.SENT:
        row.status = Status.PENDING


def _priority(row: Any) -> Priority:
    """One of a release to come goes with the answers."""
    return Priority(row.priority) if row.priority in set(Priority) else Priority.ANSWER


def _may_have_been_posted(row: DeliveryRow, since: datetime) -> None:
    """Doubt a delivery of which it is not known whether it was posted before the rows were restored."""
    row.doubtful = row.posted is None
    row.first_try_at = row.first_try_at or since


def _take(
    row: DeliveryRow, before: DeliveryRow | None, now: datetime, owner: str, until: datetime
) -> Delivery:
    row.doubtful = row.posted is None and (row.doubtful or row.status is Status.SENDING)
    row.status, row.owner, row.lease_until = Status.SENDING, owner, until
    row.attempts += 1
    row.first_try_at = row.first_try_at or now
    thread = before.posted if before and row.threaded else row.thread
    return replace(value(row), thread=thread)
