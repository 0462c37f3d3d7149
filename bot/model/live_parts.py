"""The live parts of a meeting: what people bring to it beside what the areas report."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.minutes import ActionItem


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something for everybody; `number` counts within its meeting from 1, `by` is who added it."""

    number: int
    text: str
    by: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether somebody is `present` or sends apologies, since when, and who said so.

    `person` is empty for somebody who is not in the workspace; then the name is all there is.
    """

    person: str
    name: str
    at: datetime
    present: bool = True
    by: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What was said about an area during the call; `number` counts within its meeting from 1."""

    number: int
    area: str
    text: str
    by: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Live:
    """The live parts of one meeting, each in the order in which it came; actions by number."""

    announcements: tuple[Announcement, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[ActionItem, ...] = ()
