"""Headings: lines that name an area or a section, in any of the shapes in which people write them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from bot.model.call import Area, Section
from bot.model.words import Span, Words, plain
from bot.reading.characters import folded_words, parted
from bot.reading.plain import bare, flat
from bot.reading.vocabulary.headings import (
    BEFORE_HEADING,
    BEHIND_HEADING,
    HEADING_EMOJI,
    HEADINGS,
    HEADINGS_ALONE,
    OFTEN_MISSPELT,
    REPORTS,
)

_LONGEST = 80
_COLON = re.compile(r":(?!//)(?=\s|[^\W\d]|$)|\?(?=\s|$)|\s[\u2013\u2014-]+(?=\s)")
_TAG = re.compile(r"\s*[\[(]([^\])\n]{2,40})[\])][:\s]\s*")
_BRACKETS = re.compile(r"\s*\([^()]*\)?$")
_AND = re.compile(r"/|&|\+|,| and(?= )")
_BEFORE = re.compile(rf"^(?:(?:{'|'.join(BEFORE_HEADING)}) )+")
_BEHIND = re.compile(rf"(?: (?:{'|'.join(BEHIND_HEADING)}))+$")
_MARKUP = re.compile(r"\s*(?:-{3}\++|#{1,6}|={2,})")
_CLOSING = re.compile(r"^\s*[*_]{1,2}(?=\s|$)")  # what ended the bold of a pasted heading
_WORDS = 7  # who needs more words than that is not naming a section
_ALIKE = 85
_SPELLED_OUT = 7  # shorter words are too much alike to guess at typos


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading names; `rest` is what was said behind it on its line.

    `marked` says that it looks like one (a colon, bold, a wiki's markup) whatever stands around it.
    """

    area: str | None
    section: Section | None
    said: str
    rest: Words = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """All that headings can name for somebody: their areas, and the sections as an area calls them."""

    areas: Mapping[str, str]
    sections: Mapping[str, Section]


@lru_cache(maxsize=256)
def names(areas: tuple[Area, ...], current: str | None) -> Names:
    """What headings can name, in the words of the current area, if one is."""
    speaking = tuple(area for area in areas if area.name == current) or areas
    sections = {_key(word): section for section, said in HEADINGS.items() for word in said}
    for area in speaking:
        for section in Section:
            sections.update(dict.fromkeys(_spellings(area.labels.of(section)), section))
    return Names({spelling: area.name for area in areas for spelling in _area_spellings(area)}, sections)


def heading(words: Words, known: Names) -> Heading | None:
    """Read a line as a heading, alone on its line or with more behind it; None if it is none."""
    understood = folded_words(words)
    found = _heading(understood, known)
    if found is None or understood is words:
        return found
    said, rest = parted(words, found.rest)
    return replace(found, said=plain(said).strip(), rest=rest)


def _heading(words: Words, known: Names) -> Heading | None:
    text = plain(words)
    first = text.partition("\n")[0]
    if len(first) <= _LONGEST and (found := _whole(first, known, bold=_is_bold(words))):
        if first == text:
            return found
        broken = any(span.url is not None and "\n" in span.text for span in words)
        return None if broken else replace(found, rest=_behind(words, len(first) + 1))
    return _with_rest(words, text[:_LONGEST], known)


def _whole(line: str, known: Names, *, bold: bool) -> Heading | None:
    """Read a whole line as the name of something."""
    marked = bold or line.rstrip(" *_").endswith((":", "?")) or _MARKUP.match(line) is not None
    key = _key(line)
    if key.count(" ") > _WORDS and not marked:
        return None
    if not key:
        picture = line.strip().rstrip("\ufe0f:")
        return Heading(None, HEADING_EMOJI[picture], line.strip()) if picture in HEADING_EMOJI else None
    area, section = _look_up(key, known, guess=marked)
    return Heading(area, section, line.strip(), marked=marked) if area or section else None


def _with_rest(words: Words, text: str, known: Names) -> Heading | None:
    """Read the beginning of a line as a heading: `News: …`, `News - …`, `[News] …` or a bold word."""
    first = text.partition("\n")[0]
    if tag := _TAG.match(text):
        area, section = _look_up(_key(tag[1]), known, guess=False)
        if area or section:
            return Heading(area, section, tag[0].strip(), _behind(words, tag.end()), marked=True)
    for colon in _COLON.finditer(first):
        key = _key(text[: colon.start()])
        area, section = _look_up(key, known, guess=False) if key and key not in _alone() else (None, None)
        if area or section:
            said = text[: colon.end()].strip()
            return Heading(area, section, said, _behind(words, colon.end()), marked=True)
    if len(words) > 1 and _is_set_apart(words[0], words[1]):
        area, section = _look_up(_key(words[0].text), known, guess=False)
        if area or section:
            return Heading(
                area, section, words[0].text.strip(), _behind(words, len(words[0].text)), marked=True
            )
    return None


def _is_set_apart(first: Span, second: Span) -> bool:
    """Whether a line begins with a bold word that is no link, and goes on otherwise."""
    if not first.bold or second.bold or first.url is not None:
        return False
    return not (first.text[-1:].isalnum() and second.text[:1].isalnum())


def _look_up(key: str, known: Names, *, guess: bool) -> tuple[str | None, Section | None]:
    """Find what a name names: an area, a section, or both (`Release news`)."""
    if found := _section(key, known):
        return None, found
    if area := known.areas.get(key) or known.areas.get(_BRACKETS.sub("", key)):
        return area, None
    for name, area in known.areas.items():
        behind = key.removeprefix(name).strip(" /:-\u2013\u2014's") if key.startswith(name) else ""
        if found := _section(behind, known):
            return area, found
        if behind in REPORTS:
            return area, None
    if guess and len(key) >= _SPELLED_OUT:
        close = process.extractOne(key, OFTEN_MISSPELT, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return None, known.sections.get(close[0]) if close else None
    return None, None


def _section(key: str, known: Names) -> Section | None:
    """Find the section of a name, also of `News and updates` and `Any emergencies this week`."""
    if key in known.sections:
        return known.sections[key]
    for candidate in _candidates(key):
        if candidate in known.sections:
            return known.sections[candidate]
        if "/" in candidate:
            found = {known.sections.get(part) for part in candidate.split("/") if part}
            if len(found) == 1:
                return found.pop()
    return None


def _candidates(key: str) -> Iterator[str]:
    yield key
    if "(" in key:
        yield _BRACKETS.sub("", key)
    shorter = _BEHIND.sub("", _BEFORE.sub("", _BRACKETS.sub("", key)))
    if shorter != key:
        yield shorter


@cache
def _alone() -> frozenset[str]:
    """Names that head a section only when nothing else stands on their line."""
    return frozenset(_key(word) for said in HEADINGS_ALONE.values() for word in said)


def _spellings(label: str) -> Iterator[str]:
    key = _key(label)
    if key:
        yield key
        yield _BRACKETS.sub("", key) or key


def _area_spellings(area: Area) -> Iterator[str]:
    """An area's name, with its leads and without, and its initials where it has three or more."""
    key = _key(area.name)
    yield from (key, _key(area.heading))
    parts = area.name.split()
    if len(parts) > 2:  # noqa: PLR2004 - two letters mean too much
        yield "".join(part[0] for part in parts if part[0].isalnum()).lower()


def _key(text: str) -> str:
    """A name as it is looked up."""
    key = _AND.sub("/", f" {bare(flat(text))} ")
    return key.replace(" /", "/").replace("/ ", "/").strip(" ")


def _is_bold(words: Words) -> bool:
    return all(span.bold for span in words if span.text.strip())


def _behind(words: Words, count: int) -> Words:
    """What is left of words behind so many characters of their plain text."""
    for number, span in enumerate(words):
        length = len(plain((span,)))
        if count < length:
            text = span.text if span.url is not None else _CLOSING.sub("", span.text[count:]).lstrip()
            return (replace(span, text=text), *words[number + 1 :]) if text else words[number + 1 :]
        count -= length
        if count <= 0:
            rest = words[number + 1 :]
            return _behind(rest, 0) if rest and rest[0].url is None else rest
    return ()
