"""The buttons of the set-up: what each does, and which was pressed. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handlers.blocks.parts import Block, button, shorten
from handlers.untrusted_json import text_of

SETUP = "setup"  # the first word of the action ids
_NUMBER = re.compile("[0-9]{1,9}")


class Step(StrEnum):
    """What a button in the set-up does."""

    NAME = "name"
    WHEN = "when"
    ASKING = "asking"
    CHAIRS = "chairs"
    ADD = "add"
    EDIT = "edit"
    NAMES = "names"
    UP = "up"
    DOWN = "down"
    REMOVE = "remove"
    PAGE = "page"
    HISTORY = "history"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the set-up that was pressed; `value` is a place, a page or the number of a change."""

    step: Step
    area: str
    value: int


def clicked(action: Mapping[str, Any]) -> Pressed | None:
    """Read which button was pressed; None if it is none of the set-up."""
    word, _, rest = text_of(action.get("action_id")).partition("|")
    step, _, area = rest.partition("|")
    if word != SETUP or step not in set(Step):
        return None
    number = text_of(action.get("value"))
    return Pressed(Step(step), area, int(number) if _NUMBER.fullmatch(number) else 0)


def setup_button(label: str, step: Step, area: str = "", value: int = 0) -> Block:
    """A button that does a step, to an area where one is named."""
    said = (
        {"accessibility_label": shorten(f"{label} {area}", 75)} if area not in ("", "before", "after") else {}
    )
    return {**button(label, f"{SETUP}|{step}|{area}"), "value": str(value), **said}
