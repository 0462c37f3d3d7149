"""From when to when, as people write it: `Jan 20-22`, `next week`, `3 days`, `through Friday`. Pure."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from handlers.commands.dates.one_day import first_of_month, one_day
from handlers.commands.dates.words import (
    COUNT,
    DAY,
    DECEMBER,
    MONTH,
    MONTHS,
    NUMBER,
    UNIT,
    WEEK,
    WEEKDAY,
    YEAR,
    Seen,
    after,
    end_of_month,
    monday,
    months_on,
    tidy,
    year_number,
)

Days = tuple[date, date]

_HALF_A_YEAR = timedelta(days=183)
_OPENING = re.compile(r"^(?:from|on|by|at|for|during|between|over|starting|beginning|as of)(?: on)? ")
_TO = r"(?: ?- ?(?:the )?| (?:to|till|til|until|through|thru|and|bis)(?: the)? )"
_BETWEEN = re.compile(r" (?:to|till|til|until|through|thru|up to|and|bis)(?: and including)? |,? ?- ?| ?/ ?")
_END = re.compile(
    r"(?P<word>until|till|til|through|thru|to|up to)(?: (?:and )?incl(?:uding|\.)?| the end of)? (?P<last>.+)"
)
_OF_TODAY = re.compile(
    r"(?:the )?(?:today|tonight|now|tomorrow|tmr|yesterday|day (?:after|before)|in "
    r"|(?:end of )?(?:next|this|last) )"
)
_WITHOUT_YEAR = re.compile(
    rf"(?:.*\D)?(?:{MONTH}|\d{{1,2}}[./]\d{{1,2}}\.?)(?: ?\d{{1,2}}(?:st|nd|rd|th)?\.?)?"
)


def several_days(text: str, seen: Seen) -> Days | None:
    """The first and the last day that are meant, which may be the same; None if no day is meant.

    The last may be before the first. Raises Unclear where a date can be two, or is none of the calendar, and
    OverflowError at its end.
    """
    said = tidy(text)
    if day := one_day(said, seen):
        return day, day
    if found := _END.fullmatch(said):
        return _until(found, seen)
    for pattern, read in _FORMS:
        if (found := pattern.fullmatch(said)) and (days := read(found, seen)):
            return days
    bare = _OPENING.sub("", said)
    return several_days(bare, seen) if bare != said else _divided(said, seen)


def _until(found: re.Match[str], seen: Seen) -> Days | None:
    """From today; who is away until next week is back then."""
    days = several_days(found["last"], seen)
    if days is None:
        return None
    returns = found["word"] in ("until", "till", "til") and re.fullmatch(
        r"next (?:week|month)", found["last"]
    )
    return seen.today, days[0] - DAY if returns else days[1]


def _divided(said: str, seen: Seen) -> Days | None:
    """Two dates with a word, a dash or just a blank between them; the second is seen from the first."""
    for first, last in _parts(said):
        if not (begins := one_day(first, seen)):
            continue
        of_today = seen if _OF_TODAY.match(last) else seen.at(begins, back=False)
        if ends := several_days(last, of_today):
            return _begun(first, begins, last, seen) or (begins, ends[1])
    return None


def _begun(first: str, begins: date, last: str, seen: Seen) -> Days | None:
    """Days that have begun already: on 11 January `8 Jan to 20 Jan` does not begin next year."""
    if begins - seen.today <= _HALF_A_YEAR or not _WITHOUT_YEAR.fullmatch(first):
        return None
    ends = several_days(last, seen)
    began = one_day(first, seen.at(ends[1], back=True)) if ends else None
    return (began, ends[1]) if ends and began and ends[1] - began < _HALF_A_YEAR else None


def _parts(said: str) -> Iterator[tuple[str, str]]:
    for cut in (*_BETWEEN.finditer(said), *re.finditer(" ", said)):
        yield said[: cut.start()].strip(), said[cut.end() :].strip()


def _numbers(found: re.Match[str], seen: Seen) -> Days | None:
    """`Jan 20-22`, `19-26 Jan 2027`, `20.-22.1.`: two days of one month."""
    month, year = found["month"], found["year"] or ""
    first = _of_one_month(found["first"].rstrip("."), month, year, seen)
    last = _of_one_month(found["last"].rstrip("."), month, year, seen.at(first or seen.today, back=False))
    begun = None
    if first and last and not year and not seen.back and first - seen.today > _HALF_A_YEAR:
        ended = _of_one_month(found["last"].rstrip("."), month, year, seen)
        began = ended and _of_one_month(found["first"].rstrip("."), month, year, seen.at(ended, back=True))
        begun = (began, ended) if began and ended and ended - began < _HALF_A_YEAR else None
    return begun or ((first, last) if first and last else None)


def _of_one_month(day: str, month: str, year: str, seen: Seen) -> date | None:
    """A day of a month that may be given by its number: the day always stands first."""
    name = MONTHS[int(month) % (DECEMBER + 1) - 1] if month.isdigit() else month
    return one_day(f"{day} {name} {year}".strip(), seen)


def _week(found: re.Match[str], seen: Seen) -> Days:
    which = found["which"] or ""
    begin = monday(seen.today) + ("next" in which or "coming" in which) * WEEK - ("last" in which) * WEEK
    return begin, begin + WEEK - DAY


def _weekend(found: re.Match[str], seen: Seen) -> Days:
    begin = _week(found, seen)[0]
    return begin + 5 * DAY, begin + 6 * DAY


def _week_of(found: re.Match[str], seen: Seen) -> Days | None:
    day = one_day(found["day"], seen)
    return (monday(day), monday(day) + WEEK - DAY) if day else None


def _weekdays(found: re.Match[str], seen: Seen) -> Days | None:
    """`Mon to Wed next week`, `next Mon-Wed`."""
    week = found["week"]
    first = one_day(f"{found['first']} {week} week", seen)
    last = one_day(f"{found['last']} {week} week", seen)
    return (first, last) if first and last else None


def _month(found: re.Match[str], seen: Seen) -> Days:
    which = found["which"]
    begin = months_on(seen.today.replace(day=1), {"next": 1, "coming": 1, "last": -1}.get(which, 0))
    return begin, end_of_month(begin)


def _named_month(found: re.Match[str], seen: Seen) -> Days:
    year = year_number(found["year"]) if found["year"] else None
    begin = first_of_month(found["month"], year, seen)
    return begin, end_of_month(begin)


def _year(found: re.Match[str], seen: Seen) -> Days:
    year = seen.today.year + {"next": 1, "last": -1}.get(found["which"], 0)
    return date(year, 1, 1), date(year, DECEMBER, 31)


def _rest(found: re.Match[str], seen: Seen) -> Days | None:
    ends = one_day(f"end of {found['whole']}", seen)
    return (seen.today, ends) if ends else None


def _length(found: re.Match[str], seen: Seen) -> Days | None:
    """`3 days`, `two weeks from Thursday`: the first day counts."""
    begins = one_day(found["from"], seen) if found["from"] else seen.today
    return (begins, after(begins - DAY, found["count"], found["unit"])) if begins else None


def _seven_days(found: re.Match[str], seen: Seen) -> Days:
    """The first or the last seven days of a month, in which a weekly call has one date."""
    first, last = _named_month(found, seen)
    days = (last - 6 * DAY, last) if found["which"] == "last" else (first, first + 6 * DAY)
    return (
        days if days[1] >= seen.today or found["year"] or seen.back else _seven_days_of(first, found["which"])
    )


def _seven_days_of(month: date, which: str) -> Days:
    first = months_on(month, DECEMBER)
    return (
        (end_of_month(first) - 6 * DAY, end_of_month(first)) if which == "last" else (first, first + 6 * DAY)
    )


_Reader = Callable[[re.Match[str], Seen], Days | None]
_WHICH = r"(?P<which>next|this|coming|last|current)"
_MONTH_OF_YEAR = rf"(?P<month>{MONTH})(?: (?P<year>{YEAR}))?"
_MONTH_OF_YEAR = rf"(?P<month>{MONTH})(?: (?P<year>{YEAR}))?"
_NUMBERED_MONTH = rf"(?P<month>\d{{1,2}})\.?(?: ?(?P<year>{YEAR}))?"
_BEGINNING = "(?: (?:from|starting|beginning|as of|after)(?: on)? (?P<from>.+))?"
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?P<month>{MONTH}) (?P<first>{NUMBER}){_TO}(?P<last>{NUMBER})(?: (?P<year>{YEAR}))?", _numbers),
        (
            rf"(?:the )?(?P<first>{NUMBER}){_TO}(?P<last>{NUMBER}) ?(?:of )?{_MONTH_OF_YEAR}",
            _numbers,
        ),
        (
            rf"(?P<first>\d{{1,2}})\. ?(?:-|to|bis) ?(?P<last>\d{{1,2}})\. ?{_NUMBERED_MONTH}",
            _numbers,
        ),
        (rf"(?:all |the )*(?:{_WHICH} |whole )?week", _week),
        (rf"(?:over )?(?:the )?(?:{_WHICH} )?week-?end", _weekend),
        (r"(?:the )?(?:week (?:of|from|starting|beginning|commencing)|w/c)(?: the)? (?P<day>.+)", _week_of),
        (rf"(?P<first>{WEEKDAY}){_TO}(?P<last>{WEEKDAY}) (?:of )?(?P<week>next|this) week", _weekdays),
        (rf"(?P<week>next|this) (?:week )?(?P<first>{WEEKDAY}){_TO}(?P<last>{WEEKDAY})", _weekdays),
        (rf"(?:all |the |whole |of |in )*{_WHICH} month", _month),
        (rf"(?:all |the |whole |of |in |during )*{_MONTH_OF_YEAR}", _named_month),
        (rf"(?:all |the |whole |of |in )*{_WHICH} year", _year),
        (r"(?:the )?(?:rest|remainder) of (?P<whole>(?:the |this )?(?:week|month|year))", _rest),
        (
            rf"(?:for )?(?:the )?(?:next )?(?P<count>{COUNT}) (?P<unit>{UNIT}){_BEGINNING}",
            _length,
        ),
        (
            rf"(?:the )?(?P<which>first|last) week (?:of|in) {_MONTH_OF_YEAR}",
            _seven_days,
        ),
    )
)
