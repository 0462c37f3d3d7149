"""Forms and second looks: what opens over the conversation. Pure."""

from collections.abc import Iterator

from bot.formats.wording import ORDER
from bot.model.call import Labels, Section
from bot.model.message import CardArea
from bot.model.update import Item, Update
from bot.model.words import Document, Line, Span
from handlers.blocks_card import CHOICES
from handlers.blocks_parts import OPTIONS_PER_MENU, Block, option, plain_text, shorten
from handlers.blocks_words import Row, bold, bullet, rich_text, rows
from handlers.press import Subject, write_metadata

FORM, MOVE, SHOW = "form", "move", "show"  # the callback ids
WORDS, ITEM, CHOICE = "words", "item", "choice"  # the action ids
ROWS_PER_BLOCK = 40
MOST_BLOCKS = 98  # of the 100 of a view

Chunk = list[Row]


def form(subject: Subject, labels: Labels, update: Update | None, conversation: str) -> Block:
    """Three fields, filled with what is known; what is sent stands for the whole update."""
    fields = [_field(known, labels, update) for known in ORDER]
    view = _view(FORM, "Report", [rich_text([_about(subject)]), *fields])
    metadata = write_metadata(subject, conversation)
    return {**view, "submit": plain_text("Send"), "private_metadata": metadata}


def second_look(subject: Subject, card: CardArea, conversation: str) -> Block:
    """The items of a long list by section, one of them to be moved or withdrawn."""
    groups = [
        {"label": plain_text(shorten(card.labels.of(section), 75)), "options": some}
        for section in ORDER
        for some in _options(card.update.sections.of(section))
    ]
    item = {
        "type": "static_select",
        "action_id": ITEM,
        "placeholder": plain_text("Choose an item"),
        "option_groups": groups,
    }
    choice = {
        "type": "radio_buttons",
        "action_id": CHOICE,
        "options": [option(value, label) for value, label in CHOICES],
    }
    asked = [
        {"type": "input", "block_id": ITEM, "label": plain_text("This item"), "element": item},
        {"type": "input", "block_id": CHOICE, "label": plain_text("is"), "element": choice},
    ]
    view = _view(MOVE, "Move an item", [rich_text([_about(subject)]), *asked])
    metadata = write_metadata(subject, conversation)
    return {**view, "submit": plain_text("Move"), "private_metadata": metadata}


def everything_of(body: Chunk) -> Block:
    """All rows of an area that did not fit on the card."""
    chunks = [body[first : first + ROWS_PER_BLOCK] for first in range(0, len(body), ROWS_PER_BLOCK)]
    return _view(SHOW, "All that is noted", [rich_text(chunk) for chunk in chunks[:MOST_BLOCKS]])


def _options(items: tuple[Item, ...]) -> Iterator[list[Block]]:
    options = [option(item.key, item.text) for item in items]
    for first in range(0, len(options), OPTIONS_PER_MENU):
        yield options[first : first + OPTIONS_PER_MENU]


def _about(subject: Subject) -> Row:
    return bold(f"{subject.area}, {subject.call} call of {subject.day:%B} {subject.day.day}")


def _field(known: Section, labels: Labels, update: Update | None) -> Block:
    element: Block = {"type": "rich_text_input", "action_id": WORDS}
    if body := _prefilled(known, update):
        element["initial_value"] = rich_text(body)
    return {
        "type": "input",
        "block_id": known.value,
        "optional": True,
        "label": plain_text(shorten(labels.of(known), 2_000)),
        "element": element,
    }


def _prefilled(known: Section, update: Update | None) -> list[Row]:
    if update is None:
        return []
    none = [bullet(words or "none") for of, words in update.none if of is known]
    return [*rows(update.sections.of(known))] or none


def _view(callback: str, title: str, blocks: list[Block]) -> Block:
    close = plain_text("Close" if callback == SHOW else "Cancel")
    kind = {"type": "modal", "callback_id": callback, "title": plain_text(title)}
    return {**kind, "close": close, "blocks": blocks}


def headed(label: str, said: Document) -> Document:
    """What was written into a field, under its label as a heading; nothing if nothing was."""
    return (Line((Span(label, bold=True),)), *said) if said else ()
