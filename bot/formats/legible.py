"""What may be shown of what somebody typed: no invisible controls, one kind of line break and of space."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.model.words import Span, Words

_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_NONCHARACTERS = "".join(
    chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    f"{_NONCHARACTERS}]"
)
_SPACES = re.compile(r"[^\S\n]+")


def legible(text: str) -> str:
    """The same text without control characters, with newlines as its only line breaks."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The same text on one line, white space collapsed."""
    return " ".join(legible(text).split())


def block(text: str) -> tuple[str, ...]:
    """The lines of a code block: indentation stays, tabs become spaces, no empty lines at either end."""
    lines = [_SPACES.sub(_plain_spaces, line).rstrip() for line in legible(text).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def lines_of(said: Words) -> tuple[Words, ...]:
    """What was said, line by line, tidied: no empty lines, no space at the edge of a line or of a style."""
    if len(said) == 1 and said[0] == Span(said[0].text):  # nearly everything that people write
        return tuple(
            (Span(line),) for raw in legible(said[0].text).split("\n") if (line := " ".join(raw.split()))
        )
    rows: list[list[Span]] = [[]]
    for span in said:
        first, *more = legible(span.text).split("\n")
        rows[-1].append(replace(span, text=first))
        rows.extend([replace(span, text=text)] for text in more)
    return tuple(words for row in rows if (words := _tidy(row)))


def _plain_spaces(match: re.Match[str]) -> str:
    return "".join("    " if sign == "\t" else " " for sign in match.group())


def _tidy(row: list[Span]) -> Words:
    """Collapse the spaces of a line and move them out of styled spans."""
    line: list[Span] = []
    for span in _spaced(row):
        before = line[-1] if line else None
        if before is None or (span.text.startswith(" ") and before.text.endswith(" ")):
            span = replace(span, text=span.text.lstrip(" "))  # noqa: PLW2901 - the same span, tidied
        if not span.text:
            continue
        if before is not None and replace(before, text=span.text) == span:
            line[-1] = replace(span, text=before.text + span.text)
        else:
            line.append(span)
    if line and line[-1].text.endswith(" "):
        last = line.pop()
        line += [replace(last, text=text)] if (text := last.text.rstrip(" ")) else []
    return tuple(line)


def _spaced(row: list[Span]) -> Iterator[Span]:
    for span in row:
        text = _SPACES.sub(" ", span.text)
        if span == Span(span.text):
            yield Span(text)
            continue
        address = span.url and one_line(span.url)
        core = text.strip(" ") or ("" if text else address or "")
        if text.startswith(" "):
            yield Span(" ")
        if core:
            yield replace(span, text=core, url=address)
        if text.endswith(" ") and core:
            yield Span(" ")
