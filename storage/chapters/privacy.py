"""What is stored about a person, and how it is erased."""

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Text, func, type_coerce
from sqlmodel import col, or_, select, tuple_

from bot.model.delivery import Delivery, Kind
from bot.model.emergency_post import EmergencyPost, EmergencyUpdate
from bot.model.privacy import ERASED, SOMEBODY, PersonalData
from storage.authors import is_by
from storage.chapter import Chapter
from storage.decisions import CallChangeRow, ChoiceRow, ContactRow, HomeRow, OverrideRow, ReaderClockRow
from storage.live_parts import ActionRow, AnnouncementRow, AttendanceRow, NoteRow
from storage.outbox import erase_words, reword, value
from storage.reports import CorrectionRow, PlacementRow, ReplyRow, UpdateRow
from storage.tables import AbsenceRow
from storage.traffic import DeliveryRow, InboxRow

Written = tuple[str, str]  # the conversation and `ts` of a reply
NO_KIND = ""  # in rows of a release that had no column for it
DAY = re.compile(r"\d{4}-\d\d-\d\d/")


class Privacy(Chapter):
    """Implements `bot.ports.chapters.Privacy` for one workspace."""

    def personal_data_of(self, person: str) -> PersonalData:
        """Count what is stored about a person. Raises ValueError for an empty id."""
        _refuse_nobody(person)
        by = {"by": person}
        return PersonalData(
            replies=len(self._written_by(person)),
            updates=len(self._updates_by(person)),
            absences=len(self._absences_with(person)),
            attendance=len(self._attendance_of(person)),
            announcements=len(self._rows(AnnouncementRow, **by)),
            notes=len(self._rows(NoteRow, **by)),
            actions=len(self._rows(ActionRow, person=person)),
            decisions=len(self._rows(OverrideRow, **by)) + len(self._rows(CallChangeRow, **by)),
            deliveries=len(self._deliveries_to(person)),
            arrivals=len(self._arrivals_by(person)),
        )

    def erase_person(self, person: str) -> None:
        """Erase what is stored about a person; what the minutes need stays without their name."""
        _refuse_nobody(person)
        self._recalled.clear()
        self._drop_replies(self._written_by(person))
        for update in self._updates_by(person):
            update.by = tuple(other for other in update.by if other != person)
        self._forget_whereabouts(person)
        self._forget_deeds(person)
        erase_words(self._deliveries_to(person))
        self._unname_emergencies(person)
        for arrival in self._arrivals_by(person):
            arrival.payload, arrival.done_at, arrival.reason = "{}", arrival.kept_at, ""
            arrival.results = ""
        self._session.flush()

    def forget_replies(self, call: str, before: date) -> int:
        """Erase what was written for meetings before a date; returns the number of replies erased."""
        old = _identities(self._rows(ReplyRow, *self._of_before(call, before)))
        self._drop_replies(old)
        self._recalled.clear()
        self._drop(CorrectionRow, col(CorrectionRow.date) < before, call=call)
        erase_words(self._deliveries_before(call, before))
        self._session.flush()
        return len(old)

    def oldest_reply(self, call: str, before: date) -> date | None:
        """The earliest meeting before a date of which `forget_replies` would erase replies, if any."""
        mine = ReplyRow.team_id == self._team
        query = select(func.min(ReplyRow.date)).where(mine, *self._of_before(call, before))
        found: date | None = self._session.exec(query).one()
        return found

    def wrote_between(self, person: str) -> tuple[str, str] | None:
        """The `ts` of the first and of the last of a person's replies; None if they wrote nothing."""
        written = sorted((ts for _, ts in self._written_by(person)), key=Decimal)
        return (written[0], written[-1]) if written else None

    def mentioning(self, texts: tuple[str, ...]) -> tuple[Delivery, ...]:
        """The deliveries whose messages contain one of these texts, even within a word, by key."""
        message = type_coerce(DeliveryRow.message, Text)
        holds = [message.contains(json.dumps(text)[1:-1], autoescape=True) for text in texts if text]
        return tuple(value(row) for row in self._rows(DeliveryRow, or_(*holds), order="key")) if holds else ()

    def erase_words(self, keys: tuple[str, ...]) -> None:
        """Erase the messages of deliveries; those that were not sent yet are skipped."""
        erase_words(row for key in keys for row in self._rows(DeliveryRow, key=key))
        self._session.flush()

    def _of_before(self, call: str, before: date) -> tuple[ColumnElement[bool], ...]:
        """The condition that a reply was written for an earlier meeting and counts for no later one."""
        call = self._name_now(call)
        later = select(ReplyRow.conversation, ReplyRow.ts).where(
            ReplyRow.team_id == self._team, ReplyRow.call == call, col(ReplyRow.date) >= before
        )
        counts_later = tuple_(col(ReplyRow.conversation), col(ReplyRow.ts)).in_(later)
        return col(ReplyRow.call) == call, col(ReplyRow.date) < before, ~counts_later

    def _drop_replies(self, replies: Iterable[Written]) -> None:
        for conversation, ts in replies:
            self._drop(ReplyRow, conversation=conversation, ts=ts)
            self._drop(PlacementRow, conversation=conversation, ts=ts)
            for correction in self._rows(CorrectionRow, col(CorrectionRow.item).startswith(f"{ts}/")):
                correction.words, correction.instead = "", None

    def _forget_whereabouts(self, person: str) -> None:
        """Attendance goes as a whole: two who are somebody in one meeting could not be told apart."""
        for table in (AbsenceRow, AttendanceRow, ChoiceRow, ContactRow, HomeRow, ReaderClockRow):
            self._drop(table, person=person)
        for absence in self._absences_with(person):
            absence.stand_in = None
        for attendance in self._attendance_of(person):
            attendance.by = ""

    def _forget_deeds(self, person: str) -> None:
        for said in (*self._rows(AnnouncementRow, by=person), *self._rows(NoteRow, by=person)):
            said.by, said.name = "", SOMEBODY
        for action in self._rows(ActionRow, person=person):
            action.person, action.owner = "", SOMEBODY
        for decision in (*self._rows(OverrideRow, by=person), *self._rows(CallChangeRow, by=person)):
            decision.by = ""

    def _unname_emergencies(self, person: str) -> None:
        """What the channel was told of emergencies stays, and is amended to be without the name."""
        kind = type_coerce(DeliveryRow.kind, Text)
        for row in self._rows(DeliveryRow, kind.in_([Kind.EMERGENCY.value, NO_KIND])):
            if isinstance(row.message, EmergencyPost | EmergencyUpdate):
                reword(row, row.message.without(person))

    def _written_by(self, person: str) -> set[Written]:
        return _identities(self._rows(ReplyRow, person=person))

    def _updates_by(self, person: str) -> list[UpdateRow]:
        named = type_coerce(UpdateRow.by, Text).contains(json.dumps(person), autoescape=True)
        return [row for row in self._rows(UpdateRow, named) if person in row.by]

    def _absences_with(self, person: str) -> list[AbsenceRow]:
        return [row for row in self._rows(AbsenceRow) if row.person == person or _stands_in(row, person)]

    def _attendance_of(self, person: str) -> list[AttendanceRow]:
        theirs = or_(col(AttendanceRow.person) == person, col(AttendanceRow.by) == person)
        return self._rows(AttendanceRow, theirs)

    def _deliveries_to(self, person: str) -> list[DeliveryRow]:
        return self._rows(DeliveryRow, col(DeliveryRow.message) != ERASED, to=person)

    def _deliveries_before(self, call: str, before: date) -> list[DeliveryRow]:
        call = self._name_now(call)
        start, end = f"{call}/", f"{call}/{before.isoformat()}"
        key = col(DeliveryRow.key)
        rows = self._rows(DeliveryRow, key >= start, key < end, col(DeliveryRow.message) != ERASED)
        return [row for row in rows if DAY.match(row.key, len(start))]  # not those of a call `<call>/…`

    def _arrivals_by(self, person: str) -> list[InboxRow]:
        named = col(InboxRow.payload).contains(json.dumps(person), autoescape=True)
        waiting = self._rows(InboxRow, named, col(InboxRow.done_at).is_(None))
        return [row for row in waiting if is_by(json.loads(row.payload), person)]


def _identities(rows: Iterable[ReplyRow]) -> set[Written]:
    return {(row.conversation, row.ts) for row in rows}


def _stands_in(absence: AbsenceRow, person: str) -> bool:
    return absence.stand_in is not None and absence.stand_in.person == person


def _refuse_nobody(person: str) -> None:
    """An empty name is that of everybody who is not in the workspace."""
    if not person:
        raise ValueError(person)
