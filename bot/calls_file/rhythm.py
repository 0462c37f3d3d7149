"""On which days a call is: its weekday and its rhythm, read from the keys of its table and written back."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from bot.calls_file.rrule import rule, wrong_with_rule
from bot.calls_file.tables import Table, shown
from bot.calls_file.values import Wrong, day, one_of
from bot.formats.rhythm_words import every_words
from bot.model.rhythm import LAST_DAY, Every, Rhythm, Weekday, Which, dates_from

T = TypeVar("T")

LAST = "last"
_WEEKDAY, _WHICH = one_of(Weekday, "weekday"), one_of(Which, "place in a month")
_MOST = {Every.WEEK: 52, Every.MONTH: 12}
_IN_EVERY_MONTH = 28
_EVERY = re.compile(r"(?:every )?(?:([0-9]{1,3}) ?)?(week|month)s?", re.IGNORECASE)
_ALSO_CALLED = {
    "weekly": "week", "biweekly": "2 weeks", "fortnightly": "2 weeks", "fortnight": "2 weeks",
    "monthly": "month", "quarterly": "3 months", "yearly": "12 months", "year": "12 months",
}  # fmt: skip


def read_rhythm(table: Table) -> tuple[Weekday | None, Rhythm]:
    """The weekday of a call and its rhythm; what is wrong with them is noted."""
    before = len(table.notes.found)
    by_rule = table.take("rrule", rule, "")
    days = _weekdays(table)
    count, every = table.take("every", _every, (1, Every.WEEK))
    which = tuple(sorted(_listed(table, "which", _WHICH), key=list(Which).index))
    day_of_month = table.take("day", _day_of_month, None)
    since = table.take("from", day, None)
    weekday, also_on = (days[0], tuple(days[1:])) if days else (None, ())
    rhythm = Rhythm(every, count, also_on, which, day_of_month, since, by_rule)
    if len(table.notes.found) == before:
        _check(table, weekday, rhythm)
    return (weekday, rhythm) if len(table.notes.found) == before else (Weekday.MONDAY, Rhythm())


def write_rhythm(weekday: Weekday | None, rhythm: Rhythm) -> Iterator[tuple[str, str | list[str]]]:
    """The keys that say when a call is, each with its words."""
    if rhythm.rrule:
        yield "rrule", rhythm.rrule
    elif (rhythm.every, rhythm.count) != (Every.WEEK, 1):
        yield "every", every_words(rhythm)
    if weekday is not None:
        days = [weekday.value, *(each.value for each in rhythm.also_on)]
        yield "weekday", days if rhythm.also_on else days[0]
    if rhythm.which:
        words = [each.value for each in rhythm.which]
        yield "which", words if len(words) > 1 else words[0]
    if rhythm.day is not None:
        yield "day", LAST if rhythm.day == LAST_DAY else str(rhythm.day)
    if rhythm.since:
        yield "from", rhythm.since.isoformat()


def _weekdays(table: Table) -> list[Weekday]:
    """The weekdays in the order of the week."""
    return sorted(_listed(table, "weekday", _WEEKDAY), key=lambda each: each.number)


def _listed(table: Table, key: str, parse: Callable[[object], T]) -> tuple[T, ...]:
    """One value or a list of them."""
    if isinstance(table.values.get(key), list):
        return table.each(key, parse)
    return table.take(key, lambda value: (parse(value),), ())


def _every(value: object) -> tuple[int, Every]:
    """How many weeks or months."""
    text = value.strip().lower() if isinstance(value, str) else ""
    found = _EVERY.fullmatch(text)
    if not found:
        better = (
            f'did you mean "{_ALSO_CALLED[text]}"?' if text in _ALSO_CALLED else 'write "week" or "2 weeks"'
        )
        raise Wrong(f"not a rhythm; {better}")
    count, every = int(found[1] or 1), Every(found[2])
    if not 0 < count <= _MOST[every]:
        raise Wrong(f"is not between 1 and {_MOST[every]} {every}s")
    return count, every


def _day_of_month(value: object) -> int:
    """The number of a day that every month has, or the last."""
    text = str(value).strip().lower() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text == LAST:
        return LAST_DAY
    number = int(text) if re.fullmatch(r"[0-9]{1,2}", text) else 0
    if number > _IN_EVERY_MONTH:
        raise Wrong('is not in every month; write "last" for the last day')
    if number < 1:
        raise Wrong('not a day of the month; write 1 to 28, or "last"')
    return number


def _check(table: Table, weekday: Weekday | None, rhythm: Rhythm) -> None:
    """Note the first thing that is missing or does not go together with another."""
    if rhythm.rrule:
        if said := _first_of(table, "every", "weekday", "which", "day"):
            table.problem(said, f"{_as_given(table, said)}: the rrule says when it is; leave one of them out")
        elif problem := wrong_with_rule(rhythm):
            table.problem("rrule", f"{_as_given(table, 'rrule')}: {problem}")
    elif rhythm.every is Every.MONTH:
        _check_month(table, weekday, rhythm)
    elif said := _first_of(table, "which", "day"):
        table.problem(said, f'{_as_given(table, said)}: is about a month; write every = "month"')
    elif weekday is None:
        _missing_weekday(table)
    elif rhythm.count > 1:
        _check_beginning(table, weekday, rhythm)


def _check_month(table: Table, weekday: Weekday | None, rhythm: Rhythm) -> None:
    if rhythm.day is None and weekday is None:
        _missing_weekday(table)
    elif rhythm.day is None and not rhythm.which:
        table.problem("which", 'which is missing; such as "first" or "last", or a day of the month')
    elif rhythm.day is not None and (said := _first_of(table, "weekday", "which")):
        table.problem("day", f"{_as_given(table, 'day')}: there is a {said}, too; leave one of them out")
    elif rhythm.count > 1:
        _check_beginning(table, weekday, rhythm)


def _check_beginning(table: Table, weekday: Weekday | None, rhythm: Rhythm) -> None:
    """What is not every week or month is counted from its first date."""
    if rhythm.since is None:
        counted = f'a date from which "{every_words(rhythm)}" are counted'
        table.problem("from", f'from is missing; {counted}, such as "2027-01-12"')
        return
    each = Rhythm(rhythm.every, 1, rhythm.also_on, rhythm.which, rhythm.day)
    nearest = next(dates_from(weekday, each, rhythm.since))
    if nearest != rhythm.since:
        better = f'did you mean "{nearest}"?'
        table.problem("from", f'from = "{rhythm.since}": the call is not on that day; {better}')


def _missing_weekday(table: Table) -> None:
    table.notes.add(table.path, 'weekday is missing; such as "tuesday"')


def _first_of(table: Table, *keys: str) -> str:
    """The first of these keys that is there; empty for none."""
    return next((key for key in keys if key in table.values), "")


def _as_given(table: Table, key: str) -> str:
    return f"{key} = {shown(table.values[key])}"
