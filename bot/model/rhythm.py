"""The rhythm of a call: on which dates it falls, laid out from its rule alone."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain, count, pairwise, takewhile

from bot.model.recurrence import recurrences

LAST_DAY = -1  # as a day of the month
_WEEK = timedelta(days=7)
_MONTHS = 12
_CYCLE = 28 * 12  # months, after which weekdays and leap days come round
_SAMPLE = timedelta(days=12 * 366)  # in which a rule of iCalendar shows how far apart its dates are
_USUAL_START = date(2024, 1, 1)


class Weekday(StrEnum):
    """A day of the week; `number` counts from Monday = 0 as `date.weekday()` does."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Its place in the week, Monday = 0."""
        return list(Weekday).index(self)


class Every(StrEnum):
    """What is counted from one meeting to the next."""

    WEEK = "week"
    MONTH = "month"


class Which(StrEnum):
    """Which of the same weekdays in a month; what not every month has is not among them."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


_PLACES = {Which.FIRST: 0, Which.SECOND: 1, Which.THIRD: 2, Which.FOURTH: 3, Which.LAST: -1}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which dates a call falls, together with its weekday; without anything said, on that of every week.

    `count` is every how many weeks or months; they are counted from the one in which `since` is, and nothing
    is before that date. `also_on` are further weekdays. In a month it is `which` of its weekdays, or a `day`
    (1 to 28, or LAST_DAY). An iCalendar rule in `rrule` says everything by itself, but for `since`.
    """

    every: Every = Every.WEEK
    count: int = 1
    also_on: tuple[Weekday, ...] = ()
    which: tuple[Which, ...] = ()
    day: int | None = None
    since: date | None = None
    rrule: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """How far a meeting is from the one before it, at least and at most."""

    shortest: timedelta = _WEEK
    longest: timedelta = _WEEK


def dates_from(weekday: Weekday | None, rhythm: Rhythm, start: date) -> Iterator[date]:
    """The dates on which a call falls from `start` on, in order; without end, where the rule has none."""
    first = max(start, rhythm.since) if rhythm.since else start
    if rhythm.rrule:
        return recurrences(rhythm.rrule, rhythm.since, first)
    if rhythm.every is Every.MONTH:
        return _in_months(weekday, rhythm, first)
    return _in_weeks(weekday, rhythm, first)


def date_before(weekday: Weekday | None, rhythm: Rhythm, day: date) -> date | None:
    """The last date before a day on which a call falls; None where its rhythm begins later."""
    start = day - gaps(weekday, rhythm).longest - _WEEK  # a week more, as an RRULE may be odd once in a while
    return max(takewhile(lambda each: each < day, dates_from(weekday, rhythm, start)), default=None)


@lru_cache(maxsize=512)
def gaps(weekday: Weekday | None, rhythm: Rhythm) -> Gaps:
    """How far apart the dates of a rhythm are; a week, where there is only one."""
    if rhythm.rrule:
        start = rhythm.since or _USUAL_START
        sample = takewhile(lambda day: day <= start + _SAMPLE, dates_from(weekday, rhythm, start))
        found = [later - earlier for earlier, later in pairwise(sample)]
    elif rhythm.every is Every.WEEK:
        numbers = sorted(_numbers(weekday, rhythm))
        found = _apart([*numbers, *(number + 7 * rhythm.count for number in numbers)])
    else:
        found = [each for month in range(_CYCLE) for each in _apart_in_months(weekday, rhythm, month)]
    return Gaps(min(found), max(found)) if found else Gaps()


def _in_weeks(weekday: Weekday | None, rhythm: Rhythm, first: date) -> Iterator[date]:
    numbers = sorted(_numbers(weekday, rhythm))
    monday, anchor = _monday(first), _monday(rhythm.since or date.min)
    monday += -((monday - anchor) // _WEEK) % rhythm.count * _WEEK
    weeks = (monday + number * rhythm.count * _WEEK for number in count())
    days = (week + timedelta(days=number) for week in weeks for number in numbers)
    return (day for day in days if day >= first)


def _in_months(weekday: Weekday | None, rhythm: Rhythm, first: date) -> Iterator[date]:
    anchor, now = _month(rhythm.since or date.min), _month(first)
    months = count(now + (anchor - now) % rhythm.count, rhythm.count)
    days = chain.from_iterable(_days_of(weekday, rhythm, *divmod(month, _MONTHS)) for month in months)
    return (day for day in days if day >= first)


def _days_of(weekday: Weekday | None, rhythm: Rhythm, year: int, month: int) -> list[date]:
    """The dates in one month, counted from January = 0."""
    length = monthrange(year, month + 1)[1]
    if rhythm.day is not None:
        return [date(year, month + 1, length if rhythm.day == LAST_DAY else rhythm.day)]
    begins = date(year, month + 1, 1).weekday()
    found: set[int] = set()
    for number in _numbers(weekday, rhythm):
        there = range(1 + (number - begins) % 7, length + 1, 7)
        found |= {there[_PLACES[which]] for which in rhythm.which}
    return [date(year, month + 1, day) for day in sorted(found)]


def _numbers(weekday: Weekday | None, rhythm: Rhythm) -> set[int]:
    return {day.number for day in (weekday, *rhythm.also_on) if day is not None}


def _apart_in_months(weekday: Weekday | None, rhythm: Rhythm, month: int) -> list[timedelta]:
    """How far dates are apart that are in a month or in the next one that is counted."""
    first = _month(_USUAL_START) + month
    months = (divmod(each, _MONTHS) for each in (first, first + rhythm.count))
    return _apart([day.toordinal() for each in months for day in _days_of(weekday, rhythm, *each)])


def _apart(days: list[int]) -> list[timedelta]:
    return [timedelta(days=later - earlier) for earlier, later in pairwise(days)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
