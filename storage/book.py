"""Everything remembered, read and written as values within one transaction."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import delete
from sqlmodel import Session, col, select, tuple_

from bot.model.call import Area, Call, Lead
from bot.model.delivery import Delivery
from bot.model.meeting import Meeting
from bot.model.reply import Reply
from bot.model.update import Correction, Update
from storage import items
from storage.outbox import Outbox
from storage.tables import (
    AreaRow,
    CallRow,
    CorrectionRow,
    LeadRow,
    MeetingRow,
    PlacementRow,
    ReplyRow,
    Row,
    UpdateRow,
)

R = TypeVar("R", bound=Row)


class RowBook:
    """The book of one workspace, open at one transaction."""

    def __init__(self, session: Session, team: str) -> None:
        self._session = session
        self._team = team
        self._outbox = Outbox(session, team)

    def calls(self) -> tuple[Call, ...]:
        """Every call, by name."""
        return tuple(self._call(row) for row in self._rows(CallRow, order="name"))

    def call(self, name: str) -> Call | None:
        """One call."""
        row = self._row(CallRow, name=name)
        return self._call(row) if row else None

    def keep_call(self, call: Call) -> None:
        """Remember a call as it is from now on; what its areas reported stays, also of those it lost."""
        row = self._put(CallRow, {"name": call.name}, _columns(call, but="areas"))
        areas = select(AreaRow.id).where(AreaRow.call_id == row.id)
        self._session.exec(delete(LeadRow).where(col(LeadRow.area_id).in_(areas)))
        self._session.exec(delete(AreaRow).where(col(AreaRow.call_id) == row.id))
        for place, area in enumerate(call.areas):
            kept = self._add(AreaRow, call_id=row.id, place=place, **_columns(area, but="leads"))
            for seat, lead in enumerate(area.leads):
                self._add(LeadRow, area_id=kept.id, place=seat, **_columns(lead))

    def meeting(self, call: str, day: date) -> Meeting | None:
        """One meeting."""
        row = self._row(MeetingRow, call=call, date=day)
        return _value(Meeting, row) if row else None

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first."""
        rows = self._rows(MeetingRow, col(MeetingRow.date) >= (since or date.min), order="date", call=call)
        return tuple(_value(Meeting, row) for row in rows)

    def keep_meeting(self, meeting: Meeting) -> None:
        """Remember a meeting as it is from now on; there is one for each call and date."""
        self._put(MeetingRow, {"call": meeting.call, "date": meeting.date}, _columns(meeting))

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

    def keep_reply(self, reply: Reply) -> None:
        """Add a revision of a reply; one that is known already changes nothing."""
        identity = {"conversation": reply.conversation, "ts": reply.ts, "revision": reply.revision}
        if self._row(ReplyRow, **identity) is None:
            self._add(ReplyRow, **_columns(reply))

    def updates(self, call: str, day: date) -> tuple[Update, ...]:
        """What the areas report for a meeting, in no particular order."""
        return items.updates(self._session, self._rows(UpdateRow, call=call, date=day))

    def keep_update(self, update: Update) -> None:
        """Remember what an area reports; there is one for each meeting and area."""
        identity = {"call": update.call, "date": update.date, "area": update.area}
        row = self._put(UpdateRow, identity, _columns(update, but="sections"))
        items.keep(self._session, row, update.sections)

    def corrections(self, call: str, day: date, area: str) -> tuple[Correction, ...]:
        """What leads said about single items, one for each item."""
        rows = self._rows(CorrectionRow, call=call, date=day, area=area)
        return tuple(_value(Correction, row) for row in rows)

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

    def _call(self, row: CallRow) -> Call:
        areas = tuple(self._area(area) for area in self._rows(AreaRow, order="place", call_id=row.id))
        return Call(areas=areas, **_columns_of(Call, row, but="areas"))

    def _area(self, row: AreaRow) -> Area:
        leads = self._rows(LeadRow, order="place", area_id=row.id)
        return Area(leads=tuple(_value(Lead, lead) for lead in leads), **_columns_of(Area, row, but="leads"))

    def _placed(self, rows: Iterable[ReplyRow]) -> tuple[Reply, ...]:
        return tuple(_value(Reply, row, **self._placement(row)) for row in rows)

    def _placement(self, row: ReplyRow) -> dict[str, str]:
        place = self._row(PlacementRow, conversation=row.conversation, ts=row.ts)
        return {"area": place.area} if place else {}

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


def _columns(value: Any, *, but: str = "") -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name != but}


def _columns_of(shape: Any, row: Row, *, but: str) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(shape) if field.name != but}


def _value(shape: Any, row: Row, **instead: Any) -> Any:
    return shape(**{**_columns_of(shape, row, but=""), **instead})
