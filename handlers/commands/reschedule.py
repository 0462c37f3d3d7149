"""/minutes skip, move and hold: a meeting that is not held, or at another time; and the way back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.cycle.reschedule import Decision, can_be_moved, hold, move, skip
from bot.model.call import Call
from bot.model.meeting import Meeting, State, schedule
from bot.model.person import Person
from bot.ports import Book
from bot.rules.calendar import next_meetings
from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import actions, escape, section
from handlers.blocks.reschedule import in_words
from handlers.commands.arguments import Unclear, day_and_time_in, days_in, time_in
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked, typing
from handlers.context import HandlerContext
from handlers.text.times import day_of

HOW_TO_MOVE = (
    "Say to when: `/minutes move friday`, `/minutes move 17:00`, `/minutes move 13 Jan 17:00`, or "
    "`/minutes move 12 Jan to 13 Jan` for a later meeting."
)
MOST_MEETINGS = 10
WEEKS_AHEAD = 60
_TO = re.compile(r"(?:^|\s)(?:to|->|→)\s+", re.IGNORECASE)


class Decide(Protocol):
    """A verb of `bot.cycle.reschedule` that wants to know no more than which meeting."""

    def __call__(self, book: Book, name: str, day: date | None, /, *, by: Person, now: datetime) -> Decision:
        """Decide about the meeting of a day, or about the next one."""


async def skipping(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Do not hold the next meeting, or that of a date."""
    return await _decided(asked, skip, "skip", call, context)


async def moving(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Hold the next meeting on another day or at another time; or that of a date, named before a `to`."""
    if not asked.rest:
        return said(HOW_TO_MOVE)
    which, to, target = _parted(asked.rest)
    today = call.local_date(context.clock())
    day = await _day(which, "move", call, context, to=target) if which else None
    if isinstance(day, tuple):
        return day
    try:
        on, moment = _target(target, day or today) if to or target else (None, None)
    except Unclear as unclear:
        raise unclear.among(await _room_for(unclear.readings, call, day, context)) from None
    chair = await context.chat.person(asked.person)
    decision = await context.store.change(
        move, call.name, day, on=on, at=moment, by=chair, now=context.clock()
    )
    return _answer(decision, call, chair)


async def holding(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Hold a meeting as usual after all."""
    return await _decided(asked, hold, "hold", call, context)


async def _decided(asked: Asked, decide: Decide, word: str, call: Call, context: HandlerContext) -> Answers:
    """What a chair decides about the next meeting, or that of a date, without saying more."""
    day = await _day(asked.rest, word, call, context) if asked.rest else None
    if isinstance(day, tuple):
        return day
    chair = await context.chat.person(asked.person)
    decision = await context.store.change(decide, call.name, day, by=chair, now=context.clock())
    return _answer(decision, call, chair)


async def _room_for(
    readings: Iterable[date], call: Call, day: date | None, context: HandlerContext
) -> tuple[date, ...]:
    """Those of the days on which the meeting can be held."""

    def possible(book: Book) -> tuple[date, ...]:
        now = context.clock()
        return tuple(each for each in readings if can_be_moved(book, call.name, day, on=each, now=now))

    return await context.store.read(possible)


async def _day(text: str, word: str, call: Call, context: HandlerContext, *, to: str = "") -> date | Answers:
    """The day of the meeting that is meant; where that can be several, the question which."""
    now = context.clock()
    coming = await context.store.read(lambda book: _coming(book, call, now))
    try:
        first, last = days_in(text, call.local_date(now))
    except Unclear as unclear:
        raise unclear.among({day for each in coming for day in (each.day, each.date)}) from None
    meant = [each for each in coming if first <= each.day <= last]
    if len(meant) <= 1 or first == last:
        return meant[0].date if meant and first != last else first
    question = f"Which {call.name} call do you mean? There are {len(meant)} of them from {day_of(first)} on."
    onto = f" to {to}" if to else ""
    buttons = [
        typing(day_of(each.day), f"{word} {each.date.isoformat()}{onto}", number)
        for number, each in enumerate(meant[:MOST_MEETINGS], 1)
    ]
    row = actions(block_id("which", f"{call.name}/"), *buttons)
    return said(escape(question), section(escape(question)), row)


def _coming(book: Book, call: Call, now: datetime) -> tuple[Meeting, ...]:
    known = book.meetings(call.name)
    return next_meetings(call, book.overrides(call.name), known, now, WEEKS_AHEAD)


def _parted(text: str) -> tuple[str, str, str]:
    """Which meeting, and to when: both sides of a `to`, or only the second."""
    found = _TO.search(text)
    if found is None:
        return "", "", text
    return text[: found.start()].strip(), found[0], text[found.end() :].strip()


def _target(text: str, today: date) -> tuple[date | None, time | None]:
    """A date, a date and a time, or only a time."""
    try:
        return day_and_time_in(text, today)
    except Unclear as unclear:
        try:
            return None, time_in(text)
        except Unclear:
            raise unclear from None


def _answer(decision: Decision, call: Call, chair: Person) -> Answers:
    """What became of the meeting, who is told, and a button for the way back."""
    text = escape(" ".join(_sentences(decision, chair)))
    label, typed = _way_back(call, decision.old)
    about = block_id("dates", decision.old.key)
    return said(text, section(text), actions(about, typing(label, typed, 1)))


def _sentences(decision: Decision, chair: Person) -> Iterator[str]:
    yield in_words(replace(decision.told, by=""), chair.zone)
    if decision.holiday:
        yield f"Mind that {day_of(decision.new.day)} is a public holiday: {decision.holiday}."
    people = "the one person" if decision.leads == 1 else f"the {decision.leads} people"
    others = f", and {people} who were asked already or have written" if decision.leads else ""
    yield f"I am telling the channel{others}."


def _way_back(call: Call, old: Meeting) -> tuple[str, str]:
    """What to press, and what that types, so that the meeting is as it was."""
    day = old.date.isoformat()
    if old.state is State.SKIPPED:
        return "Skip it after all", f"skip {day}"
    if old.starts == schedule(call, old.date).starts:
        return "Hold it as before", f"hold {day}"
    local = old.starts.astimezone(ZoneInfo(call.timezone))
    return "Move it back", f"move {day} to {old.day.isoformat()} {local:%H:%M}"
