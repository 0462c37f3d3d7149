"""Leads' words as rich_text: literal, so that nothing in them pings, links or changes its look. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.model.update import Item
from bot.model.words import Shape, Span, Words, plain, words
from handlers.blocks.parts import Block

DEEPEST = 8  # the greatest `indent` of a rich_text_list
LONGEST_URL = 3_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a rich_text block: a line, a bullet at some depth, a quote or code."""

    words: Words
    shape: Shape = Shape.LINE
    level: int = 0

    @property
    def weight(self) -> int:
        """How many characters it brings to the message."""
        return sum(len(span.text) + len(span.url or "") for span in self.words) + 1


def bold(text: str) -> Row:
    """A line in bold."""
    return Row((Span(text, bold=True),))


def italic(text: str) -> Row:
    """A line in italics: the bot's own words among a lead's."""
    return Row((Span(text, italic=True),))


def line(text: str) -> Row:
    """A plain line."""
    return Row(words(text))


def bullet(text: str, level: int = 0) -> Row:
    """A bullet of plain text."""
    return Row(words(text), Shape.BULLET, level)


def rows(items: Iterable[Item], level: int = 0) -> Iterator[Row]:
    """Items and what is nested below them, each a row."""
    for item in items:
        shape = item.shape if item.shape in (Shape.CODE, Shape.QUOTE) else Shape.BULLET
        yield Row(item.words, shape, level)
        yield from rows(item.items, level + 1)


def rich_text(body: Iterable[Row]) -> Block:
    """Write rows as one rich_text block."""
    said = [row for row in body if any(span.text or span.url for span in row.words)]
    kinds = groupby(said, key=lambda row: (row.shape, row.level if row.shape is Shape.BULLET else 0))
    elements = [
        element for (shape, level), group in kinds for element in _elements(shape, level, list(group))
    ]
    return {"type": "rich_text", "elements": elements or [_section(words("(no text)"))]}


def said(body: Iterable[Row]) -> Iterator[str]:
    """The same rows as plain text, for screen readers and notifications."""
    for row in body:
        mark = f"{'    ' * row.level}• " if row.shape is Shape.BULLET else ""
        yield f"{mark}{plain(row.words)}"


def split(row: Row, limit: int) -> Iterator[Row]:
    """Break a row that is too long for any message at spaces; no character is lost."""
    taken: list[Span] = []
    room = limit
    for span in row.words:
        for part in _parts(span, limit):
            size = len(part.text) + len(part.url or "")
            if size > room and taken:
                yield replace(row, words=tuple(taken))
                taken, room = [], limit
            taken.append(part)
            room -= size
    if taken:
        yield replace(row, words=tuple(taken))


def _elements(shape: Shape, level: int, group: Sequence[Row]) -> Iterator[Block]:
    match shape:
        case Shape.BULLET | Shape.NUMBER:
            yield {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": min(level, DEEPEST),
                "elements": [_section(row.words) for row in group],
            }
        case Shape.CODE | Shape.QUOTE:
            kind = "rich_text_preformatted" if shape is Shape.CODE else "rich_text_quote"
            for row in group:
                yield {"type": kind, "elements": _spans(row.words, styled=shape is Shape.QUOTE)}
        case Shape.LINE:
            yield _section(_joined([row.words for row in group]))


def _joined(lines: Sequence[Words]) -> Words:
    """Lines that follow each other are one section, with line breaks in it."""
    broken = ((*spoken, Span("\n")) for spoken in lines[:-1])
    return (*(span for spoken in broken for span in spoken), *lines[-1])


def _section(spoken: Words) -> Block:
    return {"type": "rich_text_section", "elements": _spans(spoken, styled=True)}


def _spans(spoken: Words, *, styled: bool) -> list[Block]:
    return [_span(span, styled=styled) for span in spoken if span.text or span.url]


def _span(span: Span, *, styled: bool) -> Block:
    marks = {"bold": span.bold, "italic": span.italic, "strike": span.strike, "code": span.code}
    style = {name: True for name, is_set in marks.items() if is_set and styled}
    looks = {"style": style} if style else {}
    if span.url is None or len(span.url) > LONGEST_URL:
        return {"type": "text", "text": plain([span]), **looks}
    label = {"text": span.text} if span.text else {}
    return {"type": "link", "url": span.url, **label, **looks}


def _parts(span: Span, limit: int) -> Iterator[Span]:
    """Break one span; only its first part keeps a link, so that it is not counted twice."""
    rest, part = span.text, span
    while len(rest) > limit:
        cut = max(rest.rfind(" ", 0, limit), rest.rfind("\n", 0, limit)) + 1 or limit
        yield replace(part, text=rest[:cut])
        rest, part = rest[cut:], replace(part, url=None)
    yield replace(part, text=rest)
