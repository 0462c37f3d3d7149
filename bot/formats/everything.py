"""Everything that was kept of the calls, for other programs and for keeping.

The shape is written down in `history.schema.json`; `version` counts its changes. Spans are in seconds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from typing import Any

from bot.formats.export import as_json
from bot.formats.legible import legible
from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.meeting import Meeting
from bot.model.minutes import Minutes
from bot.model.reply import Reply
from bot.model.update import Correction

VERSION = 1


@dataclass(frozen=True, slots=True)
class KeptMeeting:
    """A meeting with what was written for it; `corrections` stand beside the area they are about."""

    meeting: Meeting
    replies: tuple[Reply, ...] = ()
    corrections: tuple[tuple[str, Correction], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptCall:
    """A call with its meetings, oldest first."""

    call: Call
    meetings: tuple[KeptMeeting, ...] = ()

    @property
    def minutes(self) -> tuple[Minutes, ...]:
        """The minutes of its meetings, as far as there are any."""
        return tuple(kept.meeting.minutes for kept in self.meetings if kept.meeting.minutes)


def history(calls: Iterable[KeptCall], absences: Iterable[Absence]) -> dict[str, Any]:
    """Everything as JSON values; of replies what they say, not how Slack wrote it."""
    return {
        "format": "minutesbot.history",
        "version": VERSION,
        "calls": [_call(kept) for kept in calls],
        "absences": [_plain(absence) for absence in absences],
    }


def _call(kept: KeptCall) -> dict[str, Any]:
    return {**_plain(kept.call), "meetings": [_meeting(each) for each in kept.meetings]}


def _meeting(kept: KeptMeeting) -> dict[str, Any]:
    minutes = kept.meeting.minutes
    return {
        **_plain(kept.meeting, but=("call", "minutes")),
        "minutes": as_json(minutes) if minutes else None,
        "replies": [_plain(reply, but=("source", "call", "date")) for reply in kept.replies],
        "corrections": [{"area": area, **_plain(correction)} for area, correction in kept.corrections],
    }


def _plain(value: Any, *, but: tuple[str, ...] = ()) -> Any:
    """A value as JSON knows it: its fields by name, words as they read, moments in ISO 8601."""
    if is_dataclass(value):
        named = (field.name for field in fields(value) if field.name not in but)
        return {name: _plain(getattr(value, name)) for name in named}
    match value:
        case str():
            return legible(str(value))
        case tuple():
            return [_plain(part) for part in value]
        case date() | time():
            return value.isoformat()
        case timedelta():
            return int(value.total_seconds())
        case _:
            return value
