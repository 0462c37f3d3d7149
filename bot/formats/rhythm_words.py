"""The rhythm of a call in words: `Tuesdays`, `every second Tuesday`, `the last Thursday of the month`."""

from collections.abc import Iterable
from datetime import date

from bot.model.call import Call
from bot.model.rhythm import LAST_DAY, Every, Rhythm

_NUMBERS = {2: "second", 3: "third", 4: "fourth"}
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def rhythm_words(call: Call) -> str:
    """On which days a call is, so that "the call is on …" can go on with it."""
    rhythm = call.rhythm
    if rhythm.rrule:
        return f"the days of {rhythm.rrule}{_since(rhythm.since)}"
    if rhythm.every is Every.MONTH:
        return f"{_of_month(call)} of {_each(rhythm.count, 'month')}{_since(rhythm.since)}"
    days = [day.capitalize() for day in _weekdays(call)]
    if rhythm.count == 1:
        return f"{_and(f'{day}s' for day in days)}{_since(rhythm.since)}"
    if rhythm.also_on:
        return f"{_and(days)} of {_each(rhythm.count, 'week')}{_since(rhythm.since)}"
    return f"{_each(rhythm.count, days[0])}{_since(rhythm.since)}"


def every_words(rhythm: Rhythm) -> str:
    """What is counted, as the file has it: `week`, `2 weeks`, `month`."""
    return rhythm.every.value if rhythm.count == 1 else f"{rhythm.count} {rhythm.every}s"


def _of_month(call: Call) -> str:
    rhythm = call.rhythm
    if rhythm.day is not None:
        return "the last day" if rhythm.day == LAST_DAY else f"the {_ordinal(rhythm.day)}"
    return f"the {_and(rhythm.which)} {_and(day.capitalize() for day in _weekdays(call))}"


def _weekdays(call: Call) -> list[str]:
    return [day.value for day in (call.weekday, *call.rhythm.also_on) if day is not None]


def _each(count: int, noun: str) -> str:
    if count == 1:
        return f"each {noun}"
    return f"every {_NUMBERS.get(count) or _ordinal(count)} {noun}"


def _since(day: date | None) -> str:
    return f", from {day.isoformat()} on" if day else ""


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number % 100 in _TEENS else _ENDINGS.get(number % 10, 'th')}"


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
