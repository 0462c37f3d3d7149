"""Spans of time as people write them: `24h`, `30m`, `1h30m`, `2d`, `-15m`."""

import re
from datetime import timedelta

_FORM = re.compile(r"(-?)(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?")


def span(text: str) -> timedelta | None:
    """Read a span of days, hours and minutes; None if it is none."""
    found = _FORM.fullmatch(text.strip().lower().replace(" ", ""))
    if not found or not any(found.groups()[1:]):
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups()[1:])
    size = timedelta(days=days, hours=hours, minutes=minutes)
    return -size if found[1] else size


def span_text(size: timedelta) -> str:
    """Write a span in hours and minutes, as the file has it; spans are whole minutes."""
    hours, minutes = divmod(abs(size) // timedelta(minutes=1), 60)
    said = (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")
    return f"-{said}" if size < timedelta(0) else said
