"""The day of a meeting, as the names of wiki pages tell it."""

import calendar
import re
from datetime import date

_MONTHS = {calendar.month_abbr[number].lower(): number for number in range(1, 13)}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,\s_]+(?P<year>\d{{4}})",  # January6,2015
        rf"(?P<year>\d{{4}})[-_\s]?{_MONTH}[-_\s]?(?P<day>\d{{1,2}})",  # 2008Jan30
        rf"(?P<day>\d{{1,2}})[-_\s]?{_MONTH}[-_\s]?(?P<year>\d{{4}})",  # 06 Jan 2015
        r"(?P<year>\d{4})-?(?P<number>\d{2})-?(?P<day>\d{2})",  # 2015-01-05
    )
)


def topic_day(name: str) -> date | None:
    """The day that a page's or file's name holds, if it holds one that exists."""
    for pattern in _DAYS:
        if found := pattern.search(name):
            return _day(found.groupdict())
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    """The day, or None where the calendar has no such day."""
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    month = int(parts.get("number") or _MONTHS[(parts.get("month") or "jan")[:3].lower()])
    if not year or not 1 <= month <= len(_MONTHS) or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)
