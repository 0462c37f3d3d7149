"""Everything remembered, read and written as values within one transaction."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlmodel import Session, col, select, tuple_

from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.delivery import Delivery
from bot.model.meeting import Meeting
from bot.model.reply import Reply
from bot.model.update import Correction, Update
from storage import items, roster
from storage.outbox import Outbox
from storage.tables import (
    AbsenceRow,
    CallRow,
    CorrectionRow,
    MeetingRow,
    PlacementRow,
    ReplyRow,
    Row,
    UpdateRow,
)
from storage.values import columns_of, value_of

R = TypeVar("R", bound=Row)


class RowBook:
    """The book of one workspace, open at one transaction."""

    def __init__(self, session: Session, team: str) -> None:
        self._session = session
        self._team = team
        self._outbox = Outbox(session, team)

    def calls(self) -> tuple[Call, ...]:
        """Every call, by name."""
        return roster.complete(self._session, self._rows(CallRow, order="name"))

    def call(self, name: str) -> Call | None:
        """One call."""
        return next(iter(roster.complete(self._session, self._rows(CallRow, name=name))), None)

    def keep_call(self, call: Call) -> None:
        """Remember a call as it is from now on; what its areas reported stays, also of those it lost."""
        row = self._put(CallRow, {"name": call.name}, columns_of(call, but="areas"))
        roster.keep(self._session, row, call.areas)

    def meeting(self, call: str, day: date) -> Meeting | None:
        """One meeting."""
        row = self._row(MeetingRow, call=call, date=day)
        return value_of(Meeting, row) if row else None

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first."""
        rows = self._rows(MeetingRow, col(MeetingRow.date) >= (since or date.min), order="date", call=call)
        return tuple(value_of(Meeting, row) for row in rows)

    def keep_meeting(self, meeting: Meeting) -> None:
        """Remember a meeting as it is from now on; there is one for each call and date."""
        self._put(MeetingRow, {"call": meeting.call, "date": meeting.date}, columns_of(meeting))

    def reply(self, conversation: str, ts: str) -> Reply | None:
        """The newest revision of a reply, also of a deleted one."""
        rows = self._rows(ReplyRow, conversation=conversation, ts=ts)
        return next(iter(self._placed(_newest(rows))), None)

    def replies(self, call: str, day: date) -> tuple[Reply, ...]:
        """The newest revisions of what was written for a meeting, by `ts`, without what was deleted."""
        written = select(ReplyRow.conversation, ReplyRow.ts).where(
            ReplyRow.team_id == self._team, ReplyRow.call == call, ReplyRow.date == day
        )
        rows = self._rows(ReplyRow, tuple_(col(ReplyRow.conversation), col(ReplyRow.ts)).in_(written))
        newest = (row for row in _newest(rows) if not row.deleted and (row.call, row.date) == (call, day))
        return tuple(sorted(self._placed(newest), key=lambda reply: Decimal(reply.ts)))

    def written(self, conversation: str, since: str) -> tuple[Reply, ...]:
        """The newest revisions of what was written in a conversation after a `ts`, without the deleted."""
        rows = self._rows(ReplyRow, col(ReplyRow.ts) > since, conversation=conversation)
        newest = (row for row in _newest(rows) if not row.deleted)
        return tuple(sorted(self._placed(newest), key=lambda reply: Decimal(reply.ts)))

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; one that is known already changes nothing."""
        identity = {"conversation": reply.conversation, "ts": reply.ts, "revision": reply.revision}
        if self._row(ReplyRow, **identity) is None:
            self._add(ReplyRow, **columns_of(reply))

    def updates(self, call: str, day: date) -> tuple[Update, ...]:
        """What the areas report for a meeting, in no particular order."""
        return items.updates(self._session, self._rows(UpdateRow, call=call, date=day))

    def keep_update(self, update: Update) -> None:
        """Remember what an area reports; there is one for each meeting and area."""
        identity = {"call": update.call, "date": update.date, "area": update.area}
        row = self._put(UpdateRow, identity, columns_of(update, but="sections"))
        items.keep(self._session, row, update.sections)

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads said about single items, one for each item."""
        rows = self._rows(CorrectionRow, call=call, date=day, area=area)
        return tuple(value_of(Correction, row) for row in rows)

    def keep_correction(self, call: str, day: date, area: str, correction: Correction) -> None:
        """Remember a lead's word about an item; the newest word wins, and stands last."""
        identity = {"call": call, "date": day, "area": area, "item": correction.item}
        if earlier := self._row(CorrectionRow, **identity):
            self._session.delete(earlier)
            self._session.flush()
        self._add(CorrectionRow, **identity, section=correction.section)

    def place_reply(self, conversation: str, ts: str, area: str) -> None:
        """Remember which area a reply is about, in all its revisions."""
        self._put(PlacementRow, {"conversation": conversation, "ts": ts}, {"area": area})

    def absences(self) -> tuple[Absence, ...]:
        """Who is away and when; of several for one person and day the one kept last counts."""
        return tuple(value_of(Absence, row) for row in self._rows(AbsenceRow))

    def keep_absence(self, absence: Absence) -> None:
        """Remember an absence; one with the same person and first day takes its place."""
        for row in self._rows(AbsenceRow, person=absence.person, first=absence.first):
            self._session.delete(row)
        self._session.flush()
        self._add(AbsenceRow, **columns_of(absence))

    def end_absences(self, person: str, day: date) -> None:
        """Let a person be back on a day: absences that cover it end the day before, or never begin."""
        for row in self._rows(AbsenceRow, person=person):
            if row.first <= day <= row.last:
                row.last = day - timedelta(days=1)
            if row.last < row.first:
                self._session.delete(row)
        self._session.flush()

    def delivery(self, key: str) -> Delivery | None:
        """One delivery."""
        return self._outbox.delivery(key)

    def deliveries(self, prefix: str) -> tuple[Delivery, ...]:
        """The deliveries whose keys begin like this, by key."""
        return self._outbox.deliveries(prefix)

    def owe(self, delivery: Delivery) -> None:
        """Promise to say something."""
        self._outbox.owe(delivery)

    def claim(self, now: datetime, owner: str, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Take deliveries that are due into hand, the most urgent first, for the length of the lease."""
        return self._outbox.claim(now, owner, lease, limit)

    def settle(self, delivery: Delivery) -> None:
        """Note what became of a delivery that was in hand."""
        self._outbox.settle(delivery)

    def next_due(self) -> datetime | None:
        """When the next delivery is due."""
        return self._outbox.next_due()

    def _placed(self, rows: Iterable[ReplyRow]) -> tuple[Reply, ...]:
        known = list(rows)
        written = tuple_(col(PlacementRow.conversation), col(PlacementRow.ts))
        found = self._rows(PlacementRow, written.in_([(row.conversation, row.ts) for row in known]))
        areas = {(row.conversation, row.ts): row.area for row in found}
        return tuple(
            value_of(Reply, row, area=areas.get((row.conversation, row.ts), row.area)) for row in known
        )

    def _rows(self, table: type[R], *conditions: Any, order: str = "id", **columns: Any) -> list[R]:
        query = select(table).where(table.team_id == self._team, *conditions).filter_by(**columns)
        return list(self._session.exec(query.order_by(getattr(table, order))))

    def _row(self, table: type[R], **columns: Any) -> R | None:
        return next(iter(self._rows(table, **columns)), None)

    def _put(self, table: type[R], identity: dict[str, Any], columns: dict[str, Any]) -> R:
        row = self._row(table, **identity)
        if row is None:
            return self._add(table, **{**identity, **columns})
        for name, value in columns.items():
            setattr(row, name, value)
        self._session.flush()
        return row

    def _add(self, table: type[R], **columns: Any) -> R:
        row = table(team_id=self._team, **columns)
        self._session.add(row)
        self._session.flush()
        return row


def _newest(rows: Iterable[ReplyRow]) -> Iterable[ReplyRow]:
    newest: dict[tuple[str, str], ReplyRow] = {}
    for row in sorted(rows, key=lambda row: Decimal(row.revision or 0)):
        newest[row.conversation, row.ts] = row
    return newest.values()
