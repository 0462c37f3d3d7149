"""A rule of iCalendar (RRULE of RFC 5545) as a call may have it: what it has to say, and what it must not."""

import re
from datetime import date, timedelta

from bot.calls_file.values import Wrong, line_of_text, meant
from bot.model.rhythm import Rhythm, dates_from, gaps

_SUCH_AS = 'such as "FREQ=MONTHLY;BYDAY=1TU"'
_FREQUENCIES = {  # what a rule of each has to say, unless its dates are counted from one
    "DAILY": (),
    "WEEKLY": ("BYDAY",),
    "MONTHLY": ("BYDAY", "BYMONTHDAY"),
    "YEARLY": ("BYDAY", "BYMONTHDAY", "BYYEARDAY"),
}
_PARTS = (
    "FREQ", "INTERVAL", "UNTIL", "WKST",
    "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS",
)  # fmt: skip
_OTHER_PLACE = {
    "COUNT": "a call goes on; write the day after which there is none as UNTIL=20271231",
    "DTSTART": 'where it begins stands in from, such as from = "2027-01-12"',
    "BYHOUR": "the hour stands in time",
    "BYMINUTE": "the minute stands in time",
    "BYSECOND": "a call begins with a minute",
}
_LONG_AGO = date(2024, 1, 1)
_LONGEST_GAP = timedelta(days=371)  # a year, and the days until the same weekday


def rule(value: object) -> str:
    """A rule in capitals and without its name, as calendars write it; `wrong_with_rule` judges its sense."""
    text = line_of_text(value).strip().upper().removeprefix("RRULE:").strip(";")
    parts = _parts_of(text)
    for key, told in parts.items():
        if key in _OTHER_PLACE:
            raise Wrong(f"{key}: {_OTHER_PLACE[key]}")
        if key not in _PARTS:
            raise Wrong(f"no such part of a rule as {key or 'nothing'}; {meant(key, _PARTS) or _SUCH_AS}")
        if not told:
            raise Wrong(f"{key} says nothing; write a rule {_SUCH_AS}")
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        known = meant(frequency, _FREQUENCIES) or f"it is one of {', '.join(_FREQUENCIES)}"
        raise Wrong(f"no such FREQ; {known}")
    if not re.fullmatch(r"[1-9][0-9]{0,2}", parts.get("INTERVAL", "1")):
        raise Wrong("INTERVAL is a whole number from 1 on")
    if frequency in ("DAILY", "WEEKLY") and re.search("[0-9]", parts.get("BYDAY", "")):
        raise Wrong("a number in BYDAY counts within a month; write FREQ=MONTHLY")
    return text


def wrong_with_rule(rhythm: Rhythm) -> str:
    """Why a rule, with the date from which it is counted, makes no rhythm; empty if it does."""
    parts = _parts_of(rhythm.rrule)
    wanted = _FREQUENCIES[parts["FREQ"]]
    is_counted = parts.get("INTERVAL", "1") != "1" or (wanted and not any(part in parts for part in wanted))
    if rhythm.since is None and is_counted:
        return 'is counted from its first date; add it, such as from = "2027-01-12"'
    try:
        if next(dates_from(None, rhythm, rhythm.since or _LONG_AGO), None) is None:
            return "there is no such day"
        apart = gaps(None, rhythm).longest
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return f"not a rule {_SUCH_AS} ({' '.join(str(error).split())})"
    return f"leaves {apart.days} days without a call" if apart > _LONGEST_GAP else ""


def _parts_of(text: str) -> dict[str, str]:
    """The parts of a rule by name."""
    return {key: told for key, _, told in (part.partition("=") for part in text.split(";"))}
