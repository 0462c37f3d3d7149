"""Look up what the homes of people show."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.cycle.meeting_context import last_time
from bot.cycle.queries import current_meeting, meeting_status, on_the_day
from bot.model.call import Call
from bot.model.delivery import Kind, Posted, key
from bot.ports import Book
from bot.rules.homes import PAST, Home, KnownCall, Members, home_of

LOOK_BACK = timedelta(weeks=12)
MORE_BACK = 4  # meetings that were not held, or whose minutes were not posted


def homes_of(book: Book, people: Iterable[str], members: Members, now: datetime) -> dict[str, Home]:
    """The homes of these people."""
    calls = [_known(book, call, now) for call in book.readable_calls()]
    return {person: home_of(calls, person, members) for person in people}


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
