"""What a lead wrote in the place of an item: their words as they are, not to be understood anew."""

from collections.abc import Iterable, Iterator

from bot.model.update import Item, Why
from bot.model.words import Document, Line
from bot.reading.outline import outline
from bot.reading.statements import item_of


def items_in(document: Document) -> tuple[Item, ...]:
    """The items that are written there, with what is nested below each."""
    return tuple(item_of(branch, Why.DEFAULT) for branch in outline(document, lambda _: False))


def lines_of(items: Iterable[Item], level: int = 0) -> Iterator[Line]:
    """The same as lines again."""
    for item in items:
        yield Line(item.words, item.shape, level)
        yield from lines_of(item.items, level + 1)
