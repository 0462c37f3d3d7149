"""A meeting that is coming up or going on: what may still be brought to it, and which area is discussed."""

from datetime import date, datetime, timedelta

from bot.cycle.meeting_context import MeetingContext, occasion
from bot.cycle.queries import live, on_the_day
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.errors import Refusal
from bot.model.meeting import Meeting, State
from bot.model.message import ACTION_ITEMS, AreaWalk, Message
from bot.ports import Book
from bot.rules.assemble import assemble

BEFORE = timedelta(hours=1)  # so long before the start it is too early to be there


class MeetingClosed(Refusal):
    """It is too late for this at a meeting."""

    def __init__(self) -> None:
        super().__init__("The meeting is closed, so its minutes stay as they are.")


class NotBegun(Refusal):
    """It is too early for this at a meeting."""

    def __init__(self) -> None:
        super().__init__("The meeting has not begun yet.")


def open_meeting(book: Book, call: str, day: date, now: datetime) -> MeetingContext:
    """A meeting to which something can still be brought; raises MeetingClosed."""
    standing, meeting = book.call(call), book.meeting(call, day)
    if standing is None or meeting is None or not meeting.is_open(now):
        raise MeetingClosed
    return MeetingContext(book, on_the_day(book, standing, meeting.day), meeting, now)


def begins(meeting: Meeting) -> datetime:
    """The moment from which people can be there."""
    return meeting.starts - BEFORE


def stops(call: Call) -> tuple[str, ...]:
    """Where the round comes by: every area, and at last the action items."""
    return (*(area.name for area in call.areas), ACTION_ITEMS)


def enqueue_current_area(context: MeetingContext) -> None:
    """Enqueue which area is being discussed, for everybody; nothing before the first area is called."""
    if context.meeting.current_area:
        enqueue_in_thread(context, "round", _round(context))


def enqueue_in_thread(context: MeetingContext, part: str, message: Message) -> None:
    """Enqueue something for the thread of the minutes."""
    context.book.enqueue(
        Delivery(
            key(context.meeting.key, Kind.NOTICE, part),
            context.call.channel,
            message,
            due=context.now,
            kind=Kind.NOTICE,
            part=part,
            priority=Priority.ANSWER,
            follows=key(context.meeting.key, Kind.MINUTES),
            threaded=True,
        )
    )


def _round(context: MeetingContext) -> AreaWalk:
    book, call, meeting = context.book, context.call, context.meeting
    minutes = assemble(call, meeting, context.updates, live(book, call, meeting))
    way = stops(call)
    at = way.index(meeting.current_area) if meeting.current_area in way else 0
    return AreaWalk(
        occasion(call, meeting),
        area=next((area for area in minutes.areas if area.area == way[at]), None),
        place=at + 1,
        before=way[at - 1] if at else "",
        after=way[at + 1] if at + 1 < len(way) else "",
        actions=minutes.actions,
        over=meeting.state is State.CLOSED,
    )
