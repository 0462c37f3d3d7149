"""When the owner of an action item is to be told that it is due, or overdue. Values in, steps out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.model.delivery import Kind, key
from bot.model.local_time import instant, local_date
from bot.model.meeting import Meeting, meeting_key
from bot.model.message import ActionEvent
from bot.model.minutes import ActionItem

MORNING, EVENING = time(9), time(19)  # nobody is written to at night
NUDGES = (ActionEvent.DUE, ActionEvent.OVERDUE)
DAY = timedelta(days=1)
FAR = timedelta(days=400)  # from the meeting that is coming up; another one comes before


@dataclass(frozen=True, slots=True)
class Task:
    """An open action item, what its owner was told of its date already, and whether they are away today."""

    action: ActionItem
    told: frozenset[ActionEvent] = frozenset()
    away: bool = False


@dataclass(frozen=True, slots=True)
class Nudge:
    """Tell an owner that their action item is due or overdue; `not_after` is when that is no longer so."""

    action: ActionItem
    told: ActionEvent
    not_after: datetime


def nudging(tasks: tuple[Task, ...], meeting: Meeting, zone: str, now: datetime) -> Iterator[Nudge]:
    """Say whose action items are due by tomorrow, or overdue with this meeting coming up."""
    today = local_date(now, zone)
    if not instant(today, MORNING, zone) <= now < instant(today, EVENING, zone):
        return
    for task in tasks:
        if task.action.person and not task.action.done and not task.away:
            yield from _due(task, zone, today)
            yield from _overdue(task, meeting, today) if now < meeting.posts else ()


def nudge_moments(actions: Iterable[ActionItem], meeting: Meeting, zone: str) -> Iterator[datetime]:
    """The mornings on which somebody may have to be told of an action item, whatever they were told."""
    dates = {action.due for action in actions if action.person and action.due and not action.done}
    near = {due for due in dates if abs(due - meeting.day) <= FAR}
    for day in sorted(near | {meeting.day}) if dates else ():
        yield from (instant(morning, MORNING, zone) for morning in (day - DAY, day))


def concerns(action: ActionItem, today: date) -> bool:
    """Whether the owner of an action item may have to be told anything today."""
    return bool(action.person and action.due and not action.done and action.due <= today + DAY)


def owner_key(call: str, action: ActionItem) -> str:
    """The identity of the news that somebody owns an action item, which they are told once."""
    return _key(call, action.opened or date.min, owner_part(action))


def owner_part(action: ActionItem) -> str:
    """What tells the news that somebody owns an action item from others in keys."""
    return f"action-{action.number}-{action.person}"


def nudge_key(call: str, action: ActionItem, told: ActionEvent) -> str:
    """The identity of a nudge; another date or another owner makes it another one."""
    return _key(call, action.due or date.min, nudge_part(action, told))


def nudge_part(action: ActionItem, told: ActionEvent) -> str:
    """What tells a nudge from others in keys."""
    return f"{owner_part(action)}-{told}"


def keys_of(call: str, action: ActionItem) -> tuple[str, ...]:
    """Under which keys the owner of an action item may have been told of it."""
    nudges = (nudge_key(call, action, told) for told in NUDGES)
    return (owner_key(call, action), *nudges)


def _due(task: Task, zone: str, today: date) -> Iterator[Nudge]:
    """From the day before; who got it only today knows when it is due."""
    due, opened = task.action.due, task.action.opened
    if due is None or ActionEvent.DUE in task.told or opened == today:
        return
    if due - DAY <= today <= due:
        yield Nudge(task.action, ActionEvent.DUE, not_after=instant(due + DAY, time(0), zone))


def _overdue(task: Task, meeting: Meeting, today: date) -> Iterator[Nudge]:
    due = task.action.due
    if due is None or ActionEvent.OVERDUE in task.told or today <= due:
        return
    if meeting.day - DAY <= today <= meeting.day:
        yield Nudge(task.action, ActionEvent.OVERDUE, not_after=meeting.posts)


def _key(call: str, day: date, part: str) -> str:
    return key(meeting_key(call, day), Kind.NOTICE, part)
