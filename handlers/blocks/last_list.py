"""Last week's list as a form: still ongoing, finished or dropped, item by item. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from bot.model.call import Labels
from bot.model.update import Item
from bot.model.words import Document, Line, Shape, Span, words
from handlers.blocks.action_ids import Subject, write_metadata
from handlers.blocks.lead_words import bold, italic, rich_text
from handlers.blocks.modal import field, modal
from handlers.blocks.parts import Block, menu, shorten
from handlers.untrusted_json import mapping_of, text_of

LIST = "list"  # the callback id
FATE = "fate"  # the action id
MOST_ITEMS = 95  # of the 100 blocks of a view
LABEL_CHARACTERS = 2_000


class Fate(StrEnum):
    """What became of an item since last time."""

    ONGOING = "ongoing"
    FINISHED = "finished"
    DROPPED = "dropped"


CHOICES = (
    (Fate.ONGOING.value, "Still ongoing"),
    (Fate.FINISHED.value, "Finished"),
    (Fate.DROPPED.value, "Drop it"),
)


def list_form(subject: Subject, items: tuple[Item, ...], conversation: str) -> Block:
    """Each item with its menu; what is not touched is still ongoing."""
    title = f"{subject.area}, {subject.call} call of {subject.day:%B} {subject.day.day}"
    more = len(items) - MOST_ITEMS
    left = [italic(f"The other {more} items stay on the list as ongoing.")] if more > 0 else []
    fields = map(_field, range(min(len(items), MOST_ITEMS)), items)
    metadata = write_metadata(subject, conversation)
    blocks = [rich_text([bold(title), *left]), *fields]
    return modal("Since last time", blocks, callback=LIST, submit="Send", metadata=metadata)


def fates(values: Mapping[str, Any], items: tuple[Item, ...]) -> Iterator[tuple[Item, Fate]]:
    """What was chosen for each item."""
    for number, item in enumerate(items):
        element = mapping_of(mapping_of(values.get(str(number))).get(FATE))
        value = text_of(mapping_of(element.get("selected_option")).get("value"))
        yield item, Fate(value) if value in set(Fate) else Fate.ONGOING


def told(chosen: Iterable[tuple[Item, Fate]], labels: Labels) -> Document:
    """The same as words under headings, as if the lead had written them."""
    known = list(chosen)
    ongoing = [line for item, fate in known if fate is Fate.ONGOING for line in _lines(item)]
    finished = [line for item, fate in known if fate is Fate.FINISHED for line in _lines(item, " (finished)")]
    nothing = [] if ongoing or finished else [Line(words("none"), Shape.BULLET)]
    return (
        *([_heading(labels.news), *finished] if finished else ()),
        *([_heading(labels.ongoing), *ongoing, *nothing] if ongoing or nothing else ()),
    )


def _field(number: int, item: Item) -> Block:
    label = shorten(item.text, LABEL_CHARACTERS) or "(no text)"
    return field(str(number), label, menu("Since last time", FATE, CHOICES, Fate.ONGOING.value))


def _heading(label: str) -> Line:
    return Line((Span(label, bold=True),))


def _lines(item: Item, mark: str = "", level: int = 0) -> Iterator[Line]:
    yield Line((*item.words, *words(mark)), item.shape, level)
    for nested in item.items:
        yield from _lines(nested, level=level + 1)
