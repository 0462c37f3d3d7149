"""The words that dates are written with. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
DECEMBER = 12

MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|m\u00e4rz|maerz|apr(?:il)?|may|mai|june?|juni|july?"
    r"|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b\.?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBER = r"\d{1,2}(?:st|nd|rd|th|\.)?"  # of a day of a month
YEAR = r"(?:(?:\d\d|')?\d\d)"
UNIT = r"(?:(?:working |business |calendar )?days?|weeks?|fortnights?|months?)"
_SPOKEN = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {
    **{word: number for number, word in enumerate(_SPOKEN.split(), 1)},
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "couple of": 2,
    "a few": 3,
    "few": 3,
}
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"

_ABROAD = {"m\u00e4r": 3, "mae": 3, "mai": 5, "okt": 10, "dez": 12}
_DATE_WORD = re.compile(
    rf"{MONTH}|{WEEKDAY}|{UNIT}|{COUNT}|{NUMBER}|\d{{1,4}}(?:[./-]\d{{1,4}}){{0,2}}\.?|today|tonight|tomorrow"
    r"|yesterday|after|before|now|the|of|next|this|coming|last|end|eom|eow|rest|weekend|year|noon|in|on|to|until|till|through|and|from|-",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"\b{MONTH}|\b{WEEKDAY}|\d+[./-]\d+|\d+(?:st|nd|rd|th)\b"
    r"|\b(?:today|tonight|tomorrow|eom|eow)\b"
    r"|\b(?:next|this|coming|in \w+|end of(?: the)?) (?:weeks?|month|days?)\b"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """From which day on the next one of a date is meant; with `back` the last one before it."""

    today: date
    back: bool = False

    def at(self, today: date, *, back: bool | None = None) -> "Seen":
        """The same from another day."""
        return replace(self, today=today, back=self.back if back is None else back)


def tidy(text: str) -> str:
    """The text in small letters, without commas, with single blanks and plain dashes."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text.lower().replace("\u2019", "'"))
    return " ".join(plain.replace(",", " ").split())


def tells_a_date(text: str) -> bool:
    """Whether a text has a number or a word that dates are told with."""
    return _TELLING.search(tidy(text)) is not None


def is_a_length(text: str) -> bool:
    """Whether a text says only how long: `3 days`."""
    return re.fullmatch(rf"{COUNT} {UNIT}", tidy(text)) is not None


def is_like_a_date(text: str) -> bool:
    """Whether a text consists of nothing but words of dates, and tells one."""
    return tells_a_date(text) and all(map(_DATE_WORD.fullmatch, tidy(text).split()))


def month_number(name: str) -> int:
    """The number of a month by its name."""
    low = name[:3]
    return _ABROAD[low] if low in _ABROAD else MONTHS.index(low) + 1


def year_number(said: str) -> int:
    """The year by four digits or two."""
    number = int(said.lstrip("'"))
    return number if len(said.lstrip("'")) > 2 else 2000 + number  # noqa: PLR2004 - digits


def day_number(said: str) -> int:
    """The day of the month by a number as it is spoken: `3`, `3rd`, `3.`."""
    return int(re.sub(r"\D", "", said))


def after(today: date, count: str, unit: str) -> date:
    """The day that is so many days, weeks or months later; negative counts are not said."""
    number = int(count) if count.isdigit() else COUNTS[count]
    if unit.startswith("month"):
        return months_on(today, number)
    if unit.startswith(("working", "business")):
        return _working_days_on(today, number)
    return today + number * (2 * WEEK if unit.startswith("fortnight") else WEEK if "week" in unit else DAY)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * DECEMBER + day.month - 1 + months, DECEMBER)
    first = date(year, month + 1, 1)
    return min(first + (day.day - 1) * DAY, end_of_month(first))


def end_of_month(day: date) -> date:
    """The last day of a day's month."""
    return date(day.year + day.month // DECEMBER, day.month % DECEMBER + 1, 1) - DAY


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - day.weekday() * DAY


def _working_days_on(day: date, count: int) -> date:
    for _ in range(count):
        day += DAY
        while day.weekday() >= 5:  # noqa: PLR2004 - Saturday
            day += DAY
    return day
