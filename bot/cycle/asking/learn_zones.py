"""Learn in which zones those are whose quiet hours a call minds, before it is seen who is to be asked."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.cycle.queries import on_the_day
from bot.model.call import Call
from bot.model.person import Person, ReaderClock
from bot.ports import Book, Store

FRESH = timedelta(hours=12)  # whoever travels is asked by their new clock half a day later at most

LookUp = Callable[[str], Awaitable[Person]]


async def learn_zones(call: Call, look_up: LookUp, *, store: Store, now: datetime) -> None:
    """Look up who reports for a call, has quiet hours, and was not looked up for half a day.

    Who cannot be reached keeps the zone that was known. Raises what looking somebody up raises.
    """
    for person in await store.read(_unknown, call=call, now=now):
        found = await look_up(person)
        if not found.trouble:
            await store.change(partial(_keep, person=found, now=now))


def _unknown(book: Book, *, call: Call, now: datetime) -> tuple[str, ...]:
    clocks = book.clocks()
    there = on_the_day(book, call, call.local_date(now)).reporters
    everybody = dict.fromkeys(lead.person for lead in (*there, *call.leads))
    return tuple(each for each in everybody if _is_unknown(call, clocks.get(each), now))


def _is_unknown(call: Call, clock: ReaderClock | None, now: datetime) -> bool:
    if clock is None:
        return call.quiet is not None
    return bool(clock.quiet or call.quiet) and clock.seen_at + FRESH <= now


def _keep(book: Book, *, person: Person, now: datetime) -> None:
    known = book.clocks().get(person.person)
    book.keep_clock(ReaderClock(person.person, person.zone, now, known.quiet if known else None))
