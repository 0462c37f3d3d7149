"""Meetings, and the decisions of chairs about single ones."""

from datetime import date, datetime
from typing import Protocol

from bot.model.meeting import Meeting
from bot.model.override import Override


class Meetings(Protocol):
    """Meetings, and the decisions of chairs about single ones."""

    def meeting(self, call: str, day: date) -> Meeting | None:
        """The meeting of a call on a date; None if there is none."""

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first; with `since` those of that date and later."""

    def first_opening(self) -> datetime | None:
        """Since when words count for the meetings that are not finished, of all calls; None if all are."""

    def first_open(self, call: str) -> date | None:
        """The date of the earliest meeting of a call that is not closed or skipped; None if all are."""

    def keep_meeting(self, meeting: Meeting) -> None:
        """Save a meeting as it is from now on; there is one for each call and date."""

    def overrides(self, call: str) -> tuple[Override, ...]:
        """The meetings of a call that do not follow its weekly rule (skipped or moved), by date."""

    def keep_override(self, override: Override) -> None:
        """Save how one meeting departs from the rule; there is one override for each call and date."""
