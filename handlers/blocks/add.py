"""One more thing for an area: the form behind *Add*, and what is said with it. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.model.call import Area, Section
from handlers.blocks.action_ids import Subject, write_metadata
from handlers.blocks.lead_words import bold, rich_text
from handlers.blocks.modal import field, modal
from handlers.blocks.parts import OPTIONS_PER_MENU, Block, menu, option
from handlers.text.times import day_of
from handlers.untrusted_json import mapping_of, text_of

ADD = "add"  # the callback id
VALUE_CHARACTERS = 150
AREA, SECTION, WORDS = "area", "section", "words"  # the ids of blocks and actions
NAMES = {Section.NEWS: "News", Section.ONGOING: "Ongoing", Section.EMERGENCIES: "Emergencies"}


def add_form(subject: Subject, areas: tuple[Area, ...], conversation: str) -> Block:
    """Where it belongs and what it is; the area is asked only of whoever has several."""
    first, *others = areas
    named = {section: first.labels.of(section) for section in Section} if not others else NAMES
    sections = [option(section.value, named[section]) for section in Section]
    where = {"type": "radio_buttons", "options": sections, "initial_option": sections[0]}
    which = [field(AREA, "Area", _areas(areas))] if others else []
    about = f"{subject.call} call of {day_of(subject.day)}"
    title = about if others else f"{first.name}, {about}"
    blocks = [
        rich_text([bold(title)]),
        *which,
        field(SECTION, "Section", where),
        field(WORDS, "What is it?", {"type": "rich_text_input"}),
    ]
    metadata = write_metadata(subject, conversation)
    return modal("Add to the report", blocks, callback=ADD, submit="Add", metadata=metadata)


def chosen_place(values: Mapping[str, Any], areas: tuple[Area, ...]) -> tuple[Area, Section] | None:
    """The area and section that were chosen; None if the area is no longer one of theirs."""
    name, chosen = _chosen(values, AREA), _chosen(values, SECTION)
    section = Section(chosen) if chosen in set(Section) else Section.NEWS
    area = next((area for area in areas if name in ("", _value(area))), None)
    return (area, section) if area else None


def _chosen(values: Mapping[str, Any], field: str) -> str:
    element = mapping_of(mapping_of(values.get(field)).get(field))
    return text_of(mapping_of(element.get("selected_option")).get("value"))


def _areas(areas: tuple[Area, ...]) -> Block:
    choices = ((_value(area), area.name) for area in areas[:OPTIONS_PER_MENU])
    return menu("Choose an area", AREA, choices)


def _value(area: Area) -> str:
    return area.name[:VALUE_CHARACTERS]
