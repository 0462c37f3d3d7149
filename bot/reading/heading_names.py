"""What headings can name: areas, sections, and troubles, in the words of whoever writes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from bot.model.call import Area, Section
from bot.reading.plain import bare, flat
from bot.reading.vocabulary.headings import HEADINGS, TROUBLES
from bot.reading.vocabulary.headings_abroad import HEADINGS_ABROAD, TROUBLES_ABROAD

_AND = re.compile(r"/|&|\+|,| and(?= )")
_BRACKETS = re.compile(r"\s*\([^()]*\)?$")


class Trouble(Enum):
    """What a heading can name besides sections: what is wrong, be it an emergency or not."""

    TROUBLE = "trouble"


Meant = Section | Trouble


@dataclass(frozen=True, slots=True)
class Names:
    """All that headings can name for somebody: their areas, and the sections as an area calls them.

    `titles` are the names that head a section wherever they stand before a colon.
    """

    areas: Mapping[str, str]
    sections: Mapping[str, Meant]
    titles: frozenset[str]


@lru_cache(maxsize=256)
def names(areas: tuple[Area, ...], current: str | None) -> Names:
    """What headings can name, in the words of the current area, if one is."""
    speaking = tuple(area for area in areas if area.name == current) or areas
    sections: dict[str, Meant] = {
        key_of(word): section
        for table in (HEADINGS_ABROAD, HEADINGS)
        for section, said in table.items()
        for word in said
    }
    sections.update(dict.fromkeys(map(key_of, (*TROUBLES, *TROUBLES_ABROAD)), Trouble.TROUBLE))
    titles = {section.value for section in Section}
    for area in speaking:
        for section in Section:
            labels = tuple(_spellings(area.labels.of(section)))
            sections.update(dict.fromkeys(labels, section))
            titles.update(labels)
    known = {spelling: area.name for area in areas for spelling in _area_spellings(area)}
    return Names(known, sections, frozenset(titles))


def key_of(text: str) -> str:
    """A name as it is looked up."""
    key = _AND.sub("/", f" {bare(flat(text))} ")
    return key.replace(" /", "/").replace("/ ", "/").strip(" ")


def without_brackets(key: str) -> str:
    """A name without what stands in brackets behind it."""
    return _BRACKETS.sub("", key)


def _spellings(label: str) -> Iterator[str]:
    key = key_of(label)
    if key:
        yield key
        yield without_brackets(key) or key


def _area_spellings(area: Area) -> Iterator[str]:
    """An area's name, with its leads and without, and its initials where it has three or more."""
    key = key_of(area.name)
    yield from (key, key_of(area.heading))
    parts = area.name.split()
    if len(parts) > 2:  # noqa: PLR2004 - two letters mean too much
        yield "".join(part[0] for part in parts if part[0].isalnum()).lower()
