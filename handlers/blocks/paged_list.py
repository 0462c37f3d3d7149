"""A list that somebody asked for, a page at a time, with a button that asks for the page behind it. Pure.

Entries are what people typed, so they stand as plain text: nothing in it is formatted, pings or links.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.lead_words import line, split
from handlers.blocks.parts import Block, actions, plain_text

ENTRIES_PER_PAGE = 20  # an entry is one block or more, of the 50 of a message
CHARACTERS_PER_PAGE = 8_000
CHARACTERS_PER_SECTION = 2_900

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The `index`-th of so many pages of a list, counted from 0."""

    shown: tuple[T, ...]
    index: int = 0
    pages: int = 1

    @property
    def before(self) -> int | None:
        """The index of the page before this one; None for the first."""
        return self.index - 1 if self.index > 0 else None

    @property
    def after(self) -> int | None:
        """The index of the page behind this one; None for the last."""
        return self.index + 1 if self.index + 1 < self.pages else None

    @property
    def where(self) -> str:
        """` (page 2 of 3)`, to be set behind a title; empty for an only page."""
        return f" (page {self.index + 1} of {self.pages})" if self.pages > 1 else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a list, `number` unique within it."""

    number: int
    text: str
    button: Block | None = None


def filled(
    things: Iterable[T], weigh: Callable[[T], int], *, room: int, most: int
) -> tuple[tuple[T, ...], ...]:
    """Part things into pages that hold at most so many of them and so much weight; one alone may weigh more.

    There is always a first page.
    """
    pages: list[list[T]] = [[]]
    left = room
    for thing in things:
        weight = weigh(thing)
        if pages[-1] and (weight > left or len(pages[-1]) == most):
            pages.append([])
            left = room
        pages[-1].append(thing)
        left -= weight
    return tuple(map(tuple, pages))


def divided(things: Iterable[T], most: int) -> tuple[tuple[T, ...], ...]:
    """Part things into pages of so many each; there is always a first page."""
    return filled(things, lambda _: 0, room=0, most=most)


def page_of(pages: Sequence[tuple[T, ...]], wanted: int) -> Page[T]:
    """The page with this index; the first or the last one where there is no such page."""
    index = min(max(wanted, 0), len(pages) - 1)
    return Page(pages[index], index, len(pages))


def pages_of(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Part a list into what one message holds; there is always a first page."""
    return filled(entries, lambda entry: len(entry.text), room=CHARACTERS_PER_PAGE, most=ENTRIES_PER_PAGE)


def listed(entries: Sequence[Entry], meeting: str) -> Iterator[Block]:
    """Write the entries of one page; `meeting` is what their buttons are about, as in `block_id`."""
    for entry in entries:
        first, *others = _pieces(entry.text)
        beside = {"accessory": entry.button} if entry.button else {}
        yield {**_section(first), "block_id": block_id(entry.number, meeting), **beside}
        yield from map(_section, others)


def more(
    page: Page[T], typed: Callable[[int], str], meeting: str, *, name: str = "more", label: str = "More"
) -> Iterator[Block]:
    """The button that asks for the page behind this one; nothing where this is the last.

    `typed` is the command that asks for a page, counted from 1; `name` is unique within the message.
    """
    if page.after is not None:
        yield actions(block_id(name, meeting), typing(label, typed(page.after + 1), name))


def _pieces(text: str) -> list[str]:
    """A text in pieces that one block holds."""
    rows = split(line(text), CHARACTERS_PER_SECTION)
    return ["".join(span.text for span in row.words) for row in rows]


def _section(text: str) -> Block:
    return {"type": "section", "text": plain_text(text)}
