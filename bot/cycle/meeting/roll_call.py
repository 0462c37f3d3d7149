"""People answer the roll call: they are here, or cannot come, or say so for others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cycle.meeting.open_meeting import open_meeting
from bot.model.live_parts import Attendance
from bot.model.meeting import Meeting
from bot.ports import Book

COMING = timedelta(hours=3)  # whoever says so later than this after the start does not come, they were there


def comes_at(meeting: Meeting, moment: datetime) -> datetime:
    """When somebody came who says at this moment that they are there; at the start, if that is long ago."""
    return meeting.starts if moment - meeting.starts > COMING else moment


def answer_for(
    book: Book, call: str, day: date, people: tuple[Attendance, ...], *, now: datetime
) -> tuple[Attendance, ...]:
    """Note who is there or cannot come; returns those for whom this is new. Raises MeetingClosed."""
    open_meeting(book, call, day, now)
    return tuple(kept for said in people if (kept := _kept(book, call, day, said)))


def strike_off(
    book: Book, call: str, day: date, people: tuple[Attendance, ...], *, now: datetime
) -> tuple[Attendance, ...]:
    """Let people have said nothing; returns those who had. Raises MeetingClosed."""
    open_meeting(book, call, day, now)
    return tuple(_struck_off(book, call, day, people))


def _kept(book: Book, call: str, day: date, said: Attendance) -> Attendance | None:
    """Keep what somebody answered, as it is kept then; None if that is known."""
    known = _known(book, call, day, said)
    if known is None:
        kept = said
    elif known.present != said.present:
        kept = replace(said, person=said.person or known.person)
    elif said.person and not known.person:  # a name of which it shows now whose it is
        kept = replace(said, at=known.at)
    else:
        return None
    if known is not None:
        book.drop_attendance(call, day, known)
    book.keep_attendance(call, day, kept)
    return kept


def _struck_off(book: Book, call: str, day: date, people: tuple[Attendance, ...]) -> Iterator[Attendance]:
    for said in people:
        if (known := _known(book, call, day, said)) is not None:
            book.drop_attendance(call, day, known)
            yield known


def _known(book: Book, call: str, day: date, said: Attendance) -> Attendance | None:
    """What is noted of this person; somebody without an id is known by name."""
    for known in book.attendance(call, day):
        if known.person == said.person if known.person and said.person else _same(known.name, said.name):
            return known
    return None


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
