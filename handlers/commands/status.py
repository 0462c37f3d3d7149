"""/minutes status and preview: how the next meeting stands."""

from collections.abc import Iterator
from datetime import datetime

from bot.model.call import Call
from bot.model.meeting import Meeting, State
from bot.rules.meeting_state import Week
from bot.rules.roles import may_chair
from handlers.blocks.minutes import page, pages
from handlers.blocks.status import Status, status_blocks
from handlers.commands.command import Answer, Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.overview import MeetingStatus, brought, dates_ahead, meeting_status, next_steps, overview
from handlers.text.times import day_of, times_of

PAGES_SHOWN = 4  # of the five answers that Slack takes


async def status(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Who has reported and who has not, what comes next, and what can be done about it."""
    now, reader = context.clock(), await context.chat.person(asked.person)
    stands = await context.store.read(lambda book: meeting_status(book, call, meeting))
    dates = await context.store.read(lambda book: dates_ahead(book, call, meeting, now))
    week = stands.week(call, meeting)
    when = times_of(meeting.starts, call.timezone, call.also_in, reader.zone)
    state = "posted" if meeting.state is State.POSTED else "coming up"
    shown = status_blocks(
        Status(
            call.name,
            meeting.key,
            f", {day_of(meeting.day)}, {when} ({state})",
            overview(week),
            tuple(_below(week, stands, dates, now, reader.zone)),
            may_post=may_chair(call, reader) and meeting.state is State.SCHEDULED,
        )
    )
    return said(shown.text, *shown.blocks)


async def preview(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """The minutes as they would be posted now."""
    del asked
    minutes = await context.store.read(
        lambda book: meeting_status(book, call, meeting).minutes(call, meeting)
    )
    count = pages(minutes)
    shown = [page(minutes, number, f"preview/{number}") for number in range(1, min(count, PAGES_SHOWN) + 1)]
    answers = tuple(Answer(each.text, each.blocks) for each in shown)
    left = count - PAGES_SHOWN
    return (*answers, Answer(f"… and {left} more messages when they are posted.")) if left > 0 else answers


def _below(week: Week, stands: MeetingStatus, dates: str, now: datetime, zone: str) -> Iterator[str]:
    """What comes next and when, and what people bring to the meeting."""
    call = week.call
    for step in next_steps(week, now):
        day, times = call.local_date(step.at), times_of(step.at, call.timezone, (), zone)
        yield f"Next, on {day_of(day)}, {times}: {step.what.rstrip('.')}."
    if dates:
        yield f"After that: {dates}."
    if parts := brought(stands.live, now, call.timezone):
        yield f"{parts}."
    city = call.timezone.rsplit("/", 1)[-1].replace("_", " ")
    yield f"Days and times beside the areas are those of {city}."
