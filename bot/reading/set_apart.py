"""What stands by itself at one end of a statement: that there is nothing, or an absence."""

import re

from bot.model.call import Section
from bot.reading.absence import hints_at_absence, says_away
from bot.reading.none import NoneSaid, says_none

_LONGEST = 200
_STOP = re.compile(r"(?:[!;]|(?<!\b[A-Z])\.)\s+|\n")  # no stop stands behind an initial: "Rob Q. out sick"


def set_apart(text: str, under: Section | None) -> tuple[NoneSaid | None, int, int] | None:
    """Find it: what there is none of, or None where it is an absence, and from where to where it goes."""
    if (none := says_none(text, under)) and none.end - none.begin < len(text):
        return none, none.begin, none.end
    return _away(text)


def _away(text: str) -> tuple[None, int, int] | None:
    if not _STOP.search(text) or not hints_at_absence(text[:_LONGEST] + text[-_LONGEST:]):
        return None
    for stop in reversed(list(_STOP.finditer(text[:_LONGEST]))):
        if text[stop.end() :].strip() and says_away(text[: stop.end()]):
            return None, 0, stop.end()
    for stop in _STOP.finditer(text, max(0, len(text) - _LONGEST)):
        if text[: stop.start()].strip() and says_away(text[stop.end() :]):
            return None, stop.start() + 1, len(text)
    return None
