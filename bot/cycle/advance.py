"""One turn of the week: see what should have happened and has not, and do it."""

from datetime import datetime, timedelta
from typing import assert_never

from bot.cycle.ask import alert, ask, omit, remind
from bot.cycle.calendar import calendar
from bot.cycle.plan import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step, Week, plan
from bot.cycle.publish import amend, close, publish
from bot.model.call import Call
from bot.model.meeting import Meeting, State
from bot.ports import Book, Chat, Store

LOOK_BACK = timedelta(days=60)  # an outage longer than this leaves older meetings as they are


async def advance(*, store: Store, chat: Chat, now: datetime) -> tuple[Step, ...]:
    """Lay out the meetings to come and take every step that is missing; returns the steps taken."""
    taken: list[Step] = []
    for week in await store.change(lambda book: weeks(book, now)):
        for step in plan(week, now):
            await _take(step, week, store=store, chat=chat, now=now)
            taken.append(step)
    return tuple(taken)


def weeks(book: Book, now: datetime) -> tuple[Week, ...]:
    """Every meeting for which something may still have to happen, by a calendar brought up to date."""
    found = []
    for call in book.calls():
        since = (now - LOOK_BACK).date()
        for meeting in calendar(call, book.meetings(call.name, since=since), now):
            book.keep_meeting(meeting)
        open_ones = [meeting for meeting in book.meetings(call.name, since=since) if _open(meeting)]
        found.extend(_week(book, call, meeting) for meeting in open_ones)
    return tuple(found)


def _open(meeting: Meeting) -> bool:
    return meeting.state in (State.SCHEDULED, State.POSTED)


def _week(book: Book, call: Call, meeting: Meeting) -> Week:
    return Week(call, meeting, book.updates(call.name, meeting.date), book.deliveries(f"{meeting.key}/"))


async def _take(step: Step, week: Week, *, store: Store, chat: Chat, now: datetime) -> None:
    call, day = week.call.name, week.meeting.date
    match step:
        case Ask():
            await ask(step, week, store=store, now=now)
        case Remind():
            await remind(step, week, store=store, now=now)
        case Omit():
            await omit(step, week, store=store, now=now)
        case Alert():
            await alert(step, week, store=store, now=now)
        case Publish(delayed):
            await publish(call, day, delayed=delayed, pages=chat.pages, store=store, now=now)
        case Amend():
            await amend(call, day, pages=chat.pages, store=store, now=now)
        case Close(reason):
            await close(call, day, reason=reason, store=store)
        case _:
            assert_never(step)
