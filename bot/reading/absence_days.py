"""From when to when somebody is away, as far as their words tell."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.absence import SaidAway
from bot.reading.absence import away_words
from bot.reading.late_pattern import LatePattern
from bot.reading.vocabulary import absence as table

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_PAST = timedelta(days=60)  # what lies further back is meant for next year
_DECEMBER = 12

_D = table.DATE
_TO = r" ?(?:to|until|till|til|through|thru|and|-|\u2013|\u2014) ?(?:and )?(?:the )?"
_RANGE = LatePattern(rf"(?P<first>{_D}){_TO}(?P<last>{_D})")
_DAYS_OF = LatePattern(
    rf"(?P<a>{table.NUMBER})\.?{_TO}(?P<b>{table.NUMBER})\.? (?:of )?(?P<month>{table.MONTH})\b"
    rf"|\b(?P<month2>{table.MONTH}) (?P<a2>{table.NUMBER}){_TO}(?P<b2>{table.NUMBER})(?![\d.]| {table.MONTH})"
)
_DOTTED = re.compile(r"(?<![\d.])(?P<a>\d{1,2})\. ?[-\u2013\u2014] ?(?P<b>\d{1,2})\.(?P<month>\d{1,2})\b")
_INCLUDING = r"(?:incl\.? |including |and including )?"
_UNTIL = LatePattern(rf"\b(?:until|till|til|through|thru|up to|to) {_INCLUDING}(?P<day>{_D})")
_BACK = LatePattern(
    r"\b(?:back|returning|return|in again|online again|available again|until|till)"
    r" (?:(?:on|by|again|at work|in the office|from) )*"
    rf"(?:(?P<week>next week)|(?P<day>{_D})|in (?P<span>{table.SPAN}))"
)
_FROM = LatePattern(rf"\b(?:from|since|starting|starting on|beginning|as of|starts|begins) (?P<day>{_D})")
_FOR = LatePattern(rf"(?P<span>{table.SPAN})\b")
_WEEKS = re.compile(r"\b(?P<which>next|this|all|whole|of the|of this) week\b")
_WEEK_OF = LatePattern(rf"\b(?:w/c|week of|week commencing) (?P<day>{_D})")
_ONE = LatePattern(_D)
_NEXT = re.compile(r"^(?:next|the coming) ")
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(
        rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?"
        rf"(?P<month>{table.MONTH})(?:,? (?P<year>\d{{4}}))?"
    ),
    re.compile(
        rf"(?P<month>{table.MONTH}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?"
    ),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.?(?P<year>\d{4})?"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?"),
    re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)"),
)


def dated(away: SaidAway, written: datetime, zone: str) -> SaidAway:
    """The same with its days, as they are meant by somebody who writes at that moment in that zone."""
    first, last = days_away(away.text, written.astimezone(ZoneInfo(zone)).date())
    return replace(away, first=first, last=last)


def days_away(text: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day somebody means who is away, None where it cannot be told."""
    first, last = named_days(text, today)
    return (first, None) if first and last and last < first else (first, last)


def named_days(text: str, today: date) -> tuple[date | None, date | None]:
    """The same as they are named, also where the last day is over already."""
    said = away_words(text)
    try:
        return _range(said, today) or _apart(said, today)
    except OverflowError:  # at the end of the calendar
        return None, None


def _range(said: str, today: date) -> tuple[date | None, date | None] | None:
    """Both days where they stand side by side: "Jan 12-16", "from Monday to Wednesday"."""
    if found := _DAYS_OF.search(said):
        month = found["month"] or found["month2"]
        first = day_of(f"{found['a'] or found['a2']} {month}", today)
        return first, first and day_of(f"{found['b'] or found['b2']} {month}", first)
    if found := _DOTTED.search(said):
        first = day_of(f"{found['a']}.{found['month']}.", today)
        return first, first and day_of(f"{found['b']}.{found['month']}.", first)
    if (found := _WEEK_OF.search(said)) and (first := day_of(found["day"], today)):
        return first, first + _WEEK - _DAY
    if (found := _RANGE.search(said)) and (first := day_of(found["first"], today)):
        return first, day_of(found["last"], first)
    return None


def _apart(said: str, today: date) -> tuple[date | None, date | None]:
    """The days where each is said by itself, or one stands for both."""
    week = _WEEKS.search(_BACK.sub(" ", said))
    coming = week is not None and week["which"] == "next"
    first = _monday(today) + _WEEK if coming else None
    if found := _FROM.search(said):
        first = day_of(found["day"], today)
    if last := _last(said, first, today):
        return first or _alone(_BACK.sub(" ", _UNTIL.sub(" ", said)), today)[0] or today, last
    if week is not None:
        begin = first or today
        return begin, _monday(begin) + _WEEK - _DAY
    return (first, None) if first else _alone(said, today)


def _last(said: str, first: date | None, today: date) -> date | None:
    """The last day: until when, the day before somebody is back, or how long."""
    begin = first or today
    if found := _UNTIL.search(said):
        return day_of(found["day"], begin)
    if found := _BACK.search(said):
        if found["week"]:
            return _monday(begin) + _WEEK - _DAY
        if found["span"]:
            return begin + _length(found["span"]) - _DAY
        later = day_of(found["day"], begin + _DAY)
        return later - _DAY if later else None
    if found := _FOR.search(said):
        alone = _alone(said[: found.start()], today)[0]
        return (first or alone or today) + _length(found["span"]) - _DAY
    return None


def _alone(said: str, today: date) -> tuple[date | None, date | None]:
    """A day that stands for itself: "out sick today", "off on Friday"."""
    found = _ONE.search(said)
    day = day_of(found[0], today) if found else None
    return day, day


def day_of(said: str, today: date) -> date | None:
    """The day meant by one date, the next one where the words fit many; None where it cannot be told."""
    text = said.strip().rstrip(".") if not said[:1].isdigit() else said.strip()
    if text in ("today", "tonight"):
        return today
    if text == "tomorrow":
        return today + _DAY
    if re.fullmatch(rf"(?:next |this |the coming )?{table.WEEKDAY}", text):
        return _weekday(text, today)
    if text.endswith("weekend") or re.fullmatch(r"(?:the )?end of (?:the |this )?week", text):
        return _monday(today) + _WEEK - _DAY
    found = next((match for pattern in _DATES if (match := pattern.fullmatch(text))), None)
    return _calendar(found, today) if found else None


def _weekday(text: str, today: date) -> date:
    number = table.WEEKDAYS.index(_NEXT.sub("", text).removeprefix("this ")[:3])
    if text.startswith("next "):
        return _monday(today) + _WEEK + number * _DAY
    return today + (number - today.weekday()) % 7 * _DAY


def _calendar(found: re.Match[str], today: date) -> date | None:
    """A day by its numbers; without a year the next one, without a month the next such day."""
    parts = found.groupdict()
    day, year = int(parts["day"]), int(parts["year"]) if parts.get("year") else None
    name = parts.get("month")
    if name is None:
        month = today.month if day >= today.day else today.month % _DECEMBER + 1
    else:
        month = int(name) if name.isdigit() else table.MONTHS.index(name[:3]) + 1
    if "/" in found[0] and day != month:
        if day <= _DECEMBER and month <= _DECEMBER:
            return None  # 3/4 can be two dates
        day, month = (month, day) if month > _DECEMBER else (day, month)
    try:
        if year is not None:
            return date(year, month, day)
        near = date(today.year, month, day)
        return near if near >= today - _PAST and name else date(today.year + (near < today), month, day)
    except ValueError:
        return None


def _length(span: str) -> timedelta:
    count, _, unit = span.rpartition(" ")
    number = int(count) if count.isdigit() else table.COUNTS[count]
    return number * (_WEEK if unit.startswith("week") else _DAY)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY
