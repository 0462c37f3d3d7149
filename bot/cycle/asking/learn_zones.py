"""Learn in which zones those are whose quiet hours a call minds, before it is seen who is to be asked."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial

from bot.model.person import Person, ReaderClock
from bot.ports import Book, Store

LookUp = Callable[[str], Awaitable[Person]]


async def learn_zones(people: Iterable[str], look_up: LookUp, *, store: Store, now: datetime) -> None:
    """Look up where people are, see `bot.cycle.queries.unlocated`.

    Who cannot be reached keeps the zone that was known. Raises what looking somebody up raises.
    """
    for person in people:
        found = await look_up(person)
        if not found.trouble:
            await store.change(partial(_keep, person=found, now=now))


def _keep(book: Book, *, person: Person, now: datetime) -> None:
    known = book.clocks().get(person.person)
    book.keep_clock(ReaderClock(person.person, person.zone, now, known.quiet if known else None))
