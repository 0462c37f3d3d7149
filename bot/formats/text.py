"""The minutes as plain text, as the terminal prints them."""

from collections.abc import Iterator
from itertools import chain

from bot.formats.action_line import action_lines
from bot.formats.legible import block, legible, one_line
from bot.formats.wording import (
    AMENDED,
    NOTES,
    apologies,
    framed,
    noted,
    said,
    short_label,
    silence,
    when,
)
from bot.model.call import Style
from bot.model.minutes import AreaMinutes, Minutes
from bot.model.update import Item
from bot.model.words import Shape


def text(minutes: Minutes) -> str:
    """Write the minutes as plain text."""
    return "\n".join(_lines(minutes)).rstrip("\n") + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    yield from _titled(minutes.title, "=")
    if minutes.revision > 1:
        yield f"Revision {minutes.revision}"
    if minutes.delayed:
        yield one_line(minutes.delayed)
    yield ""
    if minutes.emergencies:
        yield from _titled("Emergencies", "-")
        for area in minutes.emergencies:
            yield f"* {one_line(area.heading)}"
            yield from _items(area.sections.emergencies, 1)
        yield ""
    yield from _list("Coordinates", (when(minutes), *minutes.coordinates))
    yield from _list("Announcements", minutes.announcements)
    yield from _list("Action/Significant Items", action_lines(minutes))
    yield f"Attendees: {one_line(', '.join(minutes.attendees))}".rstrip()
    if absent := apologies(minutes):
        yield one_line(absent)
    yield ""
    yield from chain.from_iterable(map(_area, minutes.areas))


def _titled(title: str, rule: str) -> tuple[str, str]:
    shown = one_line(title)
    return shown, rule * len(shown)


def _list(title: str, entries: tuple[str, ...]) -> Iterator[str]:
    yield from _titled(title, "-")
    for entry in entries:
        yield f"* {one_line(entry)}"
    yield ""


def _area(area: AreaMinutes) -> Iterator[str]:
    yield from _titled(area.heading, "-")
    if area.silence:
        yield one_line(silence(area))
    if area.style is Style.FLAT:
        yield from _flat(area)
    else:
        yield from _labelled(area)
    yield from _notes(area)
    if area.late:
        yield AMENDED
    yield ""


def _labelled(area: AreaMinutes) -> Iterator[str]:
    for section, items, none in framed(area):
        yield one_line(area.labels.of(section))
        yield from _items(items, 1)
        for words in none:
            yield f"  * {one_line(words)}"


def _flat(area: AreaMinutes) -> Iterator[str]:
    for section, items, none in said(area):
        yield from _items(items, 0)
        for words in none:
            yield f"* {one_line(f'{short_label(area, section)}: {words}')}"


def _notes(area: AreaMinutes) -> Iterator[str]:
    if area.style is Style.FLAT:
        yield from (f"* {one_line(note)}" for note in noted(area))
    elif area.notes:
        yield NOTES
        yield from (f"  * {one_line(note)}" for note in area.notes)


def _items(items: tuple[Item, ...], level: int) -> Iterator[str]:
    for item in items:
        yield from _item(item, "  " * level)
        yield from _items(item.items, level + 1)


def _item(item: Item, indent: str) -> Iterator[str]:
    """An item; its soft line breaks stay, below the beginning of its text."""
    mark = "> " if item.shape is Shape.QUOTE else ""
    if item.shape is Shape.CODE:
        lines = block(item.text)
    else:
        lines = tuple(" ".join(line.split()) for line in legible(item.text).split("\n") if line.strip())
    first, *more = lines or ("(no text)",)
    yield f"{indent}* {mark}{first}"
    for line in more:
        yield f"{indent}  {mark}{line}".rstrip()
