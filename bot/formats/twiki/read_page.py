"""A wiki page read back: what it says, and every line of it as it stands.

Lines that nobody touched are written again as they were: they are wiki source already and are never escaped
a second time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.formats.twiki.area import Body, read_body
from bot.formats.twiki.attendees import JOINER, roll_call
from bot.formats.twiki.outline import outline
from bot.formats.twiki.read_words import spoken
from bot.model.minutes import AreaMinutes
from bot.model.words import plain


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the top level and all lines up to the next, verbatim; the first part has no heading."""

    heading: str | None
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the heading says."""
        found = _HEADING.match(self.heading or "")
        return plain(spoken(found.group(1))).rstrip(" :") if found else ""


@dataclass(frozen=True, slots=True)
class PageArea:
    """An area of the page; `stand_in` is who reports in place of a lead ("Tim T. for Tim C.")."""

    name: str
    leads: tuple[str, ...]
    joiner: str
    stand_in: str | None
    heading: str
    body: Body

    @property
    def minutes(self) -> AreaMinutes:
        """The area as minutes have it."""
        body = self.body
        return AreaMinutes(
            area=self.name,
            heading=self.heading,
            style=body.style,
            labels=body.labels,
            sections=body.sections,
            none=body.none,
            silence=body.silence,
            stand_in=self.stand_in or body.stand_in,
            notes=body.notes,
        )


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """What the wiki noted about the page, as far as the file has it."""

    author: str = ""
    at: datetime | None = None
    revision: int = 0
    parent: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of minutes: its parts verbatim, and what was understood of them."""

    parts: tuple[Part, ...]
    info: TopicInfo
    coordinates: tuple[str, ...]
    announcements: tuple[str, ...]
    actions: tuple[str, ...]
    attendees: tuple[str, ...]
    apologies: tuple[str, ...]
    areas: tuple[PageArea, ...]


def read_page(text: str) -> Page:
    """Read minutes from the text of a wiki page, with or without its META lines."""
    parts = tuple(_parts(text))
    named = {_key(part.title): part for part in reversed(parts)}
    attendees, apologies = _roll_call(parts)
    return Page(
        parts=parts,
        info=_info(text),
        coordinates=_list(named.get("coordinates")),
        announcements=_list(named.get("announcements")),
        actions=_list(named.get("action/significant items") or named.get("action items")),
        attendees=attendees,
        apologies=apologies,
        areas=tuple(area for part in parts if (area := _area(part))),
    )


def write_page(page: Page) -> str:
    """Write the page as its parts stand."""
    lines = (line for part in page.parts for line in (*filter(None, (part.heading,)), *part.lines))
    return "\n".join(lines)


def with_area(page: Page, name: str, text: str) -> Page:
    """The same page with other source for one area, heading included; all other lines stay as they are."""
    heading, *lines = text.rstrip("\n").split("\n")
    parts = tuple(
        Part(heading, (*lines, *_tail(part))) if (area := _area(part)) and area.name == name else part
        for part in page.parts
    )
    return read_page(write_page(replace(page, parts=parts)))


_HEADING = re.compile(r"---+\+\+(?!\+)\s*(.*?)\s*$")
_FRAME = (
    "coordinates",
    "announcements",
    "action/significant items",
    "action items",
    "attendees",
    "emergencies",
)
_LEADS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<leads>[^()]*)\)[\s:\-\u2013]*(?P<rest>.*)")
_STAND_IN = re.compile(r"(.+?) for (.+)")
_MOST_WORDS = 8
_META = re.compile(r"^%META:(\w+)\{(.*)\}%", re.MULTILINE)
_FIELD = re.compile(r'(\w+)="([^"]*)"')


def _parts(text: str) -> Iterator[Part]:
    """Cut the page at its headings, not at those in comments and code."""
    heading: str | None = None
    lines: list[str] = []
    quiet = ""
    for line in text.split("\n"):
        if not quiet and _HEADING.match(line):
            yield Part(heading, tuple(lines))
            heading, lines = line, []
        else:
            lines.append(line)
        quiet = _still_quiet(quiet, line.lower())
    yield Part(heading, tuple(lines))


def _still_quiet(quiet: str, line: str) -> str:
    """The tag that has to come before headings count again."""
    if quiet:
        return "" if quiet in line else quiet
    for opening, closing in (("<!--", "-->"), ("<pre>", "</pre>"), ("<verbatim>", "</verbatim>")):
        if opening in line and closing not in line.rpartition(opening)[2]:
            return closing
    return ""


def _key(title: str) -> str:
    return " ".join(title.lower().split())


def _list(part: Part | None) -> tuple[str, ...]:
    """The entries of a part that is a list of sentences, nested ones too."""
    entries = outline(part.lines) if part else []
    said = (
        text for entry in entries for nested in (entry, *entry.below) if (text := plain(spoken(nested.text)))
    )
    return tuple(said)


def _roll_call(parts: tuple[Part, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    for part in parts:
        if part.title.lower().startswith("attendees"):
            return roll_call(part.title, _list(part))
    return (), ()


def _area(part: Part) -> PageArea | None:
    """The area under a heading; None if the heading is a sentence or belongs to the page's frame."""
    title = part.title
    frame = _key(title).partition(":")[0]
    if not title or frame in _FRAME or "://" in title:
        return None
    found = _LEADS.fullmatch(title)
    if found is None:
        return PageArea(title, (), ", ", None, title, read_body(part.lines)) if _is_name(title) else None
    names = found["leads"].strip()
    joiner = JOINER.search(names)
    leads, stand_ins = _people(names)
    heading = title[: found.start("rest")].rstrip(" :-\u2013") if found["rest"] else title
    body = read_body((found["rest"], *part.lines) if found["rest"] else part.lines)
    return PageArea(found["name"], leads, _spaced(joiner), next(iter(stand_ins), None), heading, body)


def _is_name(title: str) -> bool:
    return len(title.split()) <= _MOST_WORDS and not title.endswith(".")


def _spaced(joiner: re.Match[str] | None) -> str:
    sign = joiner.group().strip() if joiner else ","
    return ", " if sign == "," else f" {sign} "


def _people(names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The leads, and those who stand in for one of them."""
    leads: list[str] = []
    stand_ins: list[str] = []
    for name in filter(None, JOINER.split(names)):
        found = _STAND_IN.fullmatch(name)
        leads.append(found.group(2) if found else name)
        stand_ins += [found.group(1)] if found else []
    return tuple(leads), tuple(stand_ins)


def _tail(part: Part) -> tuple[str, ...]:
    """The blank lines and META lines that end a part."""
    lines = list(part.lines)
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("%META:")):
        end -= 1
    return tuple(lines[end:])


def _info(text: str) -> TopicInfo:
    """Read the META lines."""
    metas = [
        (kind, {name: _decoded(value) for name, value in _FIELD.findall(fields)})
        for kind, fields in _META.findall(text)
    ]
    known = dict(reversed(metas))
    topic = known.get("TOPICINFO", {})
    seconds, version = topic.get("date", ""), topic.get("version", "").rpartition(".")[2]
    return TopicInfo(
        author=topic.get("author", ""),
        at=datetime.fromtimestamp(int(seconds), tz=UTC) if seconds.isdigit() else None,
        revision=int(version) if version.isdigit() else 0,
        parent=known.get("TOPICPARENT", {}).get("name", ""),
        attachments=tuple(fields.get("name", "") for kind, fields in metas if kind == "FILEATTACHMENT"),
    )


def _decoded(value: str) -> str:
    return re.sub("%([0-9a-fA-F]{2})", lambda found: chr(int(found.group(1), 16)), value)
