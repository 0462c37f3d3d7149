"""Spans of time as people write them: `24h`, `30m`, `1h30m`, `2d`, `-15m`, `26w`, `2y`."""

import re
from datetime import timedelta

_FORM = re.compile(
    r"(-?)(?:([0-9]{1,2})y)?(?:([0-9]{1,3})w)?(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?"
)
_WEEK, _YEAR = timedelta(weeks=1), timedelta(days=365)


def span(text: str) -> timedelta | None:
    """Read a span of years (of 365 days), weeks, days, hours and minutes; None if it is none."""
    found = _FORM.fullmatch(text.strip().lower().replace(" ", ""))
    if not found or not any(found.groups()[1:]):
        return None
    years, weeks, days, hours, minutes = (int(part or 0) for part in found.groups()[1:])
    size = years * _YEAR + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    return -size if found[1] else size


def span_text(size: timedelta) -> str:
    """Write a span of whole minutes as the file has it: in hours and minutes, from a week on in days."""
    if abs(size) >= _WEEK and not size % timedelta(days=1):
        return _long(size)
    hours, minutes = divmod(abs(size) // timedelta(minutes=1), 60)
    said = (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")
    return f"-{said}" if size < timedelta(0) else said


def _long(size: timedelta) -> str:
    """The same in years, if it is some, else in days."""
    sign, whole = "-" if size < timedelta(0) else "", abs(size)
    return f"{sign}{whole // _YEAR}y" if not whole % _YEAR else f"{sign}{whole.days}d"
