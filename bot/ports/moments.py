"""When calendars and meetings are to be looked at next, so that a turn need not look at everything."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DueMeeting:
    """A meeting that is to be looked at, and when its minutes are posted."""

    call: str
    date: date
    posts: datetime


class Moments(Protocol):
    """The next moments of calls and meetings.

    Whatever is saved makes the calendar or the open meetings of its call due at once, in the same
    transaction; what is kept here says when time alone brings about something else. None stands for never.
    """

    def due_calendars(self, now: datetime) -> tuple[str, ...]:
        """The calls whose calendar may have changed by now, by name."""

    def is_calendar_due(self, call: str, now: datetime) -> bool:
        """Whether the calendar of a call may have changed by now."""

    def due_meetings(self, now: datetime) -> tuple[DueMeeting, ...]:
        """The meetings of which something may have become due by now, in no particular order."""

    def is_due(self, call: str, day: date, now: datetime) -> bool:
        """Whether something of a meeting may have become due by now."""

    def next_moment(self, after: datetime) -> datetime | None:
        """The first moment after this one at which a calendar or a meeting is to be looked at."""

    def keep_calendar_moment(self, call: str, moment: datetime | None) -> None:
        """Save when the calendar of a call is to be looked at next, unless it is touched before."""

    def keep_meeting_moment(self, call: str, day: date, moment: datetime | None) -> None:
        """Save when a meeting is to be looked at next, unless its call is touched before."""

    def touch(self, call: str) -> None:
        """Let the calendar and the open meetings of a call be looked at."""
