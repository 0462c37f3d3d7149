"""A wiki page read back: what it says, and every line of it as it stands.

Lines that nobody touched are written again as they were: they are wiki source already and are never escaped
a second time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.formats.twiki.frame import Frame, FramePart, frame_of
from bot.formats.twiki.items import texts, unseen
from bot.formats.twiki.links import Home
from bot.formats.twiki.outline import outline
from bot.formats.twiki.page_area import PageArea, area_of, goes_on, merged
from bot.formats.twiki.passages import Passage, parted, passages, title_of
from bot.model.update import everything


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the top level and all lines up to the next, verbatim; the first part has no heading."""

    heading: str | None
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the heading says."""
        return title_of(self.heading or "")


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
    """A page of minutes: its parts verbatim, and what was understood of them.

    `kept` is the source of what belongs to no area and is nothing of the frame. Remarks below an announcement
    or an action item are further lines of it.
    """

    parts: tuple[Part, ...]
    info: TopicInfo
    coordinates: tuple[str, ...]
    announcements: tuple[str, ...]
    actions: tuple[str, ...]
    attendees: tuple[str, ...]
    apologies: tuple[str, ...]
    areas: tuple[PageArea, ...]
    kept: tuple[str, ...] = ()


def read_page(text: str, home: Home | None = None) -> Page:
    """Read minutes from the text of a wiki page, with or without its META lines.

    With its `home`, links to topics and attachments lead there.
    """
    draft = _read(text, home)
    frame, areas = draft.frame, merged(draft.areas)
    return Page(
        parts=tuple(_parts(text)),
        info=_info(text),
        coordinates=tuple(frame.coordinates or _told_in(areas)),
        announcements=tuple(frame.announcements),
        actions=tuple(frame.actions),
        attendees=tuple(frame.attendees),
        apologies=tuple(frame.apologies),
        areas=areas,
        kept=tuple(dict.fromkeys((*frame.kept, *draft.kept, *_not_lifted(draft.lifted, areas)))),
    )


def write_page(page: Page) -> str:
    """Write the page as its parts stand."""
    lines = (line for part in page.parts for line in (*filter(None, (part.heading,)), *part.lines))
    return "\n".join(lines)


def with_area(page: Page, name: str, text: str) -> Page:
    """The same page with other source for one area, heading included; all other lines stay as they are."""
    heading, *lines = text.rstrip("\n").split("\n")
    parts = tuple(
        Part(heading, (*lines, *_tail(part))) if _name(part) == name else part for part in page.parts
    )
    return read_page(write_page(replace(page, parts=parts)))


_HEADING = re.compile(r"---+\+\+(?!\+)")
_META = re.compile(r"^%META:(\w+)\{(.*)\}%", re.MULTILINE)
_FIELD = re.compile(r'(\w+)="([^"]*)"')


@dataclass(slots=True)
class _Draft:
    """A page in the making; `lifted` are the texts of emergencies above the areas."""

    frame: Frame = field(default_factory=Frame)
    areas: list[PageArea] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    lifted: list[Passage] = field(default_factory=list)

    def take(self, passage: Passage) -> None:
        """Read a passage as what it is."""
        framed = frame_of(passage.title)
        area = None if framed else area_of(passage)
        if framed and framed[0] is FramePart.EMERGENCIES:
            self.lifted.append(passage)
        elif framed:
            self.frame.take(*framed, passage.lines)
        elif area:
            self.areas.append(area)
        else:
            self.kept += filter(None, (passage.source,))
        self.kept += () if area else passage.dropped


def _read(text: str, home: Home | None) -> _Draft:
    first, *others = passages(text, home)
    draft = _Draft()
    draft.kept += filter(None, (first.heading, *first.dropped))
    draft.frame.before(first.lines)
    joined: list[Passage] = []
    for passage in others:
        if joined and goes_on(passage) and not frame_of(joined[-1].title):
            passage.heading = f"---{'+' * (passage.level + 1)} {passage.title}"
            joined[-1].taking(passage)
        else:
            joined.append(passage)
    for passage in joined:
        draft.take(passage)
    return draft


def _told_in(areas: tuple[PageArea, ...]) -> Iterator[str]:
    """Coordinates that an introduction tells in a line; they stay there too."""
    for area in areas:
        for item in () if area.leads else area.body.sections.news:
            named = frame_of(item.text)
            if named and named[0] is FramePart.COORDINATES and named[1]:
                yield named[1]


def _not_lifted(lifted: Iterable[Passage], areas: tuple[PageArea, ...]) -> Iterator[str]:
    """The passages of emergencies above the areas that say more than the areas do."""
    told = {area.heading for area in areas}
    for area in areas:
        told.update(item.text for item in everything(area.body.sections.emergencies))
    for passage in lifted:
        entries = outline(passage.lines)
        shown = (source for entry in entries for source in unseen(entry))
        if any(shown) or not told.issuperset(texts(entries)):
            yield passage.source


def _parts(text: str) -> Iterator[Part]:
    """Cut the page at its usual headings, not at those in comments and code."""
    heading: str | None = None
    lines: list[str] = []
    for line, free in parted(text):
        if free and _HEADING.match(line):
            yield Part(heading, tuple(lines))
            heading, lines = line, []
        else:
            lines.append(line)
    yield Part(heading, tuple(lines))


def _name(part: Part) -> str | None:
    """The area of a part."""
    area = area_of(Passage(part.heading)) if part.heading and not frame_of(part.title) else None
    return area.name if area else None


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
