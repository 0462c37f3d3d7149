"""The form behind *Correct*: each item with its words and its place, and what was made of them. Pure.

An update that does not fit into one form is corrected item by item, in a second look. What can be told from
the form alone is told in it, before the arrival is acknowledged.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.model.call import Labels, Section
from bot.model.message import CardArea
from bot.model.update import Item
from bot.model.words import Document
from handlers.blocks.action_ids import Subject, write_metadata
from handlers.blocks.card import NOT_STATUS, items_of
from handlers.blocks.lead_words import bold, rich_text, rows
from handlers.blocks.modal import field, modal
from handlers.blocks.parts import Block, menu
from handlers.blocks.update_form import second_look
from handlers.text.rich_text import document_of
from handlers.text.times import day_of
from handlers.untrusted_json import mapping_of, mappings_in, text_of

CORRECT = "correct"  # the callback id
WORDS, PLACE = "words", "place"  # the action ids; the blocks' ids are `words-1|item`, `place-1|item`
MOST_ITEMS = 49  # of the 100 blocks of a view an item takes two
MOST_CHARACTERS = 3_000  # of an item in its field
MOST_BYTES = 200_000  # of the 250,000 of a view

NO_PLACE = "Please choose where it belongs."
NO_WORDS = "Please write what it should say, or choose Not status to withdraw it."


@dataclass(frozen=True, slots=True)
class Field:
    """What was made of an item; `words` are rich text, and `place` is a section's, NOT_STATUS or empty."""

    number: int
    item: str
    words: Any
    place: str
    moved: bool
    reworded: bool


def correct_form(subject: Subject, card: CardArea, conversation: str) -> Block:
    """Every item of an area with its words and its place; a second look at one of them if they do not fit."""
    listed = items_of(card)
    about = bold(f"{subject.area}, {subject.call} call of {day_of(subject.day)}")
    fields = (
        each
        for number, (section, item) in enumerate(listed, 1)
        for each in _fields(number, section, item, card.labels)
    )
    metadata = write_metadata(subject, conversation)
    blocks = [rich_text([about]), *fields]
    view = modal("Correct", blocks, callback=CORRECT, submit="Send", metadata=metadata)
    short = all(_weight(item) <= MOST_CHARACTERS for _, item in listed)
    fits = len(listed) <= MOST_ITEMS and short and len(json.dumps(view)) <= MOST_BYTES
    return view if fits else second_look(subject, card, conversation)


def faults(payload: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with what was sent, by the ids of the blocks beside which it is said."""
    view = mapping_of(payload.get("view"))
    if view.get("callback_id") != CORRECT:
        return {}
    wrong: dict[str, str] = {}
    for each in fields_of(view):
        if not each.place:
            wrong[_id(PLACE, each.number, each.item)] = NO_PLACE
        elif each.place != NOT_STATUS and not _read(each.words):
            wrong[_id(WORDS, each.number, each.item)] = NO_WORDS
    return wrong


def fields_of(view: Mapping[str, Any]) -> Iterator[Field]:
    """What was made of each item; a place that is none counts as not chosen."""
    values = mapping_of(mapping_of(view.get("state")).get("values"))
    elements = {
        text_of(block.get("block_id")): mapping_of(block.get("element"))
        for block in mappings_in(view.get("blocks"))
    }
    items = [name.partition("|")[2] for name in elements if name.startswith(f"{WORDS}-")]
    for number, item in enumerate(items, 1):
        names = _id(WORDS, number, item), _id(PLACE, number, item)
        said, chosen = (
            mapping_of(mapping_of(values.get(name)).get(kind))
            for name, kind in zip(names, (WORDS, PLACE), strict=True)
        )
        words, place = said.get("rich_text_value"), _value(chosen.get("selected_option"))
        place = place if place in (*Section, NOT_STATUS) else ""
        stood = _value(elements.get(names[1], {}).get("initial_option"))
        reworded = _read(words) != _read(elements[names[0]].get("initial_value"))
        yield Field(number, item, words, place, place != stood, reworded)


def _fields(number: int, section: Section, item: Item, labels: Labels) -> Iterator[Block]:
    words = {"type": "rich_text_input", "action_id": WORDS, "initial_value": rich_text(rows([item]))}
    choices = [*((part.value, labels.of(part)) for part in Section), (NOT_STATUS, "Not status")]
    place = menu("Choose", PLACE, choices, section.value)
    yield field(_id(WORDS, number, item.key), f"Item {number}", words)
    yield field(_id(PLACE, number, item.key), f"Item {number} is", place)


def _id(kind: str, number: int, item: str) -> str:
    return f"{kind}-{number}|{item}"


def _weight(item: Item) -> int:
    return sum(row.weight for row in rows([item]))


def _value(option: Any) -> str:
    return text_of(mapping_of(option).get("value"))


def _read(rich_text: Any) -> Document:
    """The words of a field, in which people stand by their ids."""
    return document_of({"blocks": [rich_text]}, {})
