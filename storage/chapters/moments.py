"""When the calendars of calls, and meetings, are to be looked at next."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, union_all, update
from sqlmodel import col, select

from bot.ports import DueMeeting
from storage.chapter import Chapter
from storage.tables import CallRow, MeetingRow
from storage.touches import Touched, touch


class Moments(Chapter):
    """Implements `bot.ports.Moments` for one workspace."""

    def due_calendars(self, now: datetime) -> tuple[str, ...]:
        """The calls whose calendar may have changed by now, by name."""
        query = select(CallRow.name).where(CallRow.team_id == self._team, col(CallRow.next_at) <= now)
        return tuple(sorted(self._session.exec(query)))

    def due_meetings(self, now: datetime) -> tuple[DueMeeting, ...]:
        """The meetings of which something may have become due by now, in no particular order."""
        columns = select(col(MeetingRow.call), col(MeetingRow.date), col(MeetingRow.posts))
        query = columns.where(MeetingRow.team_id == self._team, col(MeetingRow.next_at) <= now)
        return tuple(DueMeeting(*found) for found in self._session.exec(query))

    def next_moment(self, after: datetime) -> datetime | None:
        """The first moment after this one at which a calendar or a meeting is to be looked at."""
        first = union_all(*(self._first(table, after) for table in (CallRow, MeetingRow))).subquery()
        found: datetime | None = self._session.execute(select(func.min(first.c.next_at))).scalar_one()
        return found

    def keep_calendar_moment(self, call: str, moment: datetime | None) -> None:
        """Save when the calendar of a call is to be looked at next, unless it is touched before."""
        self._session.flush()
        mine = col(CallRow.team_id) == self._team, col(CallRow.name) == call
        self._session.connection().execute(update(CallRow).where(*mine).values(next_at=moment))

    def keep_meeting_moment(self, call: str, day: date, moment: datetime | None) -> None:
        """Save when a meeting is to be looked at next, unless its call is touched before."""
        self._session.flush()
        mine = col(MeetingRow.team_id) == self._team, col(MeetingRow.call) == call
        statement = update(MeetingRow).where(*mine, col(MeetingRow.date) == day)
        self._session.connection().execute(statement.values(next_at=moment))

    def touch(self, call: str) -> None:
        """Let the calendar and the open meetings of a call be looked at."""
        touch(self._session, self._team, Touched({call}, {call}))

    def _first(self, table: Any, after: datetime) -> Any:
        later = select(table.next_at).where(table.team_id == self._team, table.next_at > after)
        return select(later.order_by(table.next_at).limit(1).subquery().c.next_at)
