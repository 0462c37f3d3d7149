"""Announcements, attendance and notes of meetings, and the action items that outlive them."""

from datetime import date
from typing import Protocol

from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.minutes import ActionItem


class LiveParts(Protocol):
    """Announcements, attendance and notes of meetings, and the action items that outlive them."""

    def announcements(self, call: str, day: date) -> tuple[Announcement, ...]:
        """What is announced at a meeting, by number."""

    def keep_announcement(self, call: str, day: date, announcement: Announcement) -> None:
        """Add an announcement; one with the same number is replaced."""

    def drop_announcement(self, call: str, day: date, number: int) -> None:
        """Delete an announcement; its number is not used again while later ones exist."""

    def attendance(self, call: str, day: date) -> tuple[Attendance, ...]:
        """Who is present at a meeting or sends apologies, by the moment at which they said so."""

    def keep_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Save somebody's attendance; there is one for each person, or each name without a person."""

    def drop_attendance(self, call: str, day: date, attendance: Attendance) -> None:
        """Delete somebody's attendance, as if they had never answered."""

    def notes(self, call: str, day: date) -> tuple[Note, ...]:
        """What was noted during a meeting, by number."""

    def keep_note(self, call: str, day: date, note: Note) -> None:
        """Add a note; one with the same number is replaced."""

    def drop_note(self, call: str, day: date, number: int) -> None:
        """Delete a note, if it exists."""

    def actions(self, call: str) -> tuple[ActionItem, ...]:
        """All action items of a call, open and done, by number."""

    def keep_action(self, call: str, action: ActionItem) -> None:
        """Save an action item as it is from now on; its number identifies it within the call."""
