"""Forms and second looks: what opens over the conversation. Pure."""

from collections.abc import Iterator

from bot.formats.wording import ORDER
from bot.model.call import Labels, Section
from bot.model.message import CardArea
from bot.model.update import Item, Update
from bot.model.words import Document, Line, Span
from handlers.blocks.action_ids import Subject, write_metadata
from handlers.blocks.card import CHOICES
from handlers.blocks.lead_words import Row, bold, bullet, rich_text, rows
from handlers.blocks.modal import field, modal
from handlers.blocks.parts import OPTIONS_PER_MENU, Block, option, plain_text, shorten

FORM, MOVE, SHOW = "form", "move", "show"  # the callback ids
WORDS, ITEM, CHOICE = "words", "item", "choice"  # the action ids
ROWS_PER_BLOCK = 40
MOST_BLOCKS = 98  # of the 100 of a view

Chunk = list[Row]


def form(subject: Subject, labels: Labels, update: Update | None, conversation: str) -> Block:
    """Three fields, filled with what is known; what is sent stands for the whole update."""
    fields = [_field(known, labels, update) for known in ORDER]
    metadata = write_metadata(subject, conversation)
    blocks = [rich_text([_about(subject)]), *fields]
    return modal("Report", blocks, callback=FORM, submit="Send", metadata=metadata)


def second_look(subject: Subject, card: CardArea, conversation: str) -> Block:
    """The items of a long list by section, one of them to be moved or withdrawn."""
    groups = [
        {"label": plain_text(shorten(card.labels.of(section), 75)), "options": some}
        for section in ORDER
        for some in _options(card.update.sections.of(section))
    ]
    item = {
        "type": "static_select",
        "placeholder": plain_text("Choose an item"),
        "option_groups": groups,
    }
    choice = {"type": "radio_buttons", "options": [option(value, label) for value, label in CHOICES]}
    blocks = [rich_text([_about(subject)]), field(ITEM, "This item", item), field(CHOICE, "is", choice)]
    metadata = write_metadata(subject, conversation)
    return modal("Move an item", blocks, callback=MOVE, submit="Move", metadata=metadata)


def everything_of(body: Chunk) -> Block:
    """All rows of an area that did not fit on the card."""
    chunks = [body[first : first + ROWS_PER_BLOCK] for first in range(0, len(body), ROWS_PER_BLOCK)]
    blocks = [rich_text(chunk) for chunk in chunks[:MOST_BLOCKS]]
    return modal("All that is noted", blocks, callback=SHOW, close="Close")


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
    return field(known.value, shorten(labels.of(known), 2_000), element, optional=True)


def _prefilled(known: Section, update: Update | None) -> list[Row]:
    if update is None:
        return []
    none = [bullet(words or "none") for of, words in update.none if of is known]
    return [*rows(update.sections.of(known))] or none


def headed(label: str, said: Document) -> Document:
    """What was written into a field, under its label as a heading; nothing if nothing was."""
    return (Line((Span(label, bold=True),)), *said) if said else ()
