"""The minutes as one HTML page that needs nothing else: readable on a phone, in the dark and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.formats.action_line import remarks
from bot.formats.legible import block, lines_of, one_line
from bot.formats.links import linked
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
from bot.model.words import Shape, Words, words

if TYPE_CHECKING:
    from jinja2 import Template


def html(minutes: Minutes) -> str:
    """Write the minutes as an HTML page."""
    return _template().render(
        minutes=minutes,
        title=one_line(minutes.title),
        when=when(minutes),
        delayed=_inline(minutes.delayed),
        emergencies=[
            (one_line(area.heading), _entries(area.sections.emergencies)) for area in minutes.emergencies
        ],
        coordinates=[_inline(text) for text in minutes.coordinates],
        announcements=[_inline(text) for text in minutes.announcements],
        actions=[(_inline(action.text), remarks(action, minutes.date), action) for action in minutes.actions],
        attendees=[one_line(name) for name in minutes.attendees],
        apologies=one_line(apologies(minutes)),
        areas=[_area(area) for area in minutes.areas],
        amended=AMENDED,
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - for who wants HTML

    environment = Environment(
        loader=PackageLoader("bot.formats", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("minutes.html.jinja")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item ready to be shown: the lines of its words, or those of its code."""

    lines: tuple[Words, ...]
    code: str
    quoted: bool
    below: tuple["_Entry", ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of an area; `label` is empty where the area shows none."""

    label: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class _Area:
    heading: str
    silence: str
    nested: bool
    parts: tuple[_Part, ...]
    late: bool


def _inline(text: str | Words) -> tuple[Words, ...]:
    return tuple(linked(line) for line in lines_of(words(text) if isinstance(text, str) else text))


def _area(area: AreaMinutes) -> _Area:
    parts = _flat(area) if area.style is Style.FLAT else _labelled(area)
    nested = area.style is Style.NESTED
    return _Area(one_line(area.heading), one_line(silence(area)), nested, tuple(parts), area.late)


def _labelled(area: AreaMinutes) -> Iterator[_Part]:
    for section, items, none in framed(area):
        yield _Part(one_line(area.labels.of(section)), (*_entries(items), *map(_sentence, none)))
    if area.notes:
        yield _Part(NOTES, tuple(map(_sentence, area.notes)))


def _flat(area: AreaMinutes) -> Iterator[_Part]:
    """One list without labels."""
    entries: tuple[_Entry, ...] = ()
    for section, items, none in said(area):
        named = (_sentence(f"{short_label(area, section)}: {text}") for text in none)
        entries = (*entries, *_entries(items), *named)
    entries = (*entries, *map(_sentence, noted(area)))
    if entries:
        yield _Part("", entries)


def _entries(items: tuple[Item, ...]) -> tuple[_Entry, ...]:
    return tuple(_entry(item) for item in items)


def _entry(item: Item) -> _Entry:
    below = _entries(item.items)
    if item.shape is Shape.CODE:
        return _Entry((), "\n".join(block(item.text)), quoted=False, below=below)
    return _Entry(_inline(item.words), "", quoted=item.shape is Shape.QUOTE, below=below)


def _sentence(text: str) -> _Entry:
    return _Entry(_inline(text), "", quoted=False, below=())
