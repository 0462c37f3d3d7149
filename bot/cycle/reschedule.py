"""A chair skips a meeting, moves it, or has it held after all."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.cycle.queries import standing_call
from bot.cycle.timetable import lay_out, rescheduled, stamp
from bot.model.call import Call, Standing
from bot.model.delivery import Delivery, Kind, key
from bot.model.errors import Refusal
from bot.model.local_time import instant
from bot.model.meeting import Meeting, State, schedule
from bot.model.message import Rescheduled
from bot.model.override import Override
from bot.model.person import Person
from bot.ports import Book
from bot.rules.calendar import holiday, next_meetings, room

MOST_MEETINGS = 60  # more than a year ahead


@dataclass(frozen=True, slots=True)
class Decision:
    """A meeting as it was and as it is by a chair's word, what is told about it, and how many leads are.

    `holiday` is the public holiday on which it now falls, if so.
    """

    old: Meeting
    new: Meeting
    told: Rescheduled
    leads: int
    holiday: str = ""


def skip(book: Book, name: str, day: date | None, *, by: Person, now: datetime) -> Decision:
    """Do not hold a meeting, the next one where none is named; raises Refusal where that cannot be."""
    call = _held_call(book, name)
    coming = _coming(book, call, now)
    meeting = _named(book, coming, call, day) if day else _first_held(coming, call)
    if meeting.state is State.SKIPPED:
        raise _refusal(f"{_said(meeting)} is skipped already ({meeting.reason})")
    wanted = Override(call.name, meeting.date, by.person, now)
    return _decide(book, call, meeting, wanted, by=by, now=now)


def move(
    book: Book, name: str, day: date | None, *, on: date | None, at: time | None, by: Person, now: datetime
) -> Decision:
    """Hold a meeting on another day, at another time, or both; raises Refusal where that cannot be."""
    call = _held_call(book, name)
    coming = _coming(book, call, now)
    meeting = _named(book, coming, call, day) if day else _next_for(book, call, coming, on)
    decided = {override.date: override for override in book.overrides(call.name)}.get(meeting.date)
    usual = at or (decided.at if decided else None)
    wanted = Override(
        call.name,
        meeting.date,
        by.person,
        now,
        on=on or meeting.day,
        at=usual if usual != call.time else None,
    )
    _check_room(book, call, meeting, wanted, now)
    return _decide(book, call, meeting, wanted, by=by, now=now)


def can_be_moved(book: Book, name: str, day: date | None, *, on: date, now: datetime) -> bool:
    """Whether there is room for a meeting, or else the next one, on a day; raises Refusal as `move` does."""
    call = _held_call(book, name)
    coming = _coming(book, call, now)
    meeting = _named(book, coming, call, day) if day else _next_for(book, call, coming, on)
    return on >= call.local_date(now) and _has_room(book, call, meeting, on)


def hold(book: Book, name: str, day: date | None, *, by: Person, now: datetime) -> Decision:
    """Hold a meeting as usual, whatever was decided, and holiday or not; raises Refusal else."""
    call = _held_call(book, name)
    coming = _coming(book, call, now)
    if day is None:
        departing = (meeting for meeting in coming if not _is_usual(call, meeting))
        meeting = next(departing, None) or _first_held(coming, call)
    else:
        meeting = _named(book, coming, call, day)
    if _is_usual(call, meeting):
        raise _refusal(f"{_said(meeting)} is held as usual anyway")
    wanted = Override(call.name, meeting.date, by.person, now, on=meeting.date)
    _check_room(book, call, meeting, wanted, now)
    return _decide(book, call, meeting, wanted, by=by, now=now)


def _held_call(book: Book, name: str) -> Call:
    """The call, if it is held at all."""
    call = standing_call(book, name)
    if call.standing is not Standing.HELD:
        rests = "is paused" if call.standing is Standing.PAUSED else "has ended"
        raise _refusal(f"the {name} call {rests}; `/minutes resume` has it held again")
    return call


def _coming(book: Book, call: Call, now: datetime) -> tuple[Meeting, ...]:
    """The meetings to come, held or not, as far as anybody plans ahead."""
    return next_meetings(call, book.overrides(call.name), book.meetings(call.name), now, MOST_MEETINGS)


def _named(book: Book, coming: tuple[Meeting, ...], call: Call, day: date) -> Meeting:
    """The meeting of a day: of that on which it is held, or was to be."""
    for meeting in coming:
        if day in (meeting.day, meeting.date):
            return meeting
    for meeting in book.meetings(call.name):
        if day in (meeting.day, meeting.date):
            over = "its minutes are posted" if meeting.minutes else "its time has come"
            raise _refusal(f"it is too late for {_said(meeting)}, as {over}")
    nearest = sorted(
        sorted(coming, key=lambda meeting: abs(meeting.day - day))[:2], key=lambda each: each.date
    )
    known = " and ".join(_day(meeting.day) for meeting in nearest)
    raise _refusal(f"there is no {call.name} call on {_day(day)}; the nearest are on {known}")


def _first_held(coming: tuple[Meeting, ...], call: Call) -> Meeting:
    held = next((meeting for meeting in coming if meeting.state is State.SCHEDULED), None)
    if held is None:
        raise _refusal(f"no {call.name} call is coming up")
    return held


def _next_for(book: Book, call: Call, coming: tuple[Meeting, ...], on: date | None) -> Meeting:
    """The next meeting, or one that is skipped before it when only that one can be held on this day."""
    held = _first_held(coming, call)
    if on is None or _has_room(book, call, held, on):
        return held
    skipped = (each for each in coming if each.date < held.date and _has_room(book, call, each, on))
    return next(skipped, held)


def _has_room(book: Book, call: Call, meeting: Meeting, on: date) -> bool:
    first, last = room(call, book.overrides(call.name), meeting.date)
    return first <= on <= last


def _is_usual(call: Call, meeting: Meeting) -> bool:
    """Whether a meeting is held when the call's rule wants it."""
    return meeting.state is State.SCHEDULED and meeting.starts == schedule(call, meeting.date).starts


def _check_room(book: Book, call: Call, meeting: Meeting, wanted: Override, now: datetime) -> None:
    """Refuse a move that would change the order of meetings, come too late, or change nothing."""
    assert wanted.on is not None
    if not _has_room(book, call, meeting, wanted.on):
        first, last = room(call, book.overrides(call.name), meeting.date)
        raise _refusal(
            f"{_said(meeting)} stays between the ones before and after it, so it can be on a day from "
            f"{_day(first)} to {_day(last)}"
        )
    starts = instant(wanted.on, wanted.at or call.time, call.timezone)
    if starts - call.post <= now:
        raise _refusal(f"{_day(wanted.on)} at {wanted.at or call.time:%H:%M} is over")
    if meeting.state is State.SCHEDULED and meeting.starts == starts:
        raise _refusal(f"{_said(meeting)} is at that time already")


def _decide(
    book: Book, call: Call, old: Meeting, override: Override, *, by: Person, now: datetime
) -> Decision:
    """Remember it, let everything follow, and tell the channel."""
    book.keep_override(override)
    leads = lay_out(book, call, now, by=by.name)
    coming = _coming(book, call, now)
    new = next(meeting for meeting in coming if meeting.date == old.date)
    after = (meeting for meeting in coming if meeting.date > old.date and meeting.state is State.SCHEDULED)
    told = rescheduled(call, old, new, following=next(after, None), by=by.name)
    part = f"channel-{stamp(now)}"
    identity = key(old.key, Kind.NOTICE, part)
    book.enqueue(Delivery(identity, call.channel, told, due=now, kind=Kind.NOTICE, part=part))
    public = holiday(call, new.day) if new.state is State.SCHEDULED else ""
    return Decision(old, new, told, len(leads), public)


def _refusal(why: str) -> Refusal:
    return Refusal(f"Nothing was changed: {why}.")


def _said(meeting: Meeting) -> str:
    return f"the {meeting.call} call of {_day(meeting.day)}"


def _day(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}"
