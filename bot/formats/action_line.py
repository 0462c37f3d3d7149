"""An action item as it stands on a line of the minutes, in every format, and the same line read back."""

import calendar
import re
from dataclasses import replace
from datetime import date

from bot.formats.wording import in_words
from bot.model.minutes import ActionItem, Minutes


def action_line(action: ActionItem, day: date) -> str:
    """Write an action item with all that is known of it, as of a day."""
    return f"{action.text} ({remarks(action, day)})"


def action_lines(minutes: Minutes) -> tuple[str, ...]:
    """The action items of a meeting, a line each, as of its day."""
    return tuple(action_line(action, minutes.date) for action in minutes.actions)


def remarks(action: ActionItem, day: date) -> str:
    """What is known of an action item besides its text, as of a day."""
    known = (
        f"#{action.number}",
        action.owner,
        f"opened {in_words(action.opened)}" if action.opened and action.opened < day else "",
        _weeks_ago(action.opened, day) if action.opened and not action.done else "",
        f"due {in_words(action.due)}" if action.due else "",
        "overdue" if action.is_overdue(day) else "",
        _done(action),
    )
    return ", ".join(part for part in known if part)


def read_action(line: str) -> ActionItem | None:
    """Read an action item back, written by us or by hand as `12: Order the switch (Kim)`.

    None for a line without a number. Of the remarks behind it what is no date and no mark is the owner. What
    stands on lines of its own below belongs to it.
    """
    found = _OURS.fullmatch(line)
    first, _, below = line.partition("\n")
    if found is None and below and (action := read_action(first)) is not None:
        return replace(action, text=f"{action.text}\n{below}")
    if found := found or _BY_HAND.fullmatch(line):
        return _with_remarks(ActionItem(int(found["number"]), found["text"]), found["remarks"] or "")
    return None


_OURS = re.compile(r"(?P<text>.*) \(#(?P<number>[0-9]{1,6})(?:, (?P<remarks>.*))?\)", re.DOTALL)
_BY_HAND = re.compile(
    r"#?(?P<number>[0-9]{1,6})[:.)] +(?P<text>.*?)(?: +\((?P<remarks>[^()]*)\))?", re.DOTALL
)
_DATE = re.compile(r"(?P<month>[A-Z][a-z]+) (?P<day>[0-9]{1,2}), (?P<year>[0-9]{4})")
_DONE = re.compile(rf"(?:(?P<owner>.*), |^)done(?: (?P<on>{_DATE.pattern}))?", re.DOTALL)
_OVERDUE = re.compile(r"(?:(?P<owner>.*), |^)overdue", re.DOTALL)
_DUE = re.compile(rf"(?:(?P<owner>.*), |^)due (?P<on>{_DATE.pattern})", re.DOTALL)
_AGE = re.compile(r"(?:(?P<owner>.*), |^)[0-9]+ weeks? ago", re.DOTALL)
_OPENED = re.compile(rf"(?:(?P<owner>.*), |^)opened (?P<on>{_DATE.pattern})", re.DOTALL)
_MONTHS = tuple(calendar.month_name)


def _weeks_ago(opened: date, day: date) -> str:
    """How long an action item has been open; empty within the first week."""
    weeks = (day - opened).days // 7
    return "" if weeks < 1 else f"{weeks} {'week' if weeks == 1 else 'weeks'} ago"


def _done(action: ActionItem) -> str:
    if not action.done:
        return ""
    return f"done {in_words(action.closed)}" if action.closed else "done"


def _with_remarks(action: ActionItem, said: str) -> ActionItem:
    """Take the remarks off, the last one first."""
    if found := _DONE.fullmatch(said):
        action, said = replace(action, done=True, closed=_day(found)), found["owner"] or ""
    if found := _OVERDUE.fullmatch(said):
        said = found["owner"] or ""
    if found := _DUE.fullmatch(said):
        action, said = replace(action, due=_day(found)), found["owner"] or ""
    if found := _AGE.fullmatch(said):
        said = found["owner"] or ""
    if found := _OPENED.fullmatch(said):
        action, said = replace(action, opened=_day(found)), found["owner"] or ""
    return replace(action, owner=said)


def _day(found: re.Match[str]) -> date | None:
    """The date that was found; None where there is none, or no such day."""
    if not found["month"] or found["month"] not in _MONTHS:
        return None
    year, month, day = int(found["year"]), _MONTHS.index(found["month"]), int(found["day"])
    is_one = year > 0 and 0 < day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if is_one else None
