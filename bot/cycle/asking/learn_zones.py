"""Learn in which zones those are whose quiet hours a call minds, before it is seen who is to be asked."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.cycle.queries import on_the_day
from bot.model.call import Call
from bot.model.person import KnownZone, Person
from bot.ports import Book, Store

FRESH = timedelta(hours=12)  # whoever travels is asked by their new clock half a day later at most

LookUp = Callable[[str], Awaitable[Person]]


async def learn_zones(call: Call, look_up: LookUp, *, store: Store, now: datetime) -> None:
    """Look up who reports for a call with quiet hours, and was not looked up for half a day.

    Who cannot be reached keeps the zone that was known. Raises what looking somebody up raises.
    """
    if call.quiet is None:
        return
    for person in await store.read(_unknown, call=call, now=now):
        found = await look_up(person)
        if not found.trouble:
            known = KnownZone(person, found.zone, now)
            await store.change(partial(_keep, known=known))


def _unknown(book: Book, *, call: Call, now: datetime) -> tuple[str, ...]:
    zones = book.zones()
    reporters = (lead.person for lead in on_the_day(book, call, call.local_date(now)).reporters)
    everybody = dict.fromkeys((*reporters, *(lead.person for lead in call.leads)))
    return tuple(each for each in everybody if each not in zones or zones[each].seen_at + FRESH <= now)


def _keep(book: Book, *, known: KnownZone) -> None:
    book.keep_zone(known)
