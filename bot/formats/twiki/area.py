"""The body of an area on a wiki page: its style, its labels, and the items under them.

People write these by hand, so everything is taken that reads like a list, a label or a paragraph; what is
none of these (tables, pictures, signatures, macros) holds no items.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.formats.twiki.outline import Entry, Kind, outline
from bot.formats.twiki.read_words import code, spoken
from bot.model.call import Labels, Section, Style
from bot.model.minutes import Silence
from bot.model.update import Item, Sections
from bot.model.words import Shape, plain


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below an area's heading; `labels` are those found there."""

    style: Style = Style.FLAT
    labels: Labels = Labels()
    sections: Sections = Sections()
    none: tuple[tuple[Section, str], ...] = ()
    silence: Silence | None = None
    stand_in: str | None = None
    notes: tuple[str, ...] = ()


def read_body(lines: Iterable[str]) -> Body:
    """Read the lines below an area's heading; what stands under no label is News."""
    body = Body()
    section: Section | None = None
    labelled: set[Section] = set()
    noting = False
    for entry in outline(lines):
        if _NOTES.fullmatch(entry.text):
            noting = True
            style = body.style if labelled else _STYLES[entry.kind]
            body = replace(body, style=style, notes=(*body.notes, *_texts(entry.below)))
        elif found := _label(entry):
            noting = False
            section = found
            body = _with_label(body, section, entry, first=not labelled, known=section in labelled)
            labelled.add(section)
            body = _with_items(body, section, entry.below)
        elif entry.kind is Kind.SUBHEAD:
            section, noting = None, False
        elif noting:
            body = replace(body, notes=(*body.notes, *_texts((entry,))))
        elif not labelled and (note := _NOTE.fullmatch(entry.text)):
            body = replace(body, notes=(*body.notes, *_texts((replace(entry, text=note[1]),))))
        else:
            body = _with_items(body, section, (entry,))
    return replace(body, silence=None) if body.sections or body.none else body


_NAMES = (
    (Section.NEWS, "news|updates?|highlights?|done|completed|(?:operations )?last week"),
    (
        Section.ONGOING,
        (
            "ongoing|in progress|working on|(?:operations )?this week|no significant news|operations|"
            "other (?:major )?activities(?: in progress)?|plans"
        ),
    ),
    (
        Section.EMERGENCIES,
        "emergenc(?:y|ies)|vulnerabilit(?:y|ies)|incidents?|outages?|urgent|security issues",
    ),
)
_LABELS = tuple(
    (section, re.compile(rf"(?:{names})(?:\s*\([^()]*\)|\s*/[\w /]*|\s+-\s.*)?[\s:?.]*", re.IGNORECASE))
    for section, names in _NAMES
)
_LONGEST_LABEL = 60
_STYLES = {Kind.SUBHEAD: Style.HEADINGS, Kind.BULLET: Style.NESTED, Kind.PARAGRAPH: Style.PLAIN}
_NOTHING = re.compile(
    r"(?:none|n/?a|nil|nothing)(?: (?:new|significant|known|reported|so far|as far as i know|to report|to my "
    r"knowledge|that i know of|this week|today|at (?:this|the) (?:time|moment)))*[\s.!]*",
    re.IGNORECASE,
)
_AWAY = re.compile(r"away(?: \(stand-in (.+)\))?")
_NOTES = re.compile(r"Notes\s*:?")
_NOTE = re.compile(r"Note: (.+)", re.DOTALL)
_CODE = re.compile(r"<(pre|verbatim)>.*</\1>", re.DOTALL | re.IGNORECASE)


def _label(entry: Entry) -> Section | None:
    """Which section an entry names, if it is a label."""
    if len(entry.text) > _LONGEST_LABEL:
        return None
    text = plain(spoken(entry.text))
    return next((section for section, pattern in _LABELS if pattern.fullmatch(text)), None)


def _with_label(body: Body, section: Section, entry: Entry, *, first: bool, known: bool) -> Body:
    if first:
        body = replace(body, style=_STYLES[entry.kind])
    if known:
        return body
    return replace(body, labels=replace(body.labels, **{section.value: plain(spoken(entry.text))}))


def _with_items(body: Body, section: Section | None, entries: Iterable[Entry]) -> Body:
    for entry in entries:
        for item in _items(entry):
            body = _with_item(body, section, item)
    return body


def _with_item(body: Body, section: Section | None, item: Item) -> Body:
    """Take an item in, or the word that there is none."""
    label, colon, rest = item.text.partition(": ")
    if colon and _NOTHING.fullmatch(rest) and (named := _label(Entry(Kind.PARAGRAPH, label))):
        return replace(body, none=(*body.none, (named, rest.strip())))
    if item.items or item.shape is not Shape.BULLET:
        return replace(body, sections=body.sections.adding(section or Section.NEWS, item))
    if section is not None and _NOTHING.fullmatch(item.text):
        return replace(body, none=(*body.none, (section, item.text)))
    if section is None and (silent := _silent(body, item.text)):
        return silent
    return replace(body, sections=body.sections.adding(section or Section.NEWS, item))


def _silent(body: Body, text: str) -> Body | None:
    if text == Silence.NO_REPORT:
        return replace(body, silence=Silence.NO_REPORT)
    if away := _AWAY.fullmatch(text):
        return replace(body, silence=Silence.AWAY, stand_in=away.group(1))
    return replace(body, silence=Silence.NOTHING) if _NOTHING.fullmatch(text) else None


def _texts(entries: Iterable[Entry]) -> Iterator[str]:
    """What entries say, and those below them, each for itself."""
    for entry in entries:
        if text := plain(spoken(entry.text)):
            yield text
        yield from _texts(entry.below)


def _items(entry: Entry) -> Iterator[Item]:
    """An entry as an item; one without words of its own gives what is below it."""
    below = tuple(item for child in entry.below for item in _items(child))
    if _CODE.fullmatch(entry.text.strip()):
        yield Item(code(entry.text.strip()), below, shape=Shape.CODE)
    elif said := spoken(entry.text):
        quoted = entry.text.startswith(("> ", "&gt; ")) and said[0].text.startswith("> ")
        words = (replace(said[0], text=said[0].text[2:]), *said[1:]) if quoted else said
        yield Item(words, below, shape=Shape.QUOTE if quoted else Shape.BULLET)
    else:
        yield from below
