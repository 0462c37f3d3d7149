"""Tables of the file, read key by key; every problem is noted with its line, and reading goes on."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.calls_file.lines import Lines, Path
from bot.calls_file.values import Wrong, meant

T = TypeVar("T")
D = TypeVar("D")

_LONGEST_SHOWN = 60


@dataclass(slots=True)
class Notes:
    """Everything that is wrong with a file, by place."""

    lines: Lines
    found: list[tuple[Path, str]] = field(default_factory=list)

    def add(self, path: Path, problem: str) -> None:
        """Note a problem with what stands at a path."""
        self.found.append((path, problem))

    @property
    def problems(self) -> tuple[str, ...]:
        """All problems in the order of the file."""
        by_line = [(self.lines.of(path), problem) for path, problem in self.found]
        return tuple(f"line {line}: {problem}" for line, problem in sorted(by_line, key=lambda one: one[0]))


@dataclass(slots=True)
class Table:
    """One table of the file, with the keys that have been asked for so far.

    Where a value is wrong or missing something harmless stands in, only so that reading can go on to find the
    other problems; what was read counts only if there are none.
    """

    values: Mapping[str, Any]
    path: Path
    notes: Notes
    known: list[str] = field(default_factory=list)

    def need(self, key: str, parse: Callable[[object], T], stand_in: T, hint: str = "") -> T:
        """A value that must be there."""
        if key not in self.values:
            self.notes.add(self.path, f"{key} is missing{hint and '; '}{hint}")
        return self.take(key, parse, stand_in)

    def take(self, key: str, parse: Callable[[object], T], default: T) -> T:
        """A value that may be there."""
        self.known.append(key)
        if key not in self.values:
            return default
        return self._parsed(key, self.values[key], (*self.path, key), parse, default)

    def each(self, key: str, parse: Callable[[object], T], default: tuple[T, ...] = ()) -> tuple[T, ...]:
        """A list of different values that may be there."""
        self.known.append(key)
        if key not in self.values:
            return default
        values = self.values[key]
        if not isinstance(values, list):
            self.problem(key, f"{key} = {shown(values)}: write a list, in square brackets")
            return default
        read: list[T] = []
        for position, value in enumerate(values):
            place = (*self.path, key, position)
            one = self._parsed(key, value, place, parse, None)
            if one is not None and one in read:
                self.notes.add(place, f"{key} = {shown(value)}: stands here twice")
            elif one is not None:
                read.append(one)
        return tuple(read)

    def tables(self, key: str, wanted: str) -> tuple["Table", ...]:
        """The tables of an array of tables; `wanted` shows how to write one."""
        self.known.append(key)
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.problem(key, f"{key}: write {wanted}")
            return ()
        return tuple(
            Table(value, (*self.path, key, position), self.notes) for position, value in enumerate(values)
        )

    def table(self, key: str) -> "Table":
        """A table that may be there; without it, an empty one."""
        self.known.append(key)
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"{key} = {shown(value)}: must be a table")
            value = {}
        return Table(value, (*self.path, key), self.notes)

    def close(self) -> None:
        """Note the keys that nobody asked for."""
        for key in self.values:
            if key not in self.known:
                hint = meant(key, self.known) or f"known are {', '.join(self.known)}"
                self.problem(key, f"{key}: no such key; {hint}")

    def problem(self, key: str, said: str) -> None:
        """Note a problem with one key, or with the table where the key is missing."""
        self.notes.add((*self.path, key), said)

    def _parsed(
        self, key: str, value: object, place: Path, parse: Callable[[object], T], default: D
    ) -> T | D:
        try:
            return parse(value)
        except Wrong as wrong:
            self.notes.add(place, f"{key} = {shown(value)}: {wrong}")
            return default


_LOGIN = re.compile(r"//[^/\s]*@")


def shown(value: object) -> str:
    """A value as it stands in the file, but not at length, and without the login in an address."""
    match value:
        case bool():
            said = str(value).lower()
        case str():
            said = json.dumps(_LOGIN.sub("//…@", value), ensure_ascii=False)
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case _:
            said = str(value)
    return said if len(said) <= _LONGEST_SHOWN else f"{said[: _LONGEST_SHOWN - 1]}…"
