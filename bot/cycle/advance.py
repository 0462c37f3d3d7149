"""One turn of the week: see what should have happened and has not, and do it."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar, assert_never

from bot.cycle.absences import tell_still_away
from bot.cycle.action_items import nudge
from bot.cycle.asking.ask import alert, ask, omit, remind
from bot.cycle.erase import forget_written
from bot.cycle.isolation import Isolation
from bot.cycle.meeting_context import LOOK_BACK
from bot.cycle.minutes.publish import Pages, amend, close, publish
from bot.cycle.queries import live, long_ago, on_the_day, still_away, tasks
from bot.cycle.tell_emergency import tell_channel
from bot.cycle.tell_trouble import tell_trouble
from bot.cycle.timetable import lay_out
from bot.model.call import Call
from bot.model.meeting import Meeting, State
from bot.model.trouble import TOLD_AFTER
from bot.ports import Book, Store
from bot.rules.action_reminders import Nudge, Task
from bot.rules.assemble import assemble
from bot.rules.calendar import calendar
from bot.rules.emergencies import TellChannel
from bot.rules.long_away import StillAway
from bot.rules.meeting_state import Week
from bot.rules.plan import plan
from bot.rules.retention import Forget
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step, named

T = TypeVar("T")
Taken = tuple[Meeting, Step]


async def advance(
    *, store: Store, pages: Pages, now: datetime, isolation: Isolation | None = None
) -> tuple[Taken, ...]:
    """Lay out the meetings to come and take every step that is missing; returns the steps taken.

    What fails with one call, one meeting or one step is put aside in `isolation`, and the rest goes on.
    DatabaseUnusable is raised: it is everybody's trouble.
    """
    taken: list[Taken] = []
    apart = isolation or Isolation()
    for call in await store.read(lambda book: book.calls()):
        alone = partial(_alone, call, store=store, now=now, isolation=apart)
        await alone("laying out the calendar", partial(store.change, partial(_lay_out, call=call, now=now)))
        meetings = await alone("reading the meetings", partial(store.read, partial(_known, call, now=now)))
        for meeting in meetings or ():
            look = partial(store.read, partial(_steps, call=call, meeting=meeting, now=now))
            for week, step in await alone(f"{meeting.date}: seeing what is due", look) or ():
                take = partial(_take, step, week, store=store, pages=pages, now=now)
                if await alone(f"{meeting.date}: {named(step)}", take):
                    taken.append((meeting, step))
    return tuple(taken)


def weeks(book: Book, now: datetime) -> tuple[Week, ...]:
    """Every meeting for which something may still have to happen, by a calendar that is up to date."""
    return tuple(week for call in book.calls() for week in _weeks(book, call, now))


def due(book: Book, now: datetime) -> tuple[Taken, ...]:
    """The steps that are missing, without taking any."""
    return tuple((week.meeting, step) for week in weeks(book, now) for step in plan(week, now))


async def _alone(
    call: Call,
    what: str,
    work: Callable[[], Awaitable[T]],
    *,
    store: Store,
    now: datetime,
    isolation: Isolation,
) -> T | None:
    """Do one thing of a call by itself; when it has failed for a while the chairs are told, once."""
    key = f"{call.name}, {what}"
    if isolation.waits(key, now):
        return None
    done = await isolation.run(key, work, now)
    trouble = isolation.trouble(key)
    if trouble and trouble.failures == TOLD_AFTER:
        tell = partial(tell_trouble, call=call, what=what, reason=trouble.reason, now=now)
        await isolation.run(f"{call.name}, telling the chairs", partial(store.change, tell), now)
    return done


def _lay_out(book: Book, *, call: Call, now: datetime) -> bool:
    lay_out(book, call, now)
    return True


def _known(call: Call, book: Book, *, now: datetime) -> tuple[Meeting, ...]:
    """The meetings for which something may still have to happen, as they are laid out."""
    return tuple(meeting for meeting in book.meetings(call.name, since=_since(now)) if meeting.is_unfinished)


def _steps(book: Book, *, call: Call, meeting: Meeting, now: datetime) -> tuple[tuple[Week, Step], ...]:
    """What should have happened with a meeting and has not."""
    week = _with_tasks(book, call, meeting, _known(call, book, now=now), now)
    return tuple((week, step) for step in plan(week, now))


def _weeks(book: Book, call: Call, now: datetime) -> Iterator[Week]:
    """The weeks of a call, by a calendar that is up to date."""
    open_ = tuple(meeting for meeting in _meetings(book, call, now) if meeting.is_unfinished)
    return (_with_tasks(book, call, meeting, open_, now) for meeting in open_)


def _with_tasks(book: Book, call: Call, meeting: Meeting, open_: tuple[Meeting, ...], now: datetime) -> Week:
    """The week of one of the open meetings; action items are a matter of the one that is coming up."""
    coming = next((each for each in open_ if each.state is State.SCHEDULED), None)
    if coming is None or meeting.date != coming.date:
        return _week(book, call, meeting, ())
    return _with_call(book, _week(book, call, meeting, tasks(book, call, now)), open_[0], now)


def _with_call(book: Book, week: Week, first: Meeting, now: datetime) -> Week:
    """What is a matter of the call as a whole goes with the meeting that is coming up."""
    away, old = still_away(book, week.call, now), long_ago(book, week.call, first, now)
    return replace(week, still_away=away, forgetting=old)


def _week(book: Book, call: Call, meeting: Meeting, to_do: tuple[Task, ...]) -> Week:
    there, updates = on_the_day(book, call, meeting.day), book.updates(call.name, meeting.date)
    posted = meeting.state is State.POSTED
    fresh = assemble(there, meeting, updates, live(book, call, meeting)) if posted else None
    return Week(there, meeting, updates, book.deliveries(f"{meeting.key}/"), fresh, to_do)


def _meetings(book: Book, call: Call, now: datetime) -> tuple[Meeting, ...]:
    known = book.meetings(call.name, since=_since(now))
    fresh = calendar(call, known, book.overrides(call.name), now)
    by_date = {meeting.date: meeting for meeting in (*known, *fresh)}
    return tuple(by_date[day] for day in sorted(by_date))


def _since(now: datetime) -> date:
    return (now - LOOK_BACK).date()


async def _take(step: Step, week: Week, *, store: Store, pages: Pages, now: datetime) -> bool:
    """Take a step; true when it is taken."""
    call, day = week.call.name, week.meeting.date
    match step:
        case Ask():
            await store.change(ask, step, week, now=now)
        case Remind():
            await store.change(remind, step, week, now=now)
        case Omit():
            await store.change(omit, step, week, now=now)
        case Alert():
            await store.change(alert, step, week, now=now)
        case TellChannel() | Nudge() | StillAway():
            await _tell(step, call, day, store=store, now=now)
        case Forget():
            await store.change(forget_written, step, call)
        case Publish(delayed):
            await store.change(publish, call, day, delayed=delayed, pages=pages, now=now)
        case Amend():
            await store.change(amend, call, day, pages=pages, now=now)
        case Close(reason):
            await store.change(close, call, day, reason=reason, pages=pages, now=now)
        case _:
            assert_never(step)
    return True


async def _tell(
    step: TellChannel | Nudge | StillAway, call: str, day: date, *, store: Store, now: datetime
) -> None:
    """Tell somebody what they would not hear of otherwise."""
    match step:
        case TellChannel():
            await store.change(tell_channel, step, call, day, now=now)
        case Nudge():
            await store.change(nudge, step, call, now=now)
        case StillAway():
            await store.change(tell_still_away, step, call, day, now=now)
        case _:
            assert_never(step)
