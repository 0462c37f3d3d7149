"""The chair goes through the areas during the call."""

from dataclasses import replace
from datetime import date, datetime

from bot.cycle.meeting.open_meeting import NotBegun, enqueue_current_area, open_meeting, stops
from bot.model.meeting import State
from bot.ports import Book


def go_to_area(book: Book, call: str, day: date, stop: str | None = None, *, now: datetime) -> str:
    """Go to an area, or to the next one, and let everybody see it; returns where the meeting is now.

    Behind the last area come the action items, and there it stays. Raises NotBegun before the minutes are
    posted, and MeetingClosed after the end.
    """
    context = open_meeting(book, call, day, now)
    if context.meeting.state is State.SCHEDULED:
        raise NotBegun
    way, current_area = stops(context.call), context.meeting.current_area
    at = way.index(current_area) + 1 if current_area in way else 0
    there = stop if stop in way else way[min(at, len(way) - 1)]
    meeting = replace(context.meeting, current_area=there)
    book.keep_meeting(meeting)
    enqueue_current_area(replace(context, meeting=meeting))
    return there
