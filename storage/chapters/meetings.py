"""Meetings, and the decisions of chairs about single ones."""

from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from bot.model.meeting import Meeting
from bot.model.override import Override
from storage.chapter import Chapter
from storage.decisions import OverrideRow
from storage.tables import MeetingRow
from storage.touches import IS_OPEN
from storage.values import columns_of, value_of

DAY = timedelta(days=1)


class Meetings(Chapter):
    """Implements `bot.ports.chapters.Meetings` for one workspace."""

    def meeting(self, call: str, day: date) -> Meeting | None:
        """The meeting of a call on a date; None if there is none."""
        found = self._read(MeetingRow, call=call, date=day)
        return next((value_of(Meeting, row) for row in found), None)

    def meetings(self, call: str, *, since: date | None = None) -> tuple[Meeting, ...]:
        """The meetings of a call, oldest first; with `since` those of that date and later."""
        name, first = self._name_now(call), since or date.min
        reached, known = self._recalled.get(("meetings", name), (date.max, ()))
        if first < reached:
            rows = self._read(MeetingRow, order="date", after=since - DAY if since else None, call=name)
            known = tuple(value_of(Meeting, row) for row in rows)
            self._recalled["meetings", name] = first, known
        return tuple(meeting for meeting in known if meeting.date >= first)

    def first_open(self, call: str) -> date | None:
        """The date of the earliest meeting of a call that is not closed or skipped; None if all are."""
        mine = MeetingRow.team_id == self._team, MeetingRow.call == self._name_now(call), IS_OPEN
        first: date | None = self._session.exec(select(func.min(col(MeetingRow.date))).where(*mine)).one()
        return first

    def first_opening(self) -> datetime | None:
        """Since when words count for the meetings that are not finished, of all calls; None if all are."""
        mine = MeetingRow.team_id == self._team, IS_OPEN
        first: datetime | None = self._session.exec(
            select(func.min(col(MeetingRow.opens))).where(*mine)
        ).one()
        return first

    def keep_meeting(self, meeting: Meeting) -> None:
        """Save a meeting as it is from now on; there is one for each call and date."""
        self._put(MeetingRow, {"call": meeting.call, "date": meeting.date}, columns_of(meeting))
        self._forget("meetings")

    def overrides(self, call: str) -> tuple[Override, ...]:
        """The meetings of a call that do not follow its weekly rule (skipped or moved), by date."""
        return tuple(value_of(Override, row) for row in self._read(OverrideRow, call=call, order="date"))

    def keep_override(self, override: Override) -> None:
        """Save how one meeting departs from the rule; there is one override for each call and date."""
        self._put(OverrideRow, {"call": override.call, "date": override.date}, columns_of(override))
