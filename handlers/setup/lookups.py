"""What there is to see of a call: looked up for the overview, and for what is said after a change."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from bot.cycle.weeks import due
from bot.model.call import Call
from bot.model.errors import Rejected
from bot.model.history import CallChange
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.ports import Book
from bot.rules.calendar import look_back, next_meetings
from bot.rules.roles import unfit
from bot.rules.steps import Ask
from handlers.blocks.parts import Block
from handlers.context import HandlerContext
from handlers.errors import unseen
from handlers.setup.call_overview import Look, history, newest
from handlers.setup.summary import people_in

DATES = 4
AT_A_TIME = 10
NOT_THERE = "I am not in the channel of this call. Please /invite me there, or I cannot post."
ASKING_NOW = "The next meeting is near, so I am asking {names} now."


async def look_at(
    call: Call, context: HandlerContext, *, page: int = 0, notice: str = "", troubles: tuple[str, ...] = ()
) -> Look:
    """A call with its next dates and the names of its chairs."""
    names, now = await context.names.of(call.chairs), context.clock()
    meetings = await context.store.read(lambda book: _next(book, call, now))
    return Look(call, names, meetings, page, notice, troubles)


async def troubles_of(call: Call, context: HandlerContext) -> tuple[str, ...]:
    """Who of the chairs and leads cannot act, and whether the bot can post."""
    absent = await _absent(call, context)
    people = await looked_up([*call.chairs, *(lead.person for lead in call.leads)], context)
    return (*absent, *(f"{person.name} {why}." for person in people if (why := unfit(person))))


async def _absent(call: Call, context: HandlerContext) -> tuple[str, ...]:
    """That the bot is not in the channel of the call, or that it cannot tell; nothing if it is there."""
    try:
        return () if context.me in await context.chat.members(call.channel) else (NOT_THERE,)
    except Rejected as rejection:
        return (unseen(rejection),)


async def looked_up(people: Iterable[str], context: HandlerContext) -> tuple[Person, ...]:
    """Look people up, each once and some at a time, as others wait meanwhile."""
    wanted = tuple(dict.fromkeys(people))
    found: list[Person] = []
    for first in range(0, len(wanted), AT_A_TIME):
        some = wanted[first : first + AT_A_TIME]
        found += await asyncio.gather(*(context.chat.person(person) for person in some))
    return tuple(found)


async def asking_now(call: Call, context: HandlerContext) -> str:
    """Whom the bot asks at once, as their moment has come already; empty if nobody."""
    now = context.clock()
    steps = await context.store.read(lambda book: due(book, now))
    asked = [step.lead.name for meeting, step in steps if meeting.call == call.name and isinstance(step, Ask)]
    return ASKING_NOW.format(names=", ".join(asked)) if asked else ""


async def history_view(call: Call, context: HandlerContext, *, page: int = 0, notice: str = "") -> Block:
    """What was changed about a call, with everybody's names."""
    changes = await context.store.read(lambda book: book.call_changes(call.name))
    shown = newest(changes, page)
    return history(call, shown, await names_in(shown.shown, context), notice)


async def names_in(changes: tuple[CallChange, ...], context: HandlerContext) -> dict[str, str]:
    """The names of everybody whom these changes name."""
    return await context.names.of(frozenset().union(*(people_in(change) for change in changes)))


def _next(book: Book, call: Call, now: datetime) -> tuple[Meeting, ...]:
    known = book.meetings(call.name, since=(now - look_back(call)).date())
    return next_meetings(call, book.overrides(call.name), known, now, DATES)
