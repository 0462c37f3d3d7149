"""The day of a meeting, as the names of wiki pages tell it."""

import calendar
import re
from datetime import date, timedelta

_MONTHS = {calendar.month_abbr[number].lower(): number for number in range(1, 13)}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,\s_]+(?P<year>\d{{4,5}})",  # January6,2015
        rf"(?P<year>\d{{4}})[-_\s]?{_MONTH}[-_\s]?(?P<day>\d{{1,2}})",  # 2008Jan30
        rf"(?P<day>\d{{1,2}})[-_\s]?{_MONTH}[-_\s]?(?P<year>\d{{4,5}})",  # 06 Jan 2015
        r"(?P<year>\d{4})-?(?P<number>\d{2})-?(?P<day>\d{2})",  # 2015-01-05
    )
)
_FIRST_YEAR = 1995  # nobody kept minutes in a wiki before
_AHEAD = timedelta(days=180)  # a page is not begun longer before its meeting
_NEAR = timedelta(days=60)  # nor left alone sooner


def topic_day(name: str, changed: date | None = None) -> date | None:
    """The day that a page's or file's name holds, if it holds one that exists.

    A year that cannot be, for a page that was `changed` last on that day, is taken for the one in which the
    meeting was near that change, if there is one.
    """
    for pattern in _DAYS:
        if found := pattern.search(name):
            parts = found.groupdict()
            year, day = int(parts["year"] or 0), int(parts["day"] or 0)
            month = int(parts.get("number") or _MONTHS[(parts.get("month") or "jan")[:3].lower()])
            meant = _day(year, month, day)
            if changed is None or (meant and date(_FIRST_YEAR, 1, 1) <= meant <= changed + _AHEAD):
                return meant
            return _near(month, day, changed) or meant
    return None


def _near(month: int, day: int, changed: date) -> date | None:
    """Such a day near another one."""
    every = (_day(changed.year + years, month, day) for years in (-1, 0, 1))
    return next((each for each in every if each and abs(each - changed) <= _NEAR), None)


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if not 0 < year <= date.max.year or not 1 <= month <= len(_MONTHS):
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
