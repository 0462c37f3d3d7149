"""Whether an item tells of what is still to come, by its words and by the days in it."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from bot.model.update import Item
from bot.reading.absence_days import day_of
from bot.reading.plain import either, flat
from bot.reading.vocabulary.absence import MONTH
from bot.reading.vocabulary.times import AHEAD, OPENS_PAST, PAST, THIS_WEEK

_AHEAD, _THIS_WEEK, _PAST = either(AHEAD), either(THIS_WEEK), either(PAST)
_OPENS_PAST = re.compile(OPENS_PAST)
_DONE = re.compile(r"\w{3}ed\b")
_SENTENCE = re.compile(r"(?<=\w{3})[.!?;] ")
_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ./-](?:of )?(?P<month>{MONTH})\b"
    rf"|(?P<first>{MONTH})\.? (?:the )?(?:\d{{1,2}} ?- ?)?(?P<second>\d{{1,2}})(?!\d))"
)
_MOST_DATES = 20
_MOST_READ = 2_000  # characters


def is_ahead(item: Item, day: date | None) -> bool:
    """Whether it is still to come on a day, that of the meeting; without a day only words tell.

    An item whose own words do not tell is ahead if most of those below it are.
    """
    told = _told(item, day)
    if told is None and item.items:
        below = [is_ahead(each, day) for each in item.items]
        return 2 * sum(below) > len(below)
    return bool(told)


def opens_past(item: Item) -> bool:
    """Whether it begins with what was done: `Moved the mirror`."""
    return _OPENS_PAST.match(flat(item.text[:_MOST_READ])) is not None


def _told(item: Item, day: date | None) -> bool | None:
    """Whether its own words say that it is ahead; None where they do not tell."""
    said = flat(item.text[:_MOST_READ])
    if _OPENS_PAST.match(said):
        return False
    if day is not None and (days := list(_days(said, day))):
        return max(days) >= day
    first = _SENTENCE.split(said, maxsplit=1)[0]
    if _AHEAD.search(first):
        return True
    past = _PAST.search(first) or _DONE.search(first)
    if not past and _THIS_WEEK.search(first):
        return True
    return False if past else None


def _days(said: str, day: date) -> Iterator[date]:
    """The days that are named in it, near this one where no year is said."""
    for found in islice(_DATE.finditer(said), _MOST_DATES):
        name = found["iso"] or f"{found['day'] or found['second']} {found['month'] or found['first']}"
        if meant := day_of(name, day):
            yield meant
