"""The TWiki copy of the minutes, made to be pasted over the wiki page without reading it.

Its shape is that of the pages people write by hand: `---++` for everything at top level, the names of those
present on the heading line, areas in their four styles, silent ones kept as headings.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from bot.formats.action_line import action_lines
from bot.formats.placeholders import filled
from bot.formats.twiki.escape import Place, code_block, escape
from bot.formats.twiki.signs import NOP
from bot.formats.wording import (
    NOTES,
    apologies,
    framed,
    in_words,
    noted,
    said,
    short_label,
    silence,
    when,
)
from bot.model.call import Charset, Style
from bot.model.errors import MinutesError
from bot.model.minutes import AreaMinutes, Minutes
from bot.model.update import Item
from bot.model.words import Shape, Span, Words, words


class WouldRunInTheWiki(MinutesError):
    """The text would change the wiki instead of standing in it."""


class NoTopicName(MinutesError):
    """The call's topic pattern leaves no name for the wiki page."""


def twiki(minutes: Minutes) -> str:
    """Write the minutes as the text of a TWiki topic."""
    return safe("\n".join(_lines(minutes)).rstrip("\n") + "\n")


def area_text(area: AreaMinutes, charset: Charset = Charset.ASCII) -> str:
    """Write one area as it stands in the copy, heading included."""
    return safe("\n".join(_area(area, charset)).rstrip("\n") + "\n")


def safe(text: str) -> str:
    """The text, unless a line of it would act in the wiki in spite of all escapes."""
    if found := _RUNS.search(text):
        raise WouldRunInTheWiki(found.group().strip())
    return text


def with_meta(text: str, *, author: str, at: datetime, parent: str, revision: int = 1) -> str:
    """Put the lines before a topic's text that a file in the wiki's data folder begins with."""
    info = _meta(
        "TOPICINFO", author=author, date=f"{at.timestamp():.0f}", format="1.1", version=f"1.{revision}"
    )
    return info + (_meta("TOPICPARENT", name=parent) if parent else "") + safe(text)


def topic_name(pattern: str, call: str, day: date) -> str:
    """Name the page of a meeting after the call's pattern, without what no topic name may hold."""
    kept = _NOT_IN_NAMES.sub("", filled(pattern, call, day))
    name = re.sub("X{10,}", "X" * 9, kept).replace("AUTOINC", "Autoinc")
    if not name:
        raise NoTopicName(pattern)
    return name[0].upper() + name[1:]


def index_line(minutes: Minutes) -> str:
    """The bullet that links to this page from the index of all meetings."""
    spoken = f"{in_words(minutes.date)} {minutes.call} Meeting"
    if topic_name(spoken, "", minutes.date) == (minutes.topic or topic_name(spoken, "", minutes.date)):
        return f"   * [[{spoken}]]"
    return f"   * [[{minutes.topic}][{spoken}]]"


_RUNS = re.compile(r"^%META:\w+\{|^(?:\t| {3})+\*\s+(?:Set|Local)\s+[A-Za-z][\w:]*\s*=", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r"[\s*?~^$#@%`\"'&;|<>\[\]+{}:\\./\x00-\x1f\x7f]")
_META_SIGNS = str.maketrans({"%": "%25", '"': "%22", "{": "%7b", "}": "%7d", "\n": "%0a", "\r": "%0d"})
_LIKE_A_NOTE = re.compile(rf"\A(?:   \* |---\+\+\+ )?(?={NOTES}:?\s*\Z|Note: )")
_SPACED = (Style.NESTED, Style.HEADINGS, Style.FLAT)  # a blank line follows the headings of these
_AIRY = (Style.NESTED, Style.HEADINGS)  # and two follow their last item


def _meta(kind: str, **values: str) -> str:
    fields = " ".join(f'{name}="{value.translate(_META_SIGNS)}"' for name, value in values.items())
    return f"%META:{kind}{{{fields}}}%\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    charset = minutes.charset
    if minutes.emergencies:
        yield "---++ Emergencies"
        for area in minutes.emergencies:
            yield _bullet(1, words(area.heading), charset)
            yield from _items(area.sections.emergencies, 2, charset)
        yield ""
    yield "---++ Coordinates"
    for text in (when(minutes), *filter(None, (minutes.delayed,)), *minutes.coordinates):
        yield _bullet(1, words(text), charset)
    yield from ("", "---++ Announcements:")
    for text in minutes.announcements:
        yield _bullet(1, words(text), charset)
    yield from ("", "---++ Action/Significant Items:")
    for text in action_lines(minutes):
        yield _bullet(1, words(text), charset)
    present = ", ".join(minutes.attendees)
    yield from ("", _heading(2, f"Attendees: {present}", charset))
    if absent := apologies(minutes):
        yield _bullet(1, words(absent), charset)
    yield ""
    yield from chain.from_iterable(_area(area, charset) for area in minutes.areas)


def _area(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    """An area under its heading, with the blank lines that the pages have."""
    yield _heading(2, area.heading, charset)
    if area.style in _SPACED:
        yield ""
    if area.silence:
        yield escape(silence(area), Place.PARAGRAPH, charset)
        yield ""
    yield from map(_told_apart, _reported(area, charset))
    yield from _notes(area, charset)
    if area.style in _AIRY:
        yield ""


def _reported(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    match area.style:
        case Style.NESTED:
            yield from _nested(area, charset)
        case Style.PLAIN:
            yield from _plain(area, charset)
        case Style.HEADINGS:
            yield from _headings(area, charset)
        case Style.FLAT:
            yield from _flat(area, charset)


def _told_apart(line: str) -> str:
    """Keep what was said from being read back as a label of ours; nobody sees the difference."""
    return _LIKE_A_NOTE.sub(rf"\g<0>{NOP}", line, count=1)


def _notes(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    """What was said about the area during the call, in its own style."""
    if not area.notes:
        return
    match area.style:
        case Style.NESTED:
            yield f"   * {NOTES}"
        case Style.PLAIN:
            yield NOTES
        case Style.HEADINGS:
            yield f"---+++ {NOTES}"
    if area.style is Style.FLAT:
        yield from (_bullet(1, words(text), charset) for text in noted(area))
    else:
        level = 2 if area.style is Style.NESTED else 1
        yield from (_told_apart(_bullet(level, words(text), charset)) for text in area.notes)
    yield ""


def _nested(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    for section, items, none in framed(area):
        yield _bullet(1, words(area.labels.of(section)), charset)
        yield from _below(items, none, 2, charset)
        yield ""


def _plain(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    for section, items, none in framed(area):
        yield escape(area.labels.of(section), Place.PARAGRAPH, charset)
        yield from _below(items, none, 1, charset)
        yield ""


def _headings(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    for section, items, none in framed(area):
        yield _heading(3, area.labels.of(section), charset)
        yield from _below(items, none, 1, charset)
        yield ""


def _flat(area: AreaMinutes, charset: Charset) -> Iterator[str]:
    """Bullets only; that there is nothing in a section needs the section's name to be understood."""
    for section, items, none in said(area):
        yield from _items(items, 1, charset)
        for text in none:
            yield _bullet(1, words(f"{short_label(area, section)}: {text}"), charset)
    if area.sections or area.none:
        yield ""


def _below(items: tuple[Item, ...], none: tuple[str, ...], level: int, charset: Charset) -> Iterator[str]:
    yield from _items(items, level, charset)
    for text in none:
        yield _bullet(level, words(text), charset)


def _items(items: tuple[Item, ...], level: int, charset: Charset) -> Iterator[str]:
    for item in items:
        yield _item(item, level, charset)
        yield from _items(item.items, level + 1, charset)


def _item(item: Item, level: int, charset: Charset) -> str:
    match item.shape:
        case Shape.CODE:
            return f"{'   ' * level}* {code_block(item.text, charset)}"
        case Shape.QUOTE:
            return _bullet(level, (Span("> "), *item.words), charset)
        case _:
            written = _bullet(level, item.words, charset)
            return written.replace("* &gt; ", f"* {NOP}&gt; ", 1) if item.text.startswith("> ") else written


def _bullet(level: int, text: Words, charset: Charset) -> str:
    return f"{'   ' * level}* {escape(text, Place.BULLET, charset)}"


def _heading(level: int, text: str, charset: Charset) -> str:
    return f"---{'+' * level} {escape(text, Place.HEADING, charset)}"
