"""When the calendars of calls, and meetings, are to be looked at next."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, union_all, update
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.ports import DueMeeting
from storage.chapter import Chapter
from storage.tables import CallRow, MeetingRow
from storage.touches import Touched, looked_at, touch


class Moments(Chapter):
    """Implements `bot.ports.Moments` for one workspace."""

    def due_calendars(self, now: datetime) -> tuple[str, ...]:
        """The calls whose calendar may have changed by now, by name."""
        asked = {"team": self._team, "now": now}
        return tuple(sorted(self._session.exec(_due_calendars(), params=asked)))

    def is_calendar_due(self, call: str, now: datetime) -> bool:
        """Whether the calendar of a call may have changed by now."""
        row = CallRow.team_id == self._team, CallRow.name == call
        return (
            self._session.exec(select(CallRow.id).where(*row, col(CallRow.next_at) <= now)).first()
            is not None
        )

    def due_meetings(self, now: datetime) -> tuple[DueMeeting, ...]:
        """The meetings of which something may have become due by now, in no particular order."""
        asked = {"team": self._team, "now": now}
        return tuple(DueMeeting(*found) for found in self._session.exec(_due_meetings(), params=asked))

    def is_due(self, call: str, day: date, now: datetime) -> bool:
        """Whether something of a meeting may have become due by now."""
        row = MeetingRow.team_id == self._team, MeetingRow.call == call, MeetingRow.date == day
        return (
            self._session.exec(select(MeetingRow.id).where(*row, col(MeetingRow.next_at) <= now)).first()
            is not None
        )

    def next_moment(self, after: datetime) -> datetime | None:
        """The first moment after this one at which a calendar or a meeting is to be looked at."""
        asked = {"team": self._team, "after": after}
        found: datetime | None = self._session.execute(_first_moment(), asked).scalar_one()
        return found

    def keep_calendar_moment(self, call: str, moment: datetime | None) -> None:
        """Save when the calendar of a call is to be looked at next, unless it is touched before."""
        self._session.flush()
        mine = col(CallRow.team_id) == self._team, col(CallRow.name) == self._name_now(call)
        looked_at(self._session)
        self._session.connection().execute(update(CallRow).where(*mine).values(next_at=moment))

    def keep_meeting_moment(self, call: str, day: date, moment: datetime | None) -> None:
        """Save when a meeting is to be looked at next, unless its call is touched before."""
        self._session.flush()
        asked = {"of_team": self._team, "of_call": self._name_now(call), "on": day, "moment": moment}
        looked_at(self._session)
        self._session.connection().execute(_look_next(), asked)

    def touch(self, call: str) -> None:
        """Let the calendar and the open meetings of a call be looked at."""
        call = self._name_now(call)
        touch(self._session, self._team, Touched({call}, {call}))


# What each turn asks is made once: to make it costs more than to run it.


@cache
def _due_calendars() -> SelectOfScalar[str]:
    mine = col(CallRow.team_id) == bindparam("team")
    return select(CallRow.name).where(mine, col(CallRow.next_at) <= bindparam("now"))


@cache
def _due_meetings() -> Any:
    mine = col(MeetingRow.team_id) == bindparam("team")
    columns = select(col(MeetingRow.call), col(MeetingRow.date), col(MeetingRow.posts))
    return columns.where(mine, col(MeetingRow.next_at) <= bindparam("now"))


@cache
def _first_moment() -> Any:
    first = union_all(*map(_first, (CallRow, MeetingRow))).subquery()
    return select(func.min(first.c.next_at))


def _first(table: Any) -> Any:
    mine = table.team_id == bindparam("team")
    later = select(table.next_at).where(mine, table.next_at > bindparam("after"))
    return select(later.order_by(table.next_at).limit(1).subquery().c.next_at)


@cache
def _look_next() -> Any:
    mine = col(MeetingRow.team_id) == bindparam("of_team"), col(MeetingRow.call) == bindparam("of_call")
    statement = update(MeetingRow).where(*mine, col(MeetingRow.date) == bindparam("on"))
    return statement.values(next_at=bindparam("moment"))
