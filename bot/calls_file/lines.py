"""Where things stand in a TOML text, which the parser of the standard library does not tell."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<mark>[\[\]{},=])|(?P<word>[^\s#\"'\[\]{},=]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    said: str
    line: int
    start: int


class Lines:
    """The line of every table, key and value of a TOML text that the parser has accepted."""

    def __init__(self, text: str) -> None:
        self._tokens = [token for token in _tokens(text) if token.kind != "comment"]
        self._at = 0
        self._counts: dict[Path, int] = {}
        self._lines: dict[Path, int] = {(): 1}
        self._read_statements()

    def of(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that has one."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _read_statements(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind == "newline":
                self._at += 1
            elif token.said == "[":
                table = self._read_header()
            else:
                self._read_pair(table)

    def _read_header(self) -> Path:
        """A table's header gives the path that its keys stand under; `[[…]]` counts a new element."""
        first, second = self._tokens[self._at : self._at + 2]
        is_element = second.said == "[" and second.start == first.start + 1
        self._at += 2 if is_element else 1
        path = self._within_last(self._read_key("]"), first.line)
        self._at += 1 if is_element else 0
        if is_element:
            self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, self._counts[path] - 1)
        self._lines[path] = first.line
        return path

    def _within_last(self, keys: list[str], line: int) -> Path:
        """A header speaks of the last element of every array of tables it passes through."""
        path: Path = ()
        for key in keys:
            path = (*path, self._counts[path] - 1) if path in self._counts else path
            path = (*path, key)
            self._lines.setdefault(path, line)
        return path

    def _read_pair(self, table: Path) -> None:
        line = self._tokens[self._at].line
        path = table
        for key in self._read_key("="):
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._read_value(path)

    def _read_key(self, end: str) -> list[str]:
        """The parts of a dotted key, up to and over the mark that ends it."""
        said = ""
        while (token := self._tokens[self._at]).said != end or token.kind != "mark":
            said += token.said
            self._at += 1
        self._at += 1
        return _parts(said)

    def _read_value(self, path: Path) -> None:
        first = self._tokens[self._at]
        self._lines.setdefault(path, first.line)
        if first.kind == "mark" and first.said in "[{":
            self._at += 1
            self._read_members(path, is_array=first.said == "[")
            return
        while self._at < len(self._tokens) and self._tokens[self._at].kind in {"text", "word"}:
            self._at += 1

    def _read_members(self, path: Path, *, is_array: bool) -> None:
        position = 0
        while (token := self._tokens[self._at]).said not in {"]", "}"} or token.kind != "mark":
            if token.kind == "newline" or (token.kind == "mark" and token.said == ","):
                self._at += 1
            elif is_array:
                self._read_value((*path, position))
                position += 1
            else:
                self._read_pair(path)
        self._at += 1


def _tokens(text: str) -> Iterator[_Token]:
    """Cut the text into tokens, each with its line."""
    line, counted = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        yield _Token(found.lastgroup or "", found[0], line, found.start())


def _parts(key: str) -> list[str]:
    """The names in a dotted key, without their quotes."""
    found: Any = tomllib.loads(f"{key} = 0")
    parts = []
    while found != 0:
        ((part, found),) = found.items()
        parts.append(part)
    return parts
