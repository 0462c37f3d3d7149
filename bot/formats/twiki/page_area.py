"""The areas of a page: what their headings say, and what stands below them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from bot.formats.twiki.area import Body, read_body
from bot.formats.twiki.passages import Passage
from bot.formats.twiki.people import headed
from bot.model.call import Labels, Section
from bot.model.minutes import AreaMinutes
from bot.model.update import Sections


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
            kept=body.kept,
        )


def area_of(passage: Passage) -> PageArea | None:
    """The area under a heading; None if the heading is a sentence."""
    title = passage.title
    said = headed(title)
    if not title or (not said.leads and not _is_name(title)):
        return None
    rest = (escape(said.rest, quote=False),) if said.rest else ()
    body = read_body((*rest, *passage.lines))
    body = replace(body, kept=(*body.kept, *passage.dropped))
    return PageArea(said.name, said.leads, said.joiner, said.stand_in, said.heading, body)


def goes_on(passage: Passage) -> bool:
    """Whether a heading only names a time, and so goes on with the area before."""
    return _TIME.fullmatch(passage.title) is not None


def merged(areas: Iterable[PageArea]) -> tuple[PageArea, ...]:
    """Each area once, in the place of the first of its name, with all that stands under that name."""
    known: dict[str, PageArea] = {}
    for area in areas:
        key = "".join(letter for letter in area.name.casefold() if letter.isalnum()) or area.name
        first = known.get(key)
        known[key] = replace(first, body=_both(first, area)) if first else area
    return tuple(known.values())


_TIME = re.compile(
    r"(?:\w+ )?(?:last|this|next|past|previous|coming) (?:week|month|call|meeting)", re.IGNORECASE
)
_MOST_WORDS = 8
_BARE = Labels()


def _is_name(title: str) -> bool:
    """Whether a heading without leads names an area, and is no sentence."""
    most = _MOST_WORDS // 2 if title.endswith((".", "?")) else _MOST_WORDS
    return "://" not in title and len(title.split()) <= most


def _both(first: PageArea, second: PageArea) -> Body:
    """What stands in two places; what stands there twice counts once."""
    one, other = first.body, second.body
    heading = (second.heading,) if second.heading != first.heading else ()
    labels = one.labels if one.labels != _BARE else other.labels
    return Body(
        style=one.style if one.labels != _BARE else other.style,
        labels=labels,
        sections=Sections(
            **{
                each.value: tuple(dict.fromkeys((*one.sections.of(each), *other.sections.of(each))))
                for each in Section
            }
        ),
        none=tuple(dict.fromkeys((*one.none, *other.none))),
        silence=one.silence or other.silence,
        stand_in=one.stand_in or other.stand_in,
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
        kept=tuple(dict.fromkeys((*one.kept, *heading, *other.kept))),
    )
