"""The lines of an area on a wiki page, put below one another as a reader sees them.

Bullets stand below or beside one another by their place among their neighbours: people miss a blank or type
one too many.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.formats.twiki.html_lists import DEEPEST, LEVEL, with_bullets


class Kind(StrEnum):
    """What a line of the page is."""

    SUBHEAD = "subhead"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    APART = "apart"  # tables, signatures, pictures, macros: no items, and kept as they stand


@dataclass(slots=True)
class Entry:
    """A heading, a bullet or a paragraph, with the bullets below it; `text` is still source.

    `level` is that of a heading.
    """

    kind: Kind
    text: str
    indent: int = 0
    below: list["Entry"] = field(default_factory=list)
    level: int = 0


def outline(lines: Iterable[str]) -> list[Entry]:
    """Read bullets of any indentation, paragraphs, deeper headings, and what stands apart from them."""
    top: list[Entry] = []
    open_: list[Entry] = []  # the bullets that the next line may stand below, outermost first
    last: Entry | None = None  # what a line that goes on belongs to
    for line in _whole(with_bullets(lines)):
        if not line.strip():
            last = last if open_ and last and last.kind is Kind.BULLET else None
            continue
        if _is_apart(line) or (_is_picture(line) and not _goes_on(last, line)):
            last = _apart(last, line, top)
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


_SUBHEAD = re.compile(r"---+(\+{2,})\s*(.*)")
_RULED = re.compile(r"={2,}\s([^=]*)\s={2,}\s*$")  # "== Topic ==", as other wikis have it
_LOWEST = 6  # the level of the deepest heading there is
_BOLD = r"\*(?!\*)\S(?:[^*\n]*\S)?\*(?=$|[\s,.;:!?)])"
_BULLET = re.compile(rf"(\s*)(?:(?!{_BOLD})\*\s*|[-\u2022]\s+(?=\S)|(?<=\s)\$\s+)(.*)", re.DOTALL)
_NUMBER = re.compile(r"((?: {3}|\t)+)(?:[1AaIi]\.|\d+\.|\d{1,2}(?=\s))\s+(.*)", re.DOTALL)
_APART = re.compile(
    r"\s*(?:\*\s+(?:Set|Local)\s+\w+\s*=|\|.*\|\s*$|--\s+\S+\s+-\s|-{3,}\s*$|%\w+(?:\{.*\})?%\s*$|%META:|</?(?:div|hr)\b[^>]*>\s*$)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\s*(?:</?(?:img|br|a|center|p|font|span)\b[^<>]*>\s*)+$", re.IGNORECASE)
_LINK = re.compile(r"(?:\[\[[^\]\n]+\](?:\[[^\]\n]+\])?\]|https?://\S+)\s*$")
_OPENS = re.compile(r"<(pre|verbatim)>|(<!--)", re.IGNORECASE)
_COMMENT = re.compile("<!--(?:(?!<!--).)*?-->", re.DOTALL)
_SENTENCE = 60
_SLIP = 1  # blanks by which a bullet may miss its place


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Put the lines of a code block or comment together, and leave comments out."""
    held: list[str] = []
    closing = ""
    for line in lines:
        held.append(line.rstrip("\r"))
        if not closing and (opening := _OPENS.search(line)):
            closing = f"</{opening.group(1).lower()}>" if opening.group(1) else "-->"
        if not closing or closing in line.lower():
            whole = "\n".join(held)
            yield whole if closing.startswith("</") else _COMMENT.sub("", whole)
            held, closing = [], ""
    yield from held  # of a block that never ends


def _is_apart(line: str) -> bool:
    return _APART.match(line) is not None


def _is_picture(line: str) -> bool:
    return _PICTURE.match(line) is not None


def _goes_on(last: Entry | None, line: str) -> bool:
    """Whether a line without words stands in the bullet before it."""
    return last is not None and last.kind is not Kind.APART and line[0].isspace()


def _apart(last: Entry | None, line: str, top: list[Entry]) -> Entry:
    """Lines that stand apart belong together up to a blank one; they close no list."""
    if last is not None and last.kind is Kind.APART:
        last.text += f"\n{line.strip()}"
        return last
    entry = Entry(Kind.APART, line.strip(), -1)
    top.append(entry)
    return entry


def _entry(line: str) -> Entry | None:
    """What a line begins; None if it only goes on."""
    if subhead := _SUBHEAD.match(line):
        return Entry(Kind.SUBHEAD, subhead[2].strip(), -1, level=len(subhead[1]))
    if subhead := _RULED.match(line):
        return Entry(Kind.SUBHEAD, subhead[1].strip(), -1, level=_LOWEST)
    if bullet := _BULLET.match(line) or _NUMBER.match(line):
        return Entry(Kind.BULLET, bullet[2].strip(), len(bullet[1].expandtabs(len(LEVEL))))
    return None if line[0].isspace() else Entry(Kind.PARAGRAPH, line.strip(), -1)


def _is_prose(entry: Entry) -> bool:
    """Whether a paragraph is long enough to go on in the next line; a short line stands for itself."""
    return len(entry.text) > _SENTENCE and not _OPENS.match(entry.text)


def _go_on(last: Entry | None, line: str, top: list[Entry]) -> Entry:
    if last is None or last.kind is Kind.APART:
        last = Entry(Kind.PARAGRAPH, line.strip(), -1)
        top.append(last)
    else:
        last.text += f"\n{line.strip()}"
    return last


def _place(entry: Entry, open_: list[Entry], top: list[Entry]) -> None:
    """Put an entry below the bullet that is clearly indented less; a link alone closes no list."""
    if entry.kind is not Kind.BULLET:
        if not _LINK.match(entry.text):
            open_.clear()
        top.append(entry)
        return
    while open_ and open_[-1].indent > entry.indent + _SLIP:
        open_.pop()
    if open_ and (open_[-1].indent >= entry.indent - _SLIP or len(open_) >= DEEPEST):
        entry.indent = open_.pop().indent  # that of the first of them, however far the others slip
    (open_[-1].below if open_ else top).append(entry)
    open_.append(entry)
