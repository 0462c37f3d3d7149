"""A call as it is filled in key by key, outside a file: the same tables, the same truth, the same words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.calls_file.lines import Lines, Path
from bot.calls_file.read import call_from
from bot.calls_file.tables import Notes, Table
from bot.calls_file.write import write_calls
from bot.model.call import Call


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the value at a path, such as `("area", 0, "leads")`."""

    path: Path
    problem: str

    @property
    def said(self) -> str:
        """The same for those who see the field that it is about: without the name of its key."""
        key = next((part for part in reversed(self.path) if isinstance(part, str)), "")
        for opening in (f"{key} = ", f"{key}: "):
            if self.problem.startswith(opening):
                return self.problem.removeprefix(opening)
        return self.problem


def table_of(call: Call) -> dict[str, Any]:
    """The keys of a call, as the file would have them."""
    (table,) = tomllib.loads(write_calls([call]))["call"]
    return dict(table)


def read_filled(values: Mapping[str, Any]) -> tuple[Call, tuple[Fault, ...]]:
    """Read the keys of a call, and all that is wrong with them; the call counts only if nothing is."""
    notes = Notes(Lines(""))
    call = call_from(Table(values, (), notes))
    return call, tuple(Fault(path, problem) for path, problem in notes.found)
