"""See what is missing of meetings, and when to look at them again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zlib import crc32

from bot.cycle.missed import untold_downtimes
from bot.cycle.queries import (
    known_meetings,
    live,
    long_ago,
    on_the_day,
    quiet_hours,
    still_away,
    tasks,
    unlocated,
    what_may_come,
)
from bot.model.call import Call
from bot.model.errors import RowUnreadable
from bot.model.meeting import Meeting, State
from bot.ports import Book, DueMeeting
from bot.rules.action_reminders import Task
from bot.rules.assemble import assemble
from bot.rules.calendar import calendar, calendar_moment
from bot.rules.downtimes import downtime_of, downtimes
from bot.rules.meeting_state import Week
from bot.rules.plan import next_moment, plan
from bot.rules.steps import Step

Missing = tuple[Week, Step]

URGENT = timedelta(hours=1)  # minutes that are later than this have been waited for already


def weeks(book: Book, now: datetime) -> tuple[Week, ...]:
    """Every meeting for which something may still have to happen, by a calendar that is up to date."""
    return tuple(week for call in book.calls() for week in weeks_of(book, call, now))


def weeks_of(book: Book, call: Call, now: datetime) -> Iterator[Week]:
    """The weeks of a call, by a calendar that is up to date."""
    open_ = _open(*_calendar(book, call, now))
    return (_with_tasks(book, call, meeting, open_, now) for meeting in open_)


def next_piece(
    found: Iterable[DueMeeting], now: datetime, most: int, replica: str = "", *, urgent: bool = False
) -> tuple[DueMeeting, ...]:
    """Those that are looked at next: whose minutes everybody waits for, the others where there are none.

    `urgent` leaves the others out. They are in the order of call and date, or for a `replica` in one of its
    own, as each would only wait for the others if all began with the same.
    """
    known = tuple(found)
    waited_for = tuple(each for each in known if _posts_by(each, now))
    some = waited_for if urgent else waited_for or known
    ordered = sorted(some, key=lambda each: (_place(each, replica), each.call, each.date))
    return tuple(ordered[:most])


def due(book: Book, now: datetime) -> tuple[tuple[Meeting, Step], ...]:
    """The steps that are missing, without taking any."""
    return tuple((week.meeting, step) for week in weeks(book, now) for step in plan(week, now))


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a meeting; nothing yet where the zones of those who are `unlocated` count."""

    missing: tuple[Missing, ...] = ()
    unlocated: tuple[str, ...] = ()


def look_at(book: Book, *, due: DueMeeting, now: datetime, learns: bool = False) -> Look | None:
    """What is missing of a meeting; if nothing is, keep the next moment at which time may change that.

    Nothing is either where it is not due any more: then somebody else has seen to it. Whoever `learns` where
    people are is told of whom that is not known. None where the call cannot be read.
    """
    if not book.is_due(due.call, due.date, now):
        return Look()
    try:
        call = book.call(due.call)
    except RowUnreadable:
        return None
    if call is None:
        return Look()
    people = unlocated(book, call, now) if learns else ()
    return Look(unlocated=people) if people else Look(_missing(book, call, due.date, now))


def _missing(book: Book, call: Call, day: date, now: datetime) -> tuple[Missing, ...]:
    open_ = tuple(each for each in known_meetings(book, call, now) if each.is_unfinished)
    meeting = next((each for each in open_ if each.date == day), None)
    if meeting is None:
        book.keep_meeting_moment(call.name, day, None)
        return ()
    week = _with_tasks(book, call, meeting, open_, now)
    missing = tuple((week, step) for step in plan(week, now))
    if not missing:
        later = what_may_come(book, call, meeting, now) if meeting == _coming(open_) else ()
        book.keep_meeting_moment(call.name, day, next_moment(replace(week, later=later), now))
    return missing


def overlooked(book: Book, call: Call, now: datetime) -> bool:
    """Whether something is missing of a call that is not due, which should never be."""
    known, fresh = _calendar(book, call, now)
    if fresh:  # meetings that are not rows yet are looked at once the calendar is laid out
        return not book.is_calendar_due(call.name, now)
    open_ = _open(known, fresh)
    unseen = (meeting for meeting in open_ if not book.is_due(call.name, meeting.date, now))
    found = (_with_tasks(book, call, meeting, open_, now) for meeting in unseen)
    return any(step for week in found for step in plan(week, now))


def rest_calendar(book: Book, call: Call, now: datetime) -> None:
    """Keep the next moment at which time alone changes the calendar of a call, which is up to date."""
    meetings = known_meetings(book, call, now)
    book.keep_calendar_moment(call.name, calendar_moment(call, meetings, book.overrides(call.name), now))


def _coming(open_: tuple[Meeting, ...]) -> Meeting | None:
    """The meeting that is coming up, with which goes what is a matter of the call as a whole."""
    return next((each for each in open_ if each.state is State.SCHEDULED), None)


def _with_tasks(book: Book, call: Call, meeting: Meeting, open_: tuple[Meeting, ...], now: datetime) -> Week:
    """The week of one of the open meetings; action items are a matter of the one that is coming up."""
    if meeting != _coming(open_):
        return _week(book, call, meeting, ())
    return _with_call(book, _week(book, call, meeting, tasks(book, call, now)), open_[0], now)


def _with_call(book: Book, week: Week, first: Meeting, now: datetime) -> Week:
    """What is a matter of the call as a whole goes with the meeting that is coming up."""
    away, old = still_away(book, week.call, now), long_ago(book, week.call, first, now)
    untold = tuple(untold_downtimes(book, week.call, now))
    return replace(week, still_away=away, forgetting=old, untold=untold)


def _week(book: Book, call: Call, meeting: Meeting, to_do: tuple[Task, ...]) -> Week:
    there, updates = on_the_day(book, call, meeting.day), book.updates(call.name, meeting.date)
    posted = meeting.state is State.POSTED
    fresh = assemble(there, meeting, updates, live(book, call, meeting)) if posted else None
    quiet = quiet_hours(book, there) if meeting.state is State.SCHEDULED else {}
    down = downtime_of(meeting, downtimes(book.uptimes())) if meeting.state is State.SCHEDULED else None
    said = book.deliveries(f"{meeting.key}/")
    return Week(there, meeting, updates, said, fresh, to_do, quiet=quiet, downtime=down)


def _calendar(book: Book, call: Call, now: datetime) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
    """The meetings of a call that are known, and those that a calendar up to date has besides or instead."""
    known = known_meetings(book, call, now)
    return known, tuple(calendar(call, known, book.overrides(call.name), now))


def _open(known: tuple[Meeting, ...], fresh: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """Those that are not finished, by a calendar that is up to date."""
    by_date = {meeting.date: meeting for meeting in (*known, *fresh)}
    return tuple(by_date[day] for day in sorted(by_date) if by_date[day].is_unfinished)


def _place(meeting: DueMeeting, replica: str) -> int:
    return crc32(f"{replica}/{meeting.call}/{meeting.date}".encode()) if replica else 0


def _posts_by(meeting: DueMeeting, now: datetime) -> bool:
    return now - URGENT <= meeting.posts <= now
