"""A list that somebody asked for: each entry with a button beside it, a page at a time. Pure.

Entries are what people typed, so they stand as plain text: nothing in it is formatted, pings or links.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.blocks.action_ids import block_id
from handlers.blocks.lead_words import line, split
from handlers.blocks.parts import Block, plain_text

ENTRIES_PER_PAGE = 20  # an entry is one block or more, of the 50 of a message
CHARACTERS_PER_PAGE = 8_000
CHARACTERS_PER_SECTION = 2_900


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a list, `number` unique within it."""

    number: int
    text: str
    button: Block | None = None


def pages_of(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Part a list into what one message holds; there is always a first page."""
    pages: list[list[Entry]] = [[]]
    room = CHARACTERS_PER_PAGE
    for entry in entries:
        if pages[-1] and (len(entry.text) > room or len(pages[-1]) == ENTRIES_PER_PAGE):
            pages.append([])
            room = CHARACTERS_PER_PAGE
        pages[-1].append(entry)
        room -= len(entry.text)
    return tuple(map(tuple, pages))


def listed(entries: Sequence[Entry], meeting: str) -> Iterator[Block]:
    """Write the entries of one page; `meeting` is what their buttons are about, as in `block_id`."""
    for entry in entries:
        first, *others = _pieces(entry.text)
        beside = {"accessory": entry.button} if entry.button else {}
        yield {**_section(first), "block_id": block_id(entry.number, meeting), **beside}
        yield from map(_section, others)


def _pieces(text: str) -> list[str]:
    """A text in pieces that one block holds."""
    rows = split(line(text), CHARACTERS_PER_SECTION)
    return ["".join(span.text for span in row.words) for row in rows]


def _section(text: str) -> Block:
    return {"type": "section", "text": plain_text(text)}
