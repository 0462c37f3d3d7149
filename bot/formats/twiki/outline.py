"""The lines of an area on a wiki page, put below one another as they are indented."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a line of the page is."""

    SUBHEAD = "subhead"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


@dataclass(slots=True)
class Entry:
    """A heading, a bullet or a paragraph, with the bullets below it; `text` is still source."""

    kind: Kind
    text: str
    indent: int = 0
    below: list["Entry"] = field(default_factory=list)


def outline(lines: Iterable[str]) -> list[Entry]:
    """Read bullets of any indentation, paragraphs and deeper headings; what holds no words is left out."""
    top: list[Entry] = []
    open_: list[Entry] = []  # the bullets that the next line may stand below, outermost first
    last: Entry | None = None  # what a line that goes on belongs to
    for line in _whole(lines):
        if not line.strip():
            last = last if open_ else None
            continue
        if _is_apart(line):
            last = None
            continue
        entry = _entry(line)
        if entry is None or (
            entry.kind is Kind.PARAGRAPH and last and last.kind is Kind.PARAGRAPH and _is_prose(last)
        ):
            last = _go_on(last, line, top)
            continue
        _place(entry, open_, top)
        last = entry
    return top


_SUBHEAD = re.compile(r"---+\+{2,}\s*(.*)")
_BULLET = re.compile(r"(\s*)\*(?!\S[^*]*\*)\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"(\s{3,})(?:[1AaIi]\.|\d+\.)\s+(.*)")
_APART = re.compile(
    r"\s*(?:\|.*\|\s*$|--\s+\S+\s+-\s|-{3,}\s*$|%\w+(?:\{.*\})?%\s*$|%META:|</?(?:div|hr)\b[^>]*>\s*$)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"<(pre|verbatim)>|(<!--)", re.IGNORECASE)
_COMMENT = re.compile("<!--(?:(?!<!--).)*?-->", re.DOTALL)
_SENTENCE = 60


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Put the lines of a code block or comment together, and leave comments out."""
    held: list[str] = []
    closing = ""
    for line in lines:
        held.append(line.rstrip("\r"))
        if not closing and (opening := _OPENS.search(line)):
            closing = f"</{opening.group(1).lower()}>" if opening.group(1) else "-->"
        if not closing or closing in line.lower():
            yield _COMMENT.sub("", "\n".join(held))
            held, closing = [], ""
    yield from held  # of a block that never ends


def _is_apart(line: str) -> bool:
    """Tables, signatures, rules, macros and boxes hold no items."""
    return _APART.match(line) is not None


def _entry(line: str) -> Entry | None:
    """What a line begins; None if it only goes on."""
    if subhead := _SUBHEAD.match(line):
        return Entry(Kind.SUBHEAD, subhead.group(1).strip(), -1)
    if bullet := _BULLET.match(line) or _NUMBER.match(line):
        return Entry(Kind.BULLET, bullet.group(2).strip(), len(bullet.group(1).expandtabs(3)))
    return None if line[0].isspace() else Entry(Kind.PARAGRAPH, line.strip(), -1)


def _is_prose(entry: Entry) -> bool:
    """Whether a paragraph is long enough to go on in the next line; a short line stands for itself."""
    return len(entry.text) > _SENTENCE


def _go_on(last: Entry | None, line: str, top: list[Entry]) -> Entry:
    if last is None:
        last = Entry(Kind.PARAGRAPH, line.strip(), -1)
        top.append(last)
    else:
        last.text += f"\n{line.strip()}"
    return last


def _place(entry: Entry, open_: list[Entry], top: list[Entry]) -> None:
    """Put an entry below the bullet that is indented less."""
    while open_ and (entry.kind is not Kind.BULLET or open_[-1].indent >= entry.indent):
        open_.pop()
    (open_[-1].below if open_ else top).append(entry)
    if entry.kind is Kind.BULLET:
        open_.append(entry)
