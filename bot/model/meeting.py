"""A meeting: one dated occurrence of a call, and the moments of its week."""

import datetime as dt
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from bot.model.call import Call
from bot.model.local_time import instant
from bot.model.minutes import Minutes
from bot.model.rhythm import date_before, dates_from


class State(StrEnum):
    """How far a meeting has come."""

    SCHEDULED = "scheduled"
    POSTED = "posted"  # the minutes are frozen; replies of the late window still amend them
    CLOSED = "closed"
    SKIPPED = "skipped"


UNFINISHED = (State.SCHEDULED, State.POSTED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Until when late minutes, or the end of a meeting, wait at most, and how often such a wait has begun."""

    until: datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class Meeting:
    """One dated occurrence of a call, known by the call's name and the local date.

    All instants are aware, in UTC. `opens` is the moment from which replies count for this meeting. `date` is
    its date by the call's rule and its identity for ever; `held_on` is the date to which it was moved, if so.
    `current_area` names the area that is being gone through during the call. `waits` says until when its late
    minutes, or its end, wait or waited for what was written and could not be read.
    """

    call: str
    date: date
    starts: datetime
    posts: datetime
    opens: datetime
    late_until: datetime
    state: State = State.SCHEDULED
    reason: str = ""
    minutes: Minutes | None = None
    frozen_at: datetime | None = None
    held_on: dt.date | None = None
    current_area: str = ""
    waits: Waiting | None = None

    @property
    def day(self) -> dt.date:
        """The date on which it is held."""
        return self.held_on or self.date

    @property
    def key(self) -> str:
        """Its identity, with which every key of a delivery begins."""
        return meeting_key(self.call, self.date)

    @property
    def is_unfinished(self) -> bool:
        """Whether its minutes are still to be posted, or not closed yet."""
        return self.state in UNFINISHED

    def is_waiting(self, now: dt.datetime) -> bool:
        """Whether its late minutes, or its end, wait for what was written and is not read yet."""
        return self.is_unfinished and self.waits is not None and now < self.waits.until

    def is_open(self, now: dt.datetime) -> bool:
        """Whether its minutes can still change: they are not posted yet, or the late window is not over."""
        return self.state is State.SCHEDULED or (self.state is State.POSTED and now < self.late_until)


def meeting_key(call: str, day: date) -> str:
    """The identity of a meeting: `<call>/<date>`, its date by the call's rule."""
    return f"{call}/{day.isoformat()}"


def next_dates(call: Call, start: date, days: int) -> tuple[date, ...]:
    """The dates on which the call falls within so many days from `start` on."""
    end = start + timedelta(days=days)
    return tuple(takewhile(lambda day: day < end, dates_from(call.weekday, call.rhythm, start)))


def falls(call: Call, day: date) -> bool:
    """Whether a meeting of the call is to be on this date by its rhythm."""
    return next(dates_from(call.weekday, call.rhythm, day), None) == day


def neighbours(call: Call, day: date) -> tuple[date, date]:
    """The dates of the meetings before and after the one of this date.

    Where the rhythm has none, or the date itself is not one of its own, they are as far away as its meetings
    are from each other.
    """
    before, after = day - call.gaps.longest, day + call.gaps.longest
    if not falls(call, day):
        return before, after
    following = dates_from(call.weekday, call.rhythm, day + timedelta(days=1))
    return date_before(call.weekday, call.rhythm, day) or before, next(following, None) or after


def schedule(call: Call, day: date) -> Meeting:
    """Lay out one meeting; its window opens where the one before it was posted."""
    starts = instant(day, call.time, call.timezone)
    before = instant(neighbours(call, day)[0], call.time, call.timezone)
    posts = starts - call.post
    return Meeting(
        call=call.name,
        date=day,
        starts=starts,
        posts=posts,
        opens=before - call.post,
        late_until=posts + call.late,
    )
