"""What follows a command's word: dates, times and people, as people type them. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from bot.model.call import Lead
from bot.nearest import nearest

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_AMBIGUOUS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})\b")
_NO_DATE = re.compile(r"\d{0,2}|[a-z]")  # a bare number or letter is not enough for a date
_HOURS = re.compile(r"\b(\d{1,2}) ?(?:h|o'clock|uhr)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\b(?:to|till|until|through)\b|\s-\s|–|—)\s*", re.IGNORECASE)  # noqa: RUF001 - dashes
_OPENING = re.compile(r"^(?:from|on|by|at|until|till)\s+", re.IGNORECASE)
_QUOTES = "\"'“”„‘’«»`"  # noqa: RUF001 - as people and their telephones write them
_MONTHS = 12


class Unclear(ValueError):
    """An argument that can mean two things, or nothing; the message is one line: what to write instead."""

    def __init__(self, said: str) -> None:
        super().__init__(" ".join(said.split()))  # what was typed may have line breaks


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


def day_in(text: str, today: date) -> date:
    """The date somebody means: `tomorrow`, `friday`, `12 Jan`, `2027-01-12`; without a year the next one."""
    return _day(_OPENING.sub("", unquoted(text)), today)


def days_in(text: str, today: date) -> tuple[date, date]:
    """From when to when: `12 Jan to 20 Jan`, `tomorrow friday`, `until friday` (from today), `12 Jan`."""
    said = unquoted(text)
    if re.match(r"(?:until|till|to)\s", said, re.IGNORECASE):
        return _in_order(today, day_in(re.sub(r"^\S+\s+", "", said), today))
    said = _OPENING.sub("", said)
    for first, last in (*_at_a_word(said), *_at_any_blank(said)):
        if pair := _both(first, last, today):
            return _in_order(*pair)
    single = _day(said, today)
    return single, single


def day_and_time_in(text: str, today: date) -> tuple[date, time | None]:
    """A date, and a time if there is one: `12 Jan 17:00`, `tomorrow 5pm`, `friday at 17h`."""
    said = _OPENING.sub("", unquoted(text))
    parts = re.split(r"\s+(?:at\s+)?|,\s*", said)
    for length in (1, 2):
        tail = " ".join(parts[-length:])
        if len(parts) > length and (at := _time(tail)) is not None:
            return _day(" ".join(parts[:-length]), today), at
    return _day(said, today), None


def time_in(text: str) -> time:
    """A time of the day: `16:00`, `4pm`, `noon`, `16h`."""
    found = _time(_OPENING.sub("", unquoted(text)))
    if found is None:
        raise Unclear(f"I do not know the time “{text}”; write it like 16:00 or 4pm")
    return found


def _called(lead: Lead) -> tuple[str, ...]:
    whole = lead.name.casefold()
    return (whole, whole.split()[0], whole.replace(" ", ""))


def _day(text: str, today: date) -> date:
    two = _AMBIGUOUS.search(text)
    if two and two[1] != two[2] and max(int(two[1]), int(two[2])) <= _MONTHS:
        raise Unclear(f"“{two[0]}” can be two dates; write it like 12 Jan or {today.isoformat()}")
    if not _NO_DATE.fullmatch(text.strip().lower()):
        found = _parser(datetime.combine(today, time(12))).get_date_data(text)
        moment: datetime | None = found.date_obj
        if moment is not None and found.period == "day":
            return _not_a_year_on(moment.date(), text, today)
    raise Unclear(f"I do not know the date “{text}”; write it like tomorrow, 12 Jan or {today.isoformat()}")


def _not_a_year_on(day: date, text: str, today: date) -> date:
    """Today's own date without a year is today, which the library does not count as to come."""
    is_today = (day.month, day.day) == (today.month, today.day) and str(day.year) not in text
    return today if is_today else day


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


def _at_a_word(text: str) -> Iterator[tuple[str, str]]:
    yield from ((text[: cut.start()], text[cut.end() :]) for cut in _BETWEEN.finditer(text))


def _at_any_blank(text: str) -> Iterator[tuple[str, str]]:
    yield from ((text[: cut.start()], text[cut.end() :]) for cut in re.finditer(r"\s+", text))


def _both(first: str, last: str, today: date) -> tuple[date, date] | None:
    """Both dates, the second seen from the first; None if the text is not to be divided here."""
    try:
        begins = _day(first.strip(), today)
        return begins, _day(last.strip(), begins)
    except Unclear:
        return None


def _in_order(first: date, last: date) -> tuple[date, date]:
    if last < first:
        raise Unclear(f"{last.isoformat()} is before {first.isoformat()}; write first when it begins")
    return first, last
