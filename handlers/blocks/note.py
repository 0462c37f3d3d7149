"""What was said and what was agreed during the call: the two forms, and what was filled in. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.model.call import Area
from bot.model.words import plain
from handlers.blocks.action_ids import Subject, read_metadata, write_metadata
from handlers.blocks.lead_words import bold, rich_text
from handlers.blocks.modal import field, modal
from handlers.blocks.parts import OPTIONS_PER_MENU, Block, menu, option, plain_text
from handlers.text.rich_text import document_of, mentioned
from handlers.text.times import day_of
from handlers.untrusted_json import date_of, mapping_of, text_of

NOTE, AGREED = "note", "agreed"  # the callback ids
AREA, WORDS, NAMED, WHAT, OWNER, DUE = (
    "area",
    "words",
    "named",
    "what",
    "owner",
    "due",
)  # of blocks and actions
VALUE_CHARACTERS = 150
LONGEST = 3_000
NO_NOTE = "Please write what was said."
NO_ACTION = "Please write what is to be done."


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in."""

    subject: Subject
    conversation: str
    person: str
    values: Mapping[str, Any]

    @property
    def area(self) -> str:
        """The area that was chosen, as the menu knows it; else the one for which the form was opened."""
        chosen = mapping_of(self._of(AREA).get("selected_option"))
        return text_of(chosen.get("value")) or self.subject.area

    @property
    def is_named(self) -> bool:
        """Whether the writer's name is to stand behind each note."""
        return bool(self._of(NAMED).get("selected_options"))

    @property
    def message(self) -> Mapping[str, Any]:
        """What was written as notes, in the shape of a message."""
        value = self._of(WORDS).get("rich_text_value")
        return {"blocks": [value]} if value else {}

    @property
    def mentioned(self) -> frozenset[str]:
        """Whose names the notes need."""
        return mentioned(self.message)

    def notes(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """What was written, a note a line."""
        lines = (" ".join(plain(line.words).split()) for line in document_of(self.message, names))
        return tuple(line for line in lines if line)

    @property
    def what(self) -> str:
        """What is to be done."""
        return " ".join(text_of(self._of(WHAT).get("value")).split())

    @property
    def owner(self) -> str:
        """Who is to do it; empty if nobody was chosen."""
        return text_of(self._of(OWNER).get("selected_user"))

    @property
    def due(self) -> date | None:
        """Until when."""
        return date_of(self._of(DUE).get("selected_date"))

    def _of(self, field: str) -> Mapping[str, Any]:
        return mapping_of(mapping_of(self.values.get(field)).get(field))


def filled(payload: Mapping[str, Any]) -> Filled:
    """Read what was filled in."""
    view = mapping_of(payload.get("view"))
    subject, conversation = read_metadata(text_of(view.get("private_metadata")))
    person = text_of(mapping_of(payload.get("user")).get("id"))
    return Filled(subject, conversation, person, mapping_of(mapping_of(view.get("state")).get("values")))


def faults(payload: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with one of these forms, by field; nothing for any other form."""
    match mapping_of(payload.get("view")).get("callback_id"):
        case "note" if not filled(payload).notes({}):
            return {WORDS: NO_NOTE}
        case "agreed" if not filled(payload).what:
            return {WHAT: NO_ACTION}
        case _:
            return {}


def note_form(subject: Subject, areas: tuple[Area, ...], conversation: str) -> Block:
    """What was said about an area; which one can still be changed."""
    named = {"type": "checkboxes", "options": [option("named", "Put my name behind it")]}
    fields = [
        *_areas(subject.area, areas),
        field(WORDS, "What was said (a note a line)", {"type": "rich_text_input"}),
        field(NAMED, "Name", named, optional=True),
    ]
    return _view(NOTE, "Add a note", subject, conversation, fields)


def action_form(subject: Subject, conversation: str) -> Block:
    """What somebody agreed to do, who, and until when."""
    what = {"type": "plain_text_input", "max_length": LONGEST}
    who = {"type": "users_select", "placeholder": plain_text("Choose somebody")}
    due = {"type": "datepicker", "placeholder": plain_text("Choose a day")}
    fields = [
        field(WHAT, "What is to be done", what),
        field(OWNER, "Who does it", who, optional=True),
        field(DUE, "Until when", due, optional=True),
    ]
    return _view(AGREED, "Add an action", subject, conversation, fields)


def _areas(chosen: str, areas: tuple[Area, ...]) -> Iterator[Block]:
    if len(areas) > 1:
        choices = [(area.name[:VALUE_CHARACTERS], area.name) for area in areas[:OPTIONS_PER_MENU]]
        yield field(AREA, "Area", menu("Choose an area", AREA, choices, chosen[:VALUE_CHARACTERS]))


def _view(callback: str, title: str, subject: Subject, conversation: str, fields: list[Block]) -> Block:
    about = bold(f"{subject.call} call of {day_of(subject.day)}")
    metadata = write_metadata(subject, conversation)
    blocks = [rich_text([about]), *fields]
    return modal(title, blocks, callback=callback, submit="Add", metadata=metadata)
