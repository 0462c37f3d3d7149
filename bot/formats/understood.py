"""What was understood from a reply, for the command line and for other programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.model.call import Labels, Section
from bot.model.update import Item, Reading


def as_json(*readings: Reading) -> dict[str, Any]:
    """The items by section, the sections with nothing in them, what was set aside, and the intent of all.

    An item that looks like an emergency and stands elsewhere has `"ask": true`.
    """
    none = {section for reading in readings for section, _ in reading.none}
    return {
        "sections": {
            section.value: [_item(item) for reading in readings for item in reading.sections.of(section)]
            for section in Section
        },
        "none": [section.value for section in Section if section in none],
        "aside": [text for reading in readings for text in reading.aside],
        "intent": next((reading.intent.value for reading in readings if reading.intent), None),
    }


def as_text(reading: Reading, labels: Labels = Labels()) -> str:
    """The same for a reader at a terminal."""
    return "\n".join(_lines(reading, labels))


def _item(item: Item) -> dict[str, Any]:
    said = {"text": item.text, "items": [_item(below) for below in item.items], "why": item.why.value}
    return {**said, "ask": True} if item.ask else said


def _lines(reading: Reading, labels: Labels) -> Iterator[str]:
    none = {section for section, _ in reading.none}
    for section in Section:
        if items := reading.sections.of(section):
            yield labels.of(section)
            yield from _bullets(items, 1)
        elif section in none:
            yield f"{labels.of(section)}: none"
    if reading.intent is not None:
        yield f"({reading.intent})"
    for text in reading.aside:
        yield f"Not status: {_one_line(text)}"


def _bullets(items: Iterable[Item], depth: int) -> Iterator[str]:
    for item in items:
        why = f"  [{item.why}{', an emergency?' if item.ask else ''}]" if depth == 1 else ""
        yield f"{'  ' * depth}- {_one_line(item.text)}{why}"
        yield from _bullets(item.items, depth + 1)


def _one_line(text: str) -> str:
    return " / ".join(line.strip() for line in text.splitlines() if line.strip())
