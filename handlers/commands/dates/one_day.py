"""One day as people write it: `tomorrow`, `friday`, `12 Jan`, `the 20th`, `end of month`. Pure."""

import re
from collections.abc import Callable
from datetime import date

from handlers.commands.dates.unclear import Unclear
from handlers.commands.dates.words import (
    COUNT,
    DAY,
    DECEMBER,
    MONTH,
    NUMBER,
    UNIT,
    WEEK,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    Seen,
    after,
    day_number,
    end_of_month,
    monday,
    month_number,
    months_on,
    tidy,
    year_number,
)

_LEAP = 8  # years within which there is a 29 February
_WITH_WEEKDAY = re.compile(rf"(?P<weekday>{WEEKDAY}) (?:the )?(?P<rest>.*\d.*)")
_NAMED = {"today": 0, "tonight": 0, "now": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "yesterday": -1} | {
    "day after tomorrow": 2,
    "day before yesterday": -2,
}


def one_day(text: str, seen: Seen) -> date | None:
    """The day that is meant, the next one where the words fit many, or with `back` the last; None if none is.

    Raises Unclear where a date can be two, or is none of the calendar, and OverflowError at its end.
    """
    said = tidy(text)
    with_weekday = _WITH_WEEKDAY.fullmatch(said)
    if with_weekday and (day := one_day(with_weekday["rest"], seen)):
        return _checked(day, with_weekday)
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(said):
            return read(found, seen)
    return None


def _checked(day: date, found: re.Match[str]) -> date:
    """The day, if it is on the weekday that stands before it."""
    if WEEKDAYS[day.weekday()] != found["weekday"][:3]:
        raise Unclear(f"{day:%B} {day.day}, {day.year} is a {day:%A}; write it like {day.isoformat()}")
    return day


def _named(found: re.Match[str], seen: Seen) -> date:
    return seen.today + _NAMED[found["name"]] * DAY


def _weekday(found: re.Match[str], seen: Seen) -> date:
    number = WEEKDAYS.index(found["weekday"][:3])
    which, week = found["which"] or "", found["week"] or ""
    if which == "next" or "next" in week:
        return monday(seen.today) + WEEK + number * DAY
    if "this" in week or (which == "this" and number >= seen.today.weekday()):
        return monday(seen.today) + number * DAY
    if which == "last" or seen.back:
        return seen.today - ((seen.today.weekday() - number - (not seen.back)) % 7 + (not seen.back)) * DAY
    return seen.today + ((number - seen.today.weekday() - 1) % 7 + 1) * DAY


def _written(found: re.Match[str], seen: Seen) -> date:
    """`12 Jan 2027`, `January 12th`, `12. Januar`."""
    year = year_number(found["year"]) if found["year"] else None
    return _dated(day_number(found["day"]), month_number(found["month"]), year, seen)


def _standard(found: re.Match[str], seen: Seen) -> date:
    return _dated(int(found["day"]), int(found["month"]), int(found["year"]), seen)


def _numeric(found: re.Match[str], seen: Seen) -> date:
    """`22.1.`, `1/22/2027`; both readings where there are two."""
    a, b = int(found["a"]), int(found["b"])
    year = year_number(found["year"]) if found["year"] else None
    if a == b or a > DECEMBER:
        return _dated(a, b, year, seen)
    first = _dated(b, a, year, seen)
    if b > DECEMBER:
        return first
    readings = sorted({first, _dated(a, b, year, seen)})
    words = found[0].rstrip(".") if not found["year"] else found[0]
    raise Unclear(
        f"“{words}” can be two dates; write it like 12 Jan or {seen.today.isoformat()}",
        words=words,
        readings=readings,
    )


def _of_this_month(found: re.Match[str], seen: Seen) -> date:
    """`the 20th`: the next such day, or that of the month that is named."""
    day, which = int(found["day"]), found["which"] or ""
    begin = months_on(seen.today.replace(day=1), 1 if "next" in which else 0)
    step = -1 if seen.back else 1
    for months in range(1 if which else 3):  # of three months one is long enough
        first = months_on(begin, step * months)
        passed = first + (day - 1) * DAY > seen.today if seen.back else first + (day - 1) * DAY < seen.today
        if 1 <= day <= end_of_month(first).day and (which or not passed):
            return first.replace(day=day)
    raise _no_such(found[0])


def _later(found: re.Match[str], seen: Seen) -> date:
    return after(seen.today, found["count"], found["unit"])


def _from_a_day(found: re.Match[str], seen: Seen) -> date | None:
    """`a week from Friday`."""
    day = one_day(found["from"], seen)
    return after(day, found["count"], found["unit"]) if day else None


def _earlier(found: re.Match[str], seen: Seen) -> date:
    if found["unit"].startswith("month"):
        return months_on(seen.today, -(after(date.min, found["count"], "days") - date.min).days)
    return seen.today - (after(date.min, found["count"], found["unit"].split()[-1]) - date.min)


def _at_an_end(found: re.Match[str], seen: Seen) -> date:
    """`end of month`, `beginning of next week`, `start of February`."""
    whole, ends = found["whole"], found["which"] in ("end", "eo", "last day")
    if "week" in whole or whole == "w":
        begin = monday(seen.today) + (("next" in whole) * WEEK)
        return begin + 6 * DAY if ends else begin
    if "year" in whole:
        that = seen.today.year + ("next" in whole)
        return date(that, DECEMBER, 31) if ends else date(that, 1, 1)
    if "month" in whole or whole == "m":
        begin = months_on(seen.today.replace(day=1), int("next" in whole))
    else:
        year = year_number(found["year"]) if found["year"] else None
        begin = first_of_month(found["month"], year, seen)
    if found["which"].startswith("mid"):
        return begin.replace(day=15)
    return end_of_month(begin) if ends else begin


def first_of_month(name: str, year: int | None, seen: Seen) -> date:
    """The first day of a month by its name: of this month, or else of the next or the last such one."""
    month = month_number(name)
    if year is None:
        passed = month > seen.today.month if seen.back else month < seen.today.month
        year = seen.today.year + (passed and (-1 if seen.back else 1))
    return date(year, month, 1)


def _dated(day: int, month: int, year: int | None, seen: Seen) -> date:
    """A day by its numbers; without a year the next one, today included."""
    years = (
        [year] if year is not None else [seen.today.year + (-n if seen.back else n) for n in range(_LEAP + 1)]
    )
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year is not None or (found <= seen.today if seen.back else found >= seen.today):
            return found
    raise _no_such(f"{day}.{month}." if month > DECEMBER else f"{day} {date(2000, max(month, 1), 1):%B}")


def _no_such(said: str) -> Unclear:
    return Unclear(f"there is no {said} in the calendar; write it like 12 Jan or 2027-01-11")


_Reader = Callable[[re.Match[str], Seen], date | None]
_OF_WEEK = "(?: (?:of )?(?P<week>(?:next|this) week))?"
_OF_MONTH = r"(?: of (?P<which>(?:the|this|next) month))?"
_WHOLE = (
    rf"(?P<whole>(?:the |this |next )*(?:week|month|year)|(?P<month>{MONTH})(?: (?P<year>{YEAR}))?|m\b|w\b)"
)
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:the )?(?P<name>{'|'.join(_NAMED)})", _named),
        (
            rf"(?:the )?(?:(?P<which>next|this|coming|last) )?(?P<weekday>{WEEKDAY}){_OF_WEEK}",
            _weekday,
        ),
        (
            rf"next week (?:on )?(?P<weekday>{WEEKDAY})(?P<which>)(?P<week>)",
            lambda found, seen: monday(seen.today) + WEEK + WEEKDAYS.index(found["weekday"][:3]) * DAY,
        ),
        (rf"(?:the )?(?P<day>{NUMBER}) ?(?:of )?(?P<month>{MONTH})(?: (?P<year>{YEAR}))?", _written),
        (rf"(?P<month>{MONTH}) ?(?:the )?(?P<day>{NUMBER})(?: (?P<year>{YEAR}))?", _written),
        (r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", _standard),
        (r"(?P<a>\d{1,2})(?P<by>[/.-])(?P<b>\d{1,2})(?P=by) ?(?P<year>\d{4}|\d\d)", _numeric),
        (r"(?P<a>\d{1,2})(?P<by>[/.]) ?(?P<b>\d{1,2})\.?(?P<year>)", _numeric),
        (rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th){_OF_MONTH}", _of_this_month),
        (r"the (?P<day>\d{1,2})\.?(?P<which>)", _of_this_month),
        (rf"(?:with)?in (?P<count>{COUNT}) (?P<unit>{UNIT})(?:' time)?", _later),
        (rf"(?P<count>{COUNT}) (?P<unit>{UNIT}) (?:from (?:now|today)|later|hence)", _later),
        (rf"(?P<count>an?|one|1) (?P<unit>{UNIT}) (?:from|after) (?P<from>{WEEKDAY}|tomorrow)", _from_a_day),
        (rf"(?P<count>{COUNT}) (?P<unit>{UNIT}) (?:ago|back|earlier)", _earlier),
        (rf"(?:the )?(?P<which>end|beginning|start|begin|first day|last day)(?: of)? {_WHOLE}", _at_an_end),
        (rf"(?:the )?(?P<which>mid|middle)(?: of|-)? ?{_WHOLE}", _at_an_end),
        (r"(?P<which>eo)(?P<whole>[mw])(?P<month>)(?P<year>)", _at_an_end),
        (
            r"(?P<whole>(?:this |next )?(?:week|month|year))(?:'s)? (?P<which>end)(?P<month>)(?P<year>)",
            _at_an_end,
        ),
    )
)
