"""Of what and of when a history is asked for: an area, a person, and days. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.commands.arguments import Unclear, day_in, days_in

_DAYS = re.compile(
    r"(?:^|(?<=\s))(?P<word>from|since|between|during|in|over|until|till|to|before|for)\s+(?P<days>.+)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: the words for an area or a person, and the days, None where any."""

    named: str
    first: date | None = None
    last: date | None = None

    @property
    def is_dated(self) -> bool:
        """Whether only some days are asked for."""
        return self.first is not None or self.last is not None

    def has(self, day: date) -> bool:
        """Whether minutes of this day are asked for."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def scope_of(text: str, today: date, *, is_name: Callable[[str], bool]) -> Scope:
    """Read `Software from 1 Dec to 31 Dec`, `since Monday`, `last month`; dates are looked for in the past.

    A text that is a name as a whole stays one. Raises Unclear where behind `from` or `since` stands no date.
    """
    said = text.strip()
    if not said or is_name(said):
        return Scope(said)
    for found in _DAYS.finditer(said):
        try:
            return _dated(said[: found.start()].strip(), found, today)
        except Unclear:
            if found["word"].lower() in ("from", "since") and not is_name(said):
                raise
    try:
        return Scope("", *days_in(said, today, back=True))
    except Unclear:
        return Scope(said)


def _dated(named: str, found: re.Match[str], today: date) -> Scope:
    word, days = found["word"].lower(), found["days"]
    if word == "since":
        return Scope(named, day_in(days, today, back=True))
    if word in ("until", "till", "to"):
        return Scope(named, None, days_in(days, today, back=True)[1])
    if word == "before":
        return Scope(named, None, date.fromordinal(days_in(days, today, back=True)[0].toordinal() - 1))
    first, last = days_in(days, today, back=True)
    return Scope(named, first, None if word == "from" and first == last else last)
