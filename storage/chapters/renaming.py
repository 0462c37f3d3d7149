"""What is stored of an area, or of a call, follows its new name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, literal, tuple_, type_coerce, update
from sqlmodel import col, select

from bot.model.delivery import Kind
from bot.model.emergency_post import EmergencyPost, EmergencyUpdate
from bot.model.errors import Refusal
from bot.model.message import AskLead
from bot.model.minutes import Minutes
from storage.chapter import Chapter
from storage.entries import EntryRow
from storage.live_parts import NoteRow
from storage.reports import CorrectionRow, PlacementRow, ReplyRow, UpdateRow
from storage.tables import CallRow, MeetingRow, Row
from storage.touches import Touched, touch
from storage.traffic import DeliveryRow

A_DATE = "____-__-__/"  # what follows upon the call in a key
TAKEN = "An area {name} of {call} has reported for the same meetings. Please choose another name."


class Renaming(Chapter):
    """Implements `bot.ports.chapters.Renaming` for one workspace."""

    def rename_area(self, call: str, old: str, new: str) -> None:
        """Let everything that is stored of an area be of its new name, in all meetings of the call."""
        self._session.flush()
        if self._clashes(UpdateRow, call, old, new) or self._clashes(CorrectionRow, call, old, new):
            raise Refusal(TAKEN.format(name=new, call=call))
        written = select(ReplyRow.conversation, ReplyRow.ts).where(
            ReplyRow.team_id == self._team, ReplyRow.call == call
        )
        placed = update(PlacementRow).where(
            col(PlacementRow.team_id) == self._team,
            col(PlacementRow.area) == old,
            tuple_(col(PlacementRow.conversation), col(PlacementRow.ts)).in_(written),
        )
        self._session.execute(placed.values(area=new))
        for table in (UpdateRow, CorrectionRow, ReplyRow, NoteRow, EntryRow):
            theirs = (
                col(table.team_id) == self._team,
                col(table.call) == call,
                col(table.area) == old,
            )
            self._session.execute(update(table).where(*theirs).values(area=new))
        for meeting in self._rows(MeetingRow, call=call):
            if meeting.minutes is not None:
                meeting.minutes = _renamed(meeting.minutes, old, new)
            if meeting.current_area == old:
                meeting.current_area = new
        self._rename_in_messages(call, old, new)
        self._session.flush()
        self._session.expire_all()
        self._recalled.clear()
        touch(self._session, self._team, Touched({call}, {call}))

    def rename_call(self, old: str, new: str) -> None:
        """Let everything that is stored of a call be of its new name; what was said of it stays as it was.

        Messages that stand in the chat, or may stand there, keep the key that they carry.
        """
        self._session.flush()
        mine = update(CallRow).where(col(CallRow.team_id) == self._team, col(CallRow.name) == old)
        self._session.execute(mine.values(name=new))
        for table in _of_calls():
            self._session.execute(self._of_team(table).where(table.call == old).values(call=new))
        self._rename_keys(old, new)
        self._session.expire_all()
        self._recalled.clear()
        touch(self._session, self._team, Touched({new}, {new}))

    def _rename_keys(self, old: str, new: str) -> None:
        key, follows, first = col(DeliveryRow.key), col(DeliveryRow.follows), col(DeliveryRow.first_key)
        tried = case((col(DeliveryRow.attempts) == 0, literal("")), (first == "", key), else_=first)
        deliveries = self._of_team(DeliveryRow)
        ours = deliveries.where(*_is_of(old, key))
        self._session.execute(ours.values(first_key=tried, key=_is_of_now(old, new, key)))
        back = deliveries.where(*_is_of(new, key), first == key)
        self._session.execute(back.values(first_key=""))
        after = deliveries.where(*_is_of(old, follows))
        self._session.execute(after.values(follows=_is_of_now(old, new, follows)))

    def _of_team(self, table: Any) -> Any:
        return update(table).where(table.team_id == self._team)

    def _clashes(self, table: type[UpdateRow | CorrectionRow], call: str, old: str, new: str) -> bool:
        """Whether both names have reported for one meeting, so that they are two areas."""
        days = [{row.date for row in self._rows(table, call=call, area=name)} for name in (old, new)]
        return not days[0].isdisjoint(days[1])

    def _rename_in_messages(self, call: str, old: str, new: str) -> None:
        """What the channel was told or a lead was asked is known by the area, and amended as before."""
        start = f"{call}/"
        for row in self._rows(DeliveryRow, col(DeliveryRow.key).startswith(start, autoescape=True)):
            if isinstance(row.message, EmergencyPost | EmergencyUpdate) and row.message.area == old:
                row.message = replace(row.message, area=new)
            if isinstance(row.message, AskLead) and old in row.message.names:
                row.message = _asked_by(row.message, old, new)
            if row.kind is Kind.EMERGENCY and row.part == old:
                row.key, row.part = f"{row.key.removesuffix(old)}{new}", new


def _of_calls() -> Iterator[Any]:
    """The tables whose rows name their call."""
    return (table for table in Row.__subclasses__() if "call" in table.model_fields)


def _is_of(call: str, key: Any) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a key is of a call, and not of one whose name begins with `<call>/`."""
    start = f"{call}/"
    date = type_coerce(func.substr(key, len(start) + 1, len(A_DATE)), Text).like(A_DATE)
    return key >= start, key < f"{call}0", date  # 0 is what follows upon / in all alphabets


def _is_of_now(old: str, new: str, key: Any) -> Any:
    return literal(new) + func.substr(key, len(old) + 1)


def _asked_by(question: AskLead, old: str, new: str) -> AskLead:
    areas = (replace(each, area=new) if each.area == old else each for each in question.areas)
    return replace(question, areas=tuple(areas))


def _renamed(minutes: Minutes, old: str, new: str) -> Minutes:
    areas = tuple(replace(area, area=new) if area.area == old else area for area in minutes.areas)
    return replace(minutes, areas=areas) if areas != minutes.areas else minutes
