"""The chair goes through the areas during the call."""

from dataclasses import replace
from datetime import date, datetime

from bot.cycle.meeting.open_meeting import NotBegun, open_desk, owe_round, stops
from bot.model.meeting import State
from bot.ports import Book, Store


async def go_round(call: str, day: date, stop: str | None = None, *, store: Store, now: datetime) -> str:
    """Go to an area, or to the next one, and let everybody see it; returns where the meeting is now.

    Behind the last area come the action items, and there it stays.
    """
    return await store.change(lambda book: _go_round(book, call, day, stop, now))


def _go_round(book: Book, call: str, day: date, stop: str | None, now: datetime) -> str:
    desk = open_desk(book, call, day, now)
    if desk.meeting.state is State.SCHEDULED:
        raise NotBegun
    way, floor = stops(desk.call), desk.meeting.floor
    at = way.index(floor) + 1 if floor in way else 0
    there = stop if stop in way else way[min(at, len(way) - 1)]
    meeting = replace(desk.meeting, floor=there)
    book.keep_meeting(meeting)
    owe_round(replace(desk, meeting=meeting))
    return there
