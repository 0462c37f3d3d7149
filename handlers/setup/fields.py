"""The fields of the forms: how each shows a value of a call's table, and how it is read back. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.blocks.modal import field
from handlers.blocks.parts import Block, menu, plain_text
from handlers.untrusted_json import mapping_of, mappings_in, text_of

VALUE = "value"  # the action id within each field's block
LONGEST = 3_000  # characters that a field may be filled with
MOST_PEOPLE = 100
_BETWEEN = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Field:
    """A line of text. `key` says where its value stands in the table of a call, and is its block's id."""

    key: str
    label: str
    hint: str = ""
    optional: bool = False

    def shown(self, value: Any) -> str:
        """The value as text."""
        return str(value or "")

    def element(self, value: Any) -> Block:
        """The element, filled with a value."""
        return _text(self.shown(value))

    def read(self, state: Mapping[str, Any]) -> Any:
        """What was filled in; None if nothing was."""
        return text_of(state.get("value")).strip() or None

    def fits(self, value: Any) -> bool:
        """Whether Slack takes the field filled with this value."""
        return len(self.shown(value)) <= LONGEST

    def block(self, value: Any) -> Block:
        """The whole field, filled with a value."""
        element = {**self.element(value), "action_id": VALUE}
        return field(self.key, self.label, element, optional=self.optional, hint=self.hint)


@dataclass(frozen=True, slots=True)
class Lines(Field):
    """Several values, one a line."""

    def shown(self, value: Any) -> str:
        """The values, one a line."""
        return "\n".join(value or ())

    def element(self, value: Any) -> Block:
        """A field of several lines."""
        return {**_text(self.shown(value)), "multiline": True}

    def read(self, state: Mapping[str, Any]) -> Any:
        """The lines that say something."""
        return [line.strip() for line in text_of(state.get("value")).splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Listed(Field):
    """Several values with commas between them."""

    def shown(self, value: Any) -> str:
        """The values in one line."""
        return ", ".join(value or ())

    def read(self, state: Mapping[str, Any]) -> Any:
        """The values between the commas."""
        return [part.strip() for part in _BETWEEN.split(text_of(state.get("value"))) if part.strip()]


@dataclass(frozen=True, slots=True)
class Clock(Field):
    """A time of the day."""

    def element(self, value: Any) -> Block:
        """A time picker."""
        return {"type": "timepicker", **({"initial_time": value} if value else {})}

    def read(self, state: Mapping[str, Any]) -> Any:
        """The time that was picked."""
        return text_of(state.get("selected_time")) or None


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a few values, each with its words."""

    choices: tuple[tuple[str, str], ...] = ()

    def element(self, value: Any) -> Block:
        """A menu."""
        return menu("Choose", VALUE, self.choices, value)

    def read(self, state: Mapping[str, Any]) -> Any:
        """The value that was chosen."""
        return text_of(mapping_of(state.get("selected_option")).get("value")) or None


@dataclass(frozen=True, slots=True)
class Choices(Choice):
    """Some of a few values, each with its words."""

    def element(self, value: Any) -> Block:
        """A menu in which several can be chosen; a single value may stand without a list."""
        known = [value] if isinstance(value, str) else value or []
        options = {each: {"text": plain_text(said), "value": each} for each, said in self.choices}
        chosen = [options[each] for each in known if each in options]
        return {
            "type": "multi_static_select",
            "placeholder": plain_text("Choose"),
            "options": list(options.values()),
            **({"initial_options": chosen} if chosen else {}),
        }

    def read(self, state: Mapping[str, Any]) -> Any:
        """The values that were chosen; None if none were. A form of an earlier release had a menu for one."""
        one = mapping_of(state.get("selected_option"))
        several = [*mappings_in(state.get("selected_options")), *([one] if one else [])]
        return [text_of(each.get("value")) for each in several] or None


@dataclass(frozen=True, slots=True)
class Joiner(Choice):
    """What stands between names; in quotation marks, as Slack may drop blanks."""

    def element(self, value: Any) -> Block:
        """A menu that also offers what stands there now."""
        usual = dict(self.choices)
        own = {} if value in usual else {value: f"A{value}B"}
        return menu(
            "Choose",
            VALUE,
            [(json.dumps(each), said) for each, said in (usual | own).items()],
            json.dumps(value),
        )

    def read(self, state: Mapping[str, Any]) -> Any:
        """What was chosen, blanks and all."""
        chosen = text_of(mapping_of(state.get("selected_option")).get("value"))
        return _unquoted(chosen)


@dataclass(frozen=True, slots=True)
class People(Field):
    """Members of the workspace."""

    def element(self, value: Any) -> Block:
        """A picker."""
        picked = {"initial_users": list(value)} if value else {}
        return {"type": "multi_users_select", "placeholder": plain_text("Choose people"), **picked}

    def read(self, state: Mapping[str, Any]) -> Any:
        """Who was picked, in this order."""
        picked = state.get("selected_users")
        return [person for each in picked if (person := text_of(each))] if isinstance(picked, list) else []

    def fits(self, value: Any) -> bool:
        """Whether Slack takes the picker with these people in it."""
        return len(value or ()) <= MOST_PEOPLE


def _unquoted(text: str) -> str | None:
    """What stands in quotation marks; None where nothing does."""
    try:
        said = json.loads(text)
    except (RecursionError, ValueError):
        return None
    return said if isinstance(said, str) else None


def _text(value: str) -> Block:
    return {"type": "plain_text_input", **({"initial_value": value} if value else {})}
