"""Single values of the file: each is read by one function that says what would have been right."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar
from zoneinfo import available_timezones

from bot.calls_file.spans import span
from bot.model.quiet import Quiet
from bot.nearest import nearest

Kind = TypeVar("Kind", bound=StrEnum)

_NOT_IN_A_LINE = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, ends of lines
_SHORTEST_RETENTION = timedelta(days=30)
_LONGEST_NAME = 80  # a name stands in keys, headings and file names
_ALL_CALLS = re.compile(r"(?:all|every)(?: calls?)?", re.IGNORECASE)  # `in all search …`
_NO_SUMMER_TIME = {"EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu"}
_NICKNAMES = {
    "eastern": "America/New_York", "et": "America/New_York", "edt": "America/New_York",
    "central": "America/Chicago", "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mountain": "America/Denver", "mt": "America/Denver", "mdt": "America/Denver",
    "pacific": "America/Los_Angeles", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "cest": "Europe/Berlin", "bst": "Europe/London",
}  # fmt: skip
_OFFSET = re.compile(r"(?:gmt|utc)([+-])(0?[1-9]|1[0-2])(?::?00)?")


class Wrong(ValueError):
    """A value that cannot be used; the message says why, and what to write instead."""


def line_of_text(value: object) -> str:
    """One line of text that says something."""
    if not isinstance(value, str):
        raise Wrong("write text in quotes")
    if not value.strip():
        raise Wrong("must not be empty")
    if any(unicodedata.category(letter) in _NOT_IN_A_LINE for letter in value):
        raise Wrong("must be one line without control characters")
    return value


def name(value: object) -> str:
    """A name of an area or a person."""
    text = line_of_text(value)
    if text != text.strip():
        raise Wrong(f'begins or ends with a blank; did you mean "{text.strip()}"?')
    if len(text) > _LONGEST_NAME:
        raise Wrong(f"is longer than {_LONGEST_NAME} characters")
    return text


def call_name(value: object) -> str:
    """A name of a call, by which it can be told from all of them."""
    text = former_call_name(value)
    if _ALL_CALLS.fullmatch(text):
        raise Wrong("means all calls where a command begins with it; choose a name that means one")
    return text


def former_call_name(value: object) -> str:
    """A name that a call has or had, which stands in the keys of its deliveries."""
    text = name(value)
    if "/" in text:
        raise Wrong(f'"/" separates the parts of keys; did you mean "{text.replace("/", "-")}"?')
    return text


def person(value: object) -> str:
    """A member id of the workspace."""
    if not re.fullmatch(r"[UW][A-Z0-9]+", line_of_text(value)):
        raise Wrong('not a member id such as "U0TIMC" (their profile, under ⋮, "Copy member ID")')
    return str(value)


def channel(value: object) -> str:
    """A channel id of the workspace."""
    if not re.fullmatch(r"[CG][A-Z0-9]+", line_of_text(value)):
        raise Wrong('not a channel id such as "C0PRODUCTION" (at the end of the channel\'s details)')
    return str(value)


def one_of(kind: type[Kind], noun: str) -> Callable[[object], Kind]:
    """One of a few words, in any case."""

    def parse(value: object) -> Kind:
        word = value.strip().lower() if isinstance(value, str) else ""
        if word in set(kind):
            return kind(word)
        raise Wrong(f"no such {noun}; {meant(word, kind) or 'it is one of ' + ', '.join(kind)}")

    return parse


def clock_time(value: object) -> time:
    """A wall-clock time in hours and minutes."""
    if isinstance(value, time) and value.second == value.microsecond == 0:
        return value
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", value) if isinstance(value, str) else None
    if found and int(found[1]) < 24 and int(found[2]) < 60:  # noqa: PLR2004 - a day has 24 hours of 60 minutes
        return time(int(found[1]), int(found[2]))
    raise Wrong(f"not a time; {_time_meant(str(value))}")


def duration(value: object) -> timedelta:
    """A span of time."""
    read = span(value) if isinstance(value, str) else None
    if read is None:
        raise Wrong('not a span of time; write days, hours and minutes such as "24h", "1h30m" or "2d"')
    return read


def retention(value: object) -> timedelta:
    """How long what was written is kept: longer than anybody may want to look it up for the next meetings."""
    read = span(value) if isinstance(value, str) else None
    if read is None:
        raise Wrong('not a span of time; write years, weeks or days such as "2y", "26w" or "90d"')
    if read < _SHORTEST_RETENTION or read % timedelta(days=1):
        raise Wrong('is not long enough, or not in whole days; at least "30d" are needed to prepare meetings')
    return read


def day(value: object) -> date:
    """A calendar date, in quotes or bare."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Wrong('not a date; write year, month and day such as "2026-12-29"') from None


def zone(value: object) -> str:
    """A name of the time zone database, with the place's own summer time."""
    text = line_of_text(value)
    if text in _NO_SUMMER_TIME:
        raise Wrong(f'has no summer time; did you mean "{_NO_SUMMER_TIME[text]}"?')
    if text not in _zones():
        raise Wrong(f"no such time zone; {_zone_meant(text)}")
    return text


def country(value: object) -> str:
    """A two-letter code of a country whose public holidays are known, or of a part of it (`US-CA`)."""
    import holidays  # noqa: PLC0415 - large, and few calls mind holidays

    text = line_of_text(value)
    land, dash, part = text.partition("-")
    if not re.fullmatch(r"[A-Z]{2}", land):
        shape = re.fullmatch(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?", text)
        better = f'; did you mean "{text.upper()}"?' if shape else ' such as "US"'
        raise Wrong(f"not a two-letter country code{better}")
    known = holidays.list_supported_countries(include_aliases=False)
    if land not in known:
        raise Wrong("the public holidays of this country are not known; list dates in skip instead")
    if dash and part not in known[land]:
        parts = f"known are {', '.join(known[land])}" if known[land] else "none are known"
        raise Wrong(
            f"no such part of {land}; {meant(text, [f'{land}-{each}' for each in known[land]]) or parts}"
        )
    return text


def quiet(value: object) -> Quiet:
    """Hours from one time of the day to another, over midnight where the second is earlier."""
    parts = re.split(r"\s*[-\u2013]\s*", value.strip()) if isinstance(value, str) else []
    if len(parts) != 2:  # noqa: PLR2004 - from one time to another
        raise Wrong('not hours; write from when to when such as "20:00-08:00"')
    begins, ends = (clock_time(part) for part in parts)
    if begins == ends:
        raise Wrong('would be quiet all day; write from when to when such as "20:00-08:00"')
    return Quiet(begins, ends)


def any_text(value: object) -> str:
    """Text that may be empty."""
    return "" if value == "" else line_of_text(value)


def meant(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest known word, if one is near."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else ""


def _time_meant(text: str) -> str:
    """The 24-hour form of what was probably meant."""
    found = re.fullmatch(r"\s*([0-9]{1,2})(?:[:.h]([0-5][0-9]))?\s*([ap])?\.?m?\.?\s*", text.lower())
    hour = int(found[1]) if found else 24
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    minutes = (found[2] if found else "") or "00"
    return f'did you mean "{hour:02}:{minutes}"?' if hour < 24 else 'write hours and minutes such as "16:00"'  # noqa: PLR2004 - hours of a day


@cache
def _zones() -> frozenset[str]:
    """Every place's zone; without the machine's own, which is no place."""
    return frozenset(available_timezones() - {"localtime", "Factory", "posixrules"})


def _zone_meant(text: str) -> str:
    plain = text.strip().lower().replace(" ", "_")
    nickname = _NICKNAMES.get(plain.split("_")[0])
    if nickname:
        return f'did you mean "{nickname}"?'
    if offset := _OFFSET.fullmatch(plain):
        sign = "-" if offset[1] == "+" else "+"  # in these names it is turned round
        return f'a place minds summer time; {offset[0].upper()} without it is "Etc/GMT{sign}{int(offset[2])}"'
    known = {zone.lower(): zone for zone in sorted(_zones())}
    cities = {zone.rsplit("/", 1)[-1].lower(): zone for zone in known.values() if "/" in zone}
    near = nearest(plain, [*known, *cities])
    return f'did you mean "{(known | cities)[near]}"?' if near else 'names look like "America/New_York"'
