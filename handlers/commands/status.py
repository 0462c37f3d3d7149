"""/minutes status: how the next meeting stands."""

from collections.abc import Iterator
from datetime import datetime

from bot.cycle.queries import meeting_status, meetings_after
from bot.model.call import Call, Standing
from bot.model.meeting import Meeting, State
from bot.rules.coming import coming
from bot.rules.meeting_status import Brought, MeetingStatus, area_statuses, brought
from bot.rules.roles import may_chair
from handlers.blocks.area_status import area_lines
from handlers.blocks.status import Status, clock_of, status_blocks
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of, times_of

STEPS = 2  # how many of the next steps are told
DATES = 3  # how many dates after the next meeting are


async def status(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Who has reported and who has not, what comes next, and what can be done about it."""
    now, reader = context.clock(), await context.chat.person(asked.person)
    stands = await context.store.read(lambda book: meeting_status(book, call, meeting))
    ahead = await context.store.read(lambda book: meetings_after(book, call, meeting, now, DATES))
    when = times_of(meeting.starts, call.timezone, call.also_in, reader.zone)
    state = "posted" if meeting.state is State.POSTED else "coming up"
    shown = status_blocks(
        Status(
            call.name,
            meeting.key,
            f", {day_of(meeting.day)}, {when} ({state})",
            area_lines(area_statuses(stands.week), call.timezone),
            tuple(_below(stands, ahead, now, reader.zone)),
            may_post=may_chair(call, reader) and meeting.state is State.SCHEDULED,
            may_resume=may_chair(call, reader) and call.standing is Standing.PAUSED,
        )
    )
    return said(shown.text, *shown.blocks)


def _below(stands: MeetingStatus, ahead: tuple[Meeting, ...], now: datetime, zone: str) -> Iterator[str]:
    """What comes next and when if nobody writes anything, and what people bring to the meeting."""
    call = stands.call
    for step in coming([stands.week], now)[:STEPS]:
        day, times = call.local_date(step.at), times_of(step.at, call.timezone, (), zone)
        yield f"Next, on {day_of(day)}, {times}: {step.what.rstrip('.')}."
    if ahead:
        yield f"After that: {', '.join(_date(each) for each in ahead)}."
    if parts := _brought(brought(stands.live, call.local_date(now))):
        yield f"{parts}."
    yield clock_of(call)


def _date(meeting: Meeting) -> str:
    """`January 19`, `January 26 (not held: …)`, or `Wednesday, February 3 instead of February 2`."""
    usual = f"{meeting.date:%B} {meeting.date.day}"
    if meeting.state is State.SKIPPED:
        return f"{usual} (not held: {meeting.reason})"
    return f"{day_of(meeting.day)} instead of {usual}" if meeting.day != meeting.date else usual


def _brought(count: Brought) -> str:
    """How many announcements and open action items there are; empty if none."""
    late = f" ({count.overdue} overdue)" if count.overdue else ""
    parts = (
        _count(count.announcements, "announcement"),
        _count(count.open_actions, "open action item") + late if count.open_actions else "",
    )
    return ", ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
