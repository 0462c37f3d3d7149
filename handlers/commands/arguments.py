"""What follows a command's word: dates, times and people, as people type them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.model.call import Lead
from bot.nearest import nearest
from handlers.commands.dates.several_days import several_days
from handlers.commands.dates.unclear import Unclear
from handlers.commands.dates.words import Seen

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

__all__ = [
    "FURTHEST",
    "Mention",
    "Unclear",
    "day_and_time_in",
    "day_in",
    "days_in",
    "lead_named",
    "mentions",
    "time_in",
    "unquoted",
]

LONGEST_DATE = 80  # characters
FURTHEST = timedelta(days=731)

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_HOURS = re.compile(r"\b(\d{1,2}) ?(?:h|o'clock|uhr)\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:from|on|by|at|before|until|till)\s+", re.IGNORECASE)
_QUOTES = "\"'“”„‘’«»`"  # noqa: RUF001 - as people and their telephones write them


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who was mentioned; the name as Slack wrote it beside the id, if it did."""

    person: str
    name: str = ""


def unquoted(text: str) -> str:
    """The text without the quotation marks around it."""
    bare = text.strip()
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES else bare


def mentions(text: str) -> tuple[tuple[Mention, ...], str]:
    """Who is mentioned, and the text without the mentions."""
    found = tuple(Mention(each[1], each[2] or "") for each in _MENTION.finditer(text))
    return found, " ".join(_MENTION.sub(" ", text).split())


def lead_named(leads: Iterable[Lead], text: str) -> Lead | None:
    """The lead who is meant by `@mention`, `@name` or a name, forgiving a slip."""
    known = tuple(leads)
    found, rest = mentions(text)
    if found:
        return next((lead for lead in known if lead.person == found[0].person), None)
    named = unquoted(rest).removeprefix("@").casefold()
    by_name = {called: lead for lead in known for called in _called(lead)}
    near = nearest(named, by_name)
    return by_name[near] if near else None


def day_in(text: str, today: date, *, back: bool = False) -> date:
    """The date somebody means: `tomorrow`, `friday`, `12 Jan`, `end of month`; without a year the next one.

    With `back` it is the last one, however long ago. Raises Unclear.
    """
    first, last = days_in(text, today, back=back, single=True)
    if first != last:
        raise Unclear(f"“{text}” is several days; write it like 12 Jan or {today.isoformat()}")
    return first


def days_in(text: str, today: date, *, back: bool = False, single: bool = False) -> tuple[date, date]:
    """From when to when: `12 Jan to 20 Jan`, `Jan 20-22`, `next week`, `3 days`, `through Friday`, `12 Jan`.

    Neither is more than two years away; with `back` they may be in the past, as long ago as may be. With
    `single` what stands before a date ("until friday") says nothing. Raises Unclear.
    """
    said = unquoted(text)[: LONGEST_DATE + 1]
    said = _OPENING.sub("", said) if single else said
    try:
        days = several_days(said, Seen(today, back)) if len(said) <= LONGEST_DATE else None
    except Unclear as unclear:
        raise unclear.among({day for day in unclear.readings if not _is_far(day, today, back=back)}) from None
    except (OverflowError, ValueError):  # beyond the end of the calendar
        days = None
    if days is None:
        raise Unclear(
            f"I do not know the date “{text}”; write it like tomorrow, 12 Jan or {today.isoformat()}"
        )
    if far := next((day for day in days if _is_far(day, today, back=back)), None):
        raise Unclear(
            f"{far:%B} {far.day}, {far.year} is more than two years away; write it like {today.isoformat()}"
        )
    first, last = days
    if last < first:
        raise Unclear(f"{last.isoformat()} is before {first.isoformat()}; write first when it begins")
    return first, last


def _is_far(day: date, today: date, *, back: bool) -> bool:
    """Whether nobody can mean a day; with `back` it may be as long ago as may be."""
    return day - today > FURTHEST or (not back and today - day > FURTHEST)


def day_and_time_in(text: str, today: date) -> tuple[date, time | None]:
    """A date, and a time if there is one: `12 Jan 17:00`, `tomorrow 5pm`, `friday at 17h`."""
    said = _OPENING.sub("", unquoted(text))
    parts = re.split(r"\s+(?:at\s+)?|,\s*", said)
    for length in (1, 2):
        tail = " ".join(parts[-length:])
        if len(parts) > length and (at := _time(tail)) is not None:
            return day_in(" ".join(parts[:-length]), today), at
    return day_in(said, today), None


def time_in(text: str) -> time:
    """A time of the day: `16:00`, `4pm`, `noon`, `16h`."""
    found = _time(_OPENING.sub("", unquoted(text)))
    if found is None:
        raise Unclear(f"I do not know the time “{text}”; write it like 16:00 or 4pm")
    return found


def _called(lead: Lead) -> tuple[str, ...]:
    whole = lead.name.casefold()
    return (whole, whole.split()[0], whole.replace(" ", ""))


def _time(text: str) -> time | None:
    hours = _HOURS.sub(r"\1:00", text)
    if not re.search(r"[:a-z]", hours, re.IGNORECASE):
        return None
    found = _parser(datetime(2000, 1, 1)).get_date_data(hours)  # noqa: DTZ001 - only its time is looked at
    exact = found.date_obj is not None and found.period == "time"
    return found.date_obj.time().replace(second=0, microsecond=0, tzinfo=None) if exact else None


def _parser(base: datetime) -> "DateDataParser":
    from dateparser.date import DateDataParser  # noqa: PLC0415 - large, and only dates in commands need it

    return DateDataParser(
        languages=["en"],
        settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "RETURN_TIME_AS_PERIOD": True},
    )
