"""The minutes for other programs: JSON with everything, and CSV with a line for each thing said.

The shape of the JSON is written down in `minutes.schema.json`; `version` counts its changes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bot.formats.action_line import action_lines
from bot.formats.legible import legible
from bot.formats.wording import silence
from bot.model.call import Section
from bot.model.minutes import ActionItem, AreaMinutes, Minutes
from bot.model.update import Item
from bot.model.words import Span

VERSION = 1

COLUMNS = ("call", "date", "part", "area", "heading", "section", "level", "text", "why", "imported")
KEPT = "kept as it stood"


def as_json(minutes: Minutes) -> dict[str, Any]:
    """Everything the minutes hold, as JSON values; characters that nobody can see are left out."""
    everything: dict[str, Any] = {
        "format": "minutesbot.minutes",
        "version": VERSION,
        "call": minutes.call,
        "date": minutes.date.isoformat(),
        "title": minutes.title,
        "starts": minutes.starts.isoformat(),
        "zone": minutes.zone,
        "also_in": list(minutes.also_in),
        "coordinates": list(minutes.coordinates),
        "announcements": list(minutes.announcements),
        "actions": [_action(action) for action in minutes.actions],
        "attendees": list(minutes.attendees),
        "apologies": list(minutes.apologies),
        "areas": [_area(area) for area in minutes.areas],
        "topic": minutes.topic,
        "parent": minutes.parent,
        "revision": minutes.revision,
        "charset": minutes.charset.value,
        "delayed": minutes.delayed,
        "imported": minutes.imported,
        "kept": list(minutes.kept),
    }
    return {name: _legible(value) for name, value in everything.items()}


def as_csv(history: Iterable[Minutes]) -> str:
    """A line for everything said in these minutes, nested items on lines of their own."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    for minutes in history:
        for row in _rows(minutes):
            imported = _tame(minutes.imported)
            writer.writerow((_tame(minutes.call), minutes.date.isoformat(), *map(_tame, row), imported))
    return sheet.getvalue()


Row = tuple[str, str, str, str, str, str, str]  # the columns from `part` to `why`


def _legible(value: Any) -> Any:
    match value:
        case str():
            return legible(value)
        case list():
            return [_legible(part) for part in value]
        case dict():
            return {name: _legible(part) for name, part in value.items()}
        case _:
            return value


def _action(action: ActionItem) -> dict[str, Any]:
    return {
        "number": action.number,
        "text": action.text,
        "owner": action.owner,
        "opened": _day(action.opened),
        "due": _day(action.due),
        "done": action.done,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _area(area: AreaMinutes) -> dict[str, Any]:
    return {
        "area": area.area,
        "heading": area.heading,
        "style": area.style.value,
        "labels": {section.value: area.labels.of(section) for section in Section},
        "sections": {
            section.value: [_item(item) for item in area.sections.of(section)] for section in Section
        },
        "none": [{"section": section.value, "text": text} for section, text in area.none],
        "silence": area.silence.value if area.silence else None,
        "stand_in": area.stand_in,
        "late": area.late,
        "notes": list(area.notes),
        "kept": list(area.kept),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "text": item.text,
        "words": [_span(span) for span in item.words],
        "shape": item.shape.value,
        "why": item.why.value,
        "items": [_item(below) for below in item.items],
    }


def _span(span: Span) -> dict[str, Any]:
    """A run of words; only what is true of it is named."""
    styles = {style: True for style in ("bold", "italic", "strike", "code") if getattr(span, style)}
    return {"text": span.text, **styles, **({"url": span.url} if span.url is not None else {})}


def _rows(minutes: Minutes) -> Iterator[Row]:
    for text in minutes.coordinates:
        yield ("coordinate", "", "", "", "", text, "")
    for text in minutes.announcements:
        yield ("announcement", "", "", "", "", text, "")
    for text in action_lines(minutes):
        yield ("action", "", "", "", "", text, "")
    yield from (("attendee", "", "", "", "", name, "") for name in minutes.attendees)
    yield from (("apology", "", "", "", "", name, "") for name in minutes.apologies)
    for area in minutes.areas:
        yield ("area", area.area, area.heading, "", "", "", "")
        if area.silence:
            yield ("silence", area.area, area.heading, "", "", silence(area), "")
        for section, text in area.none:
            yield ("none", area.area, area.heading, section.value, "", text, "")
        for section in Section:
            yield from _item_rows(area, section, area.sections.of(section), 1)
        yield from (("note", area.area, area.heading, "", "", text, "") for text in area.notes)
        yield from ((KEPT, area.area, area.heading, "", "", source, "") for source in area.kept)
    yield from ((KEPT, "", "", "", "", source, "") for source in minutes.kept)


def _item_rows(area: AreaMinutes, section: Section, items: tuple[Item, ...], level: int) -> Iterator[Row]:
    for item in items:
        yield ("item", area.area, area.heading, section.value, str(level), item.text, item.why.value)
        yield from _item_rows(area, section, item.items, level + 1)


# OWASP, CSV Injection. Some spreadsheets pass over what cannot be seen, and take full-width signs alike.
_FORMULA = re.compile(r"[\s\u00ad\u200b-\u200f\u2060-\u2064]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def _tame(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    shown = legible(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown
