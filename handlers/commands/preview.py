"""/minutes preview: the minutes as they would be posted now, or those of a date."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.cycle.queries import meeting_status, on_the_day
from bot.model.call import Call
from bot.model.meeting import Meeting, State
from bot.model.minutes import Minutes
from bot.ports import Book
from handlers.blocks.action_ids import block_id
from handlers.blocks.minutes import page, pages
from handlers.blocks.parts import actions, escape, section
from handlers.commands.arguments import Unclear, days_in
from handlers.commands.command import Answer, Answers, said
from handlers.commands.minutes_links import sources
from handlers.commands.typed_command import Asked, typing
from handlers.commands.which_call import MeetingMeant, meeting_of
from handlers.context import HandlerContext
from handlers.text.times import day_of

PAGES_SHOWN = 4  # of the five answers that Slack takes
MOST_NEAREST = 2


async def preview(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """The minutes as they would be posted now; or those of a date, as they were posted or would be."""
    now = context.clock()
    if asked.rest:
        return await _of_a_date(asked.rest, call, now, context)
    found = await context.store.read(lambda book: meeting_of(book, call, asked, now))
    if not isinstance(found, MeetingMeant):
        return found
    return _shown(
        await context.store.read(lambda book: meeting_status(book, found.call, found.meeting).minutes)
    )


async def _of_a_date(text: str, call: Call, now: datetime, context: HandlerContext) -> Answers:
    today = call.local_date(now)
    spans = sorted(_spans(text, today), key=lambda span: abs(span[0] - today))
    known = await context.store.read(lambda book: book.meetings(call.name))
    near = sorted(known, key=lambda each: abs(each.starts - now))
    meant = next((each for each in near if any(_is_of(each, *span) for span in spans)), None)
    if meant is None:
        return _nearest(known, spans[0][0], call)
    if meant.state is State.SKIPPED or (meant.minutes is None and meant.state is State.CLOSED):
        reason = f" ({meant.reason})" if meant.reason else ""
        return said(escape(f"There are no minutes of {_day(meant.day)}: it was not held{reason}."))
    minutes = await context.store.read(lambda book: _minutes(book, call, meant))
    if meant.minutes is None:
        return _shown(minutes)
    source = (await sources(call, (meant.date,), context)).get(meant.date)
    where = f"They were posted: {source.url}" if source and source.url else "They were never posted here."
    return (*_shown(minutes), Answer(where))


def _spans(text: str, today: date) -> Iterator[tuple[date, date]]:
    """The days that are meant, seen ahead and looking back. Raises Unclear where neither is."""
    try:
        yield days_in(text, today, single=True)
    except Unclear:
        yield days_in(text, today, single=True, back=True)
        return
    yield days_in(text, today, single=True, back=True)


def _is_of(meeting: Meeting, first: date, last: date) -> bool:
    return first <= meeting.day <= last or first <= meeting.date <= last


def _minutes(book: Book, call: Call, meeting: Meeting) -> Minutes:
    """As they were posted, else as they would be now."""
    return meeting.minutes or meeting_status(book, on_the_day(book, call, meeting.day), meeting).minutes


def _nearest(known: tuple[Meeting, ...], day: date, call: Call) -> Answers:
    """Name the nearest meetings, with a button for the minutes of each."""
    held = [each for each in known if each.minutes or each.state is State.SCHEDULED]
    near = sorted(
        sorted(held, key=lambda each: abs(each.day - day))[:MOST_NEAREST], key=lambda each: each.date
    )
    text = f"There are no minutes of a {call.name} call on {_day(day)}."
    if not near:
        return said(escape(text))
    text = f"{text} The nearest are on {' and '.join(_day(each.day) for each in near)}."
    buttons = [
        typing(_day(each.day), f"preview {each.date.isoformat()}", number)
        for number, each in enumerate(near, 1)
    ]
    return said(
        escape(text), section(escape(text)), actions(block_id("minutes-of", f"{call.name}/"), *buttons)
    )


def _day(day: date) -> str:
    return f"{day_of(day)}, {day.year}"


def _shown(minutes: Minutes) -> Answers:
    count = pages(minutes)
    shown = [page(minutes, number, f"preview/{number}") for number in range(1, min(count, PAGES_SHOWN) + 1)]
    answers = tuple(Answer(each.text, each.blocks) for each in shown)
    left = count - PAGES_SHOWN
    return (*answers, Answer(f"… and {left} more messages when they are posted.")) if left > 0 else answers
