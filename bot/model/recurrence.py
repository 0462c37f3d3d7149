"""The dates of an iCalendar rule (RRULE of RFC 5545), read by python-dateutil, a year at a time."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from itertools import count

_LAST_YEAR = 9998  # the calendar of Python ends with the next one
_LONGEST_BREAK = 12  # years without any date; a rule that says nothing for longer says nothing more
_UNTIL = re.compile(r";?\bUNTIL=([0-9]{8})(?:T[0-9]{6}Z?)?")


def recurrences(rule: str, since: date | None, first: date) -> Iterator[date]:
    """The dates of a rule from `first` on; `since` is where its intervals are counted from.

    Raises ValueError for what is no rule.
    """
    silent = 0
    for year in count(first.year):
        found = in_year(rule, since, year)
        yield from (day for day in found if day >= first)
        silent = 0 if found else silent + 1
        if silent > _LONGEST_BREAK or year >= _LAST_YEAR:
            return


def last_day(rule: str) -> date | None:
    """The date after which a rule says nothing more, by its UNTIL; None for never. Raises ValueError."""
    found = _UNTIL.search(rule)
    return date.fromisoformat(found[1]) if found else None


@lru_cache(maxsize=512)
def in_year(rule: str, since: date | None, year: int) -> tuple[date, ...]:
    """The dates of a rule within one year. Raises ValueError for what is no rule.

    Where nothing is counted from a date, the year before it is as good a beginning as any. The end of the
    year is given to the library as the rule's own end, which it would else look for until the year 9999.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - few calls have such a rule

    ends = min(filter(None, (last_day(rule), date(year, 12, 31))))
    begins = since or date(max(year - 1, 1), 1, 1)
    if ends < begins:
        return ()
    bare = _UNTIL.sub("", rule).strip(";")
    found = rrulestr(bare, dtstart=datetime.combine(begins, time(0))).replace(
        until=datetime.combine(ends, time(0))
    )
    return tuple(moment.date() for moment in found if moment.year == year)
