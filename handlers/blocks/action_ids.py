"""What stands behind a button or menu: which verb of the week, and about what. Pure.

The identity travels in the ids, not in the value: a menu's value may have 150 characters only. It is
`verb|item|area` in the action_id and `n|call/date` in the block_id, where n makes the block's id unique.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.model.errors import Refusal
from bot.model.meeting import meeting_key
from handlers.untrusted_json import mapping_of, text_of

STRANGE = "I cannot tell what this form is about, so nothing was changed. Please open it again."


class Verb(StrEnum):
    """What a press asks for."""

    NOTHING_NEW = "nothing-new"
    SAME_AS_LAST_WEEK = "same-as-last-week"
    OPEN_FORM = "form"
    OPEN_LIST = "list"
    CORRECT = "correct"
    MOVE = "move"  # on cards of earlier releases, as CHOOSE
    EMERGENCY = "emergency"
    NO_EMERGENCY = "no-emergency"
    RESOLVED = "resolved"
    CHOOSE = "choose"  # an item of a long list, in a second look
    SHOW = "show"
    ADD = "add"
    PLACE = "place"
    LOOKS_RIGHT = "looks-right"
    WITHDRAW = "withdraw"
    AWAY = "away"
    INSTEAD = "instead"
    BACK = "back"
    STAND_IN = "stand-in"  # who it is stands as the item
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a press is about; `held_on` is the date to which the meeting was moved, if so."""

    call: str
    date: dt.date
    area: str = ""
    item: str = ""
    held_on: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The date on which the meeting is held."""
        return self.held_on or self.date

    @property
    def meeting(self) -> str:
        """The meeting's key."""
        return meeting_key(self.call, self.date)


@dataclass(frozen=True, slots=True)
class Click:
    """A button that was pressed, or a menu and what was chosen from it."""

    verb: Verb
    subject: Subject
    chosen: str = ""


def action_id(verb: Verb, area: str = "", item: str = "") -> str:
    """Write what a button does and to which item."""
    return f"{verb}|{item}|{area}"


def block_id(number: int | str, meeting: str) -> str:
    """Write for which meeting the block's buttons are."""
    return f"{number}|{meeting}"


def click_from(action: Mapping[str, Any]) -> Click | None:
    """Read back what was pressed; None if it is no button of ours."""
    verb, item, area = _parted(text_of(action.get("action_id")), 3)
    _, meeting = _parted(text_of(action.get("block_id")), 2)
    call, _, day = meeting.rpartition("/")
    if verb not in set(Verb) or not _is_date(day):
        return None
    chosen = text_of(mapping_of(action.get("selected_option")).get("value"))
    return Click(Verb(verb), Subject(call, date.fromisoformat(day), area, item), chosen)


def write_metadata(subject: Subject, conversation: str) -> str:
    """Write what a form is about, and the conversation from which it was opened."""
    moved = [subject.held_on.isoformat()] if subject.held_on else []
    about = [subject.call, subject.date.isoformat(), subject.area, subject.item]
    return json.dumps([*about, conversation, *moved])


def read_metadata(text: str) -> tuple[Subject, str]:
    """Read back what `write_metadata` wrote. Raises Refusal where that is not to be read."""
    try:
        call, day, area, item, conversation, *moved = map(str, json.loads(text))
        held_on = date.fromisoformat(moved[0]) if moved else None
        return Subject(call, date.fromisoformat(day), area, item, held_on), conversation
    except (TypeError, ValueError, RecursionError) as strange:
        raise Refusal(STRANGE) from strange


def _parted(text: str, parts: int) -> list[str]:
    found = text.split("|", parts - 1)
    return found + [""] * (parts - len(found))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
