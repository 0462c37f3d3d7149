"""Look up what the homes of people show."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial

from bot.cycle.meeting_context import last_time
from bot.cycle.queries import current_meeting, meeting_status, on_the_day
from bot.model.call import Call
from bot.model.delivery import Kind, Posted, key
from bot.model.errors import RowUnreadable
from bot.ports import Book
from bot.rules.homes import PAST, Home, KnownCall, Members, home_of

LOOK_BACK = timedelta(weeks=12)
MORE_BACK = 4  # meetings that were not held, or whose minutes were not posted


def homes_of(
    book: Book, people: Iterable[str], members: Members, now: datetime, names: Collection[str] | None = None
) -> dict[str, Home]:
    """The homes of these people, who have to do with no other calls than those called so; None for all."""
    calls = [_known(book, call, now) for call in readable_calls(book, names)]
    return {person: home_of(calls, person, members) for person in people}


def readable_calls(book: Book, names: Collection[str] | None = None) -> list[Call]:
    """The calls called so, all without names, that can be read, in the order in which homes show them.

    A call that was renamed is one, though both of its names find it.
    """
    found = book.readable_calls() if names is None else filter(None, map(partial(_readable, book), names))
    return [call for _, call in sorted({call.name: call for call in found}.items())]


def _readable(book: Book, name: str) -> Call | None:
    with suppress(RowUnreadable):  # a turn tells of it
        return book.call(name)
    return None


def _known(book: Book, call: Call, now: datetime) -> KnownCall:
    meeting = current_meeting(book, call, now)
    there = on_the_day(book, call, meeting.day) if meeting else call
    return KnownCall(
        usual=call,
        call=there,
        meeting=meeting,
        status=meeting_status(book, there, meeting) if meeting else None,
        last=last_time(book, call, meeting) if meeting else {},
        past=tuple(_past(book, call, now)),
        absences=book.absences(),
        today=call.local_date(now),
    )


def _past(book: Book, call: Call, now: datetime) -> Iterator[tuple[date, Posted]]:
    """The newest posted minutes, newest first."""
    found = 0
    back = max(LOOK_BACK, (PAST + MORE_BACK) * call.gaps.longest)
    for meeting in reversed(book.meetings(call.name, since=(now - back).date())):
        minutes = book.delivery(key(meeting.key, Kind.MINUTES)) if meeting.minutes else None
        if minutes and minutes.posted and found < PAST:
            found += 1
            yield meeting.day, minutes.posted
