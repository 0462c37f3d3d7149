"""Announcements, attendance and notes of meetings, and action items."""

from datetime import date
from typing import Any

from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.minutes import ActionItem
from storage.chapter import Chapter
from storage.live_parts import ActionRow, AnnouncementRow, AttendanceRow, NoteRow
from storage.values import columns_of, value_of


class LiveParts(Chapter):
    """Implements `bot.ports.chapters.LiveParts` for one workspace."""

    def announcements(self, call: str, day: date) -> tuple[Announcement, ...]:
        """What is announced at a meeting, by number."""
        rows = self._read(AnnouncementRow, call=call, date=day, order="number")
        return tuple(value_of(Announcement, row) for row in rows)

    def keep_announcement(self, call: str, day: date, announcement: Announcement) -> None:
        """Add an announcement; one with the same number is replaced."""
        identity = {"call": call, "date": day, "number": announcement.number}
        self._put(AnnouncementRow, identity, columns_of(announcement, but="number"))

    def drop_announcement(self, call: str, day: date, number: int) -> None:
        """Delete an announcement, if it exists."""
        self._drop(AnnouncementRow, call=call, date=day, number=number)

    def attendance(self, call: str, day: date) -> tuple[Attendance, ...]:
        """Who is present at a meeting or sends apologies, by the moment at which they said so."""
        rows = self._read(AttendanceRow, call=call, date=day, order="at")
        return tuple(value_of(Attendance, row) for row in rows)

    def keep_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Save somebody's attendance; there is one for each person, or each name without a person."""
        self._put(AttendanceRow, _whose(call, day, attendance), columns_of(attendance))

    def drop_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Delete somebody's attendance, as if they had never answered."""
        self._drop(AttendanceRow, **_whose(call, day, attendance))

    def notes(self, call: str, day: date) -> tuple[Note, ...]:
        """What was noted during a meeting, by number."""
        rows = self._read(NoteRow, call=call, date=day, order="number")
        return tuple(value_of(Note, row) for row in rows)

    def keep_note(self, call: str, day: date, note: Note) -> None:
        """Add a note; one with the same number is replaced."""
        identity = {"call": call, "date": day, "number": note.number}
        self._put(NoteRow, identity, columns_of(note, but="number"))

    def drop_note(self, call: str, day: date, number: int) -> None:
        """Delete a note, if it exists."""
        self._drop(NoteRow, call=call, date=day, number=number)

    def actions(self, call: str) -> tuple[ActionItem, ...]:
        """All action items of a call, open and done, by number."""
        rows = self._read(ActionRow, call=call, order="number")
        return tuple(value_of(ActionItem, row) for row in rows)

    def keep_action(self, call: str, action: ActionItem) -> None:
        """Save an action item as it is from now on; its number identifies it within the call."""
        self._put(ActionRow, {"call": call, "number": action.number}, columns_of(action, but="number"))


def _whose(call: str, day: date, attendance: Attendance) -> dict[str, Any]:
    """Which row is somebody's: a person has one, others have one for each name."""
    identity = {"call": call, "date": day, "person": attendance.person}
    return identity if attendance.person else {**identity, "name": attendance.name}
