"""Headings: lines that name an area or a section, in any of the shapes in which people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from bot.model.call import Section
from bot.model.words import Span, Words, plain
from bot.reading.characters import folded, folded_words, parted
from bot.reading.heading_names import Meant, Names, Trouble, key_of, without_brackets
from bot.reading.none import is_sign
from bot.reading.vocabulary.headings import (
    BEFORE_HEADING,
    BEHIND_HEADING,
    HEADING_EMOJI,
    HEADINGS_ALONE,
    OFTEN_MISSPELT,
    REPORTS,
)

_LONGEST = 80
_COLON = re.compile(r"[:\uff1a](?!//)(?=\s|[^\W\d]|$)|\?(?=\s|$)|\s[\u2013\u2014-]+(?=\s)")
_TAG = re.compile(
    r"\s*[\[(]([^\])\n]{2,40})[\])][:\s]\s*"
    r"|\s*[\u3010\u3014\uff3b]([^\u3011\u3015\uff3d\n]{1,40})[\u3011\u3015\uff3d][:\uff1a\s]*"
)
_SHORTCODE = re.compile(r":[a-z0-9_+'-]+:")  # an emoji by its name
_SIGN = re.compile(r"[:\uff1a?]\s*(\S.{0,6})$")
_BEFORE = re.compile(rf"^(?:(?:{'|'.join(BEFORE_HEADING)}) )+")
_BEHIND = re.compile(rf"(?: (?:{'|'.join(BEHIND_HEADING)}))+$")
_MARKUP = re.compile(r"\s*(?:-{3}\++|#{1,6}|={2,})")
_CLOSING = re.compile(r"^\s*[*_]{1,2}(?=\s|$)")  # what ended the bold of a pasted heading
_WORDS = 7  # who needs more words than that is not naming a section
_SHORT = 4  # words of a heading that names something unknown
_ALIKE = 85
_SPELLED_OUT = 7  # shorter words are too much alike to guess at typos


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading names, or else that it heads troubles; `rest` is what was said behind it on its line.

    `marked` says that it looks like one (a colon, bold, a wiki's markup) whatever stands around it.
    """

    area: str | None
    section: Section | None
    said: str
    rest: Words = ()
    marked: bool = False
    trouble: bool = False


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
    signed = (sign := _SIGN.search(first)) is not None and is_sign(sign[1])  # "Emergencies: -"
    if len(first) <= _LONGEST and not signed and (found := _whole(first, known, bold=_is_bold(words))):
        if first == text:
            return found
        broken = any(span.url is not None and "\n" in span.text for span in words)
        return None if broken else replace(found, rest=_behind(words, len(first) + 1))
    return _with_rest(words, text[:_LONGEST], known)


def is_title(name: str, known: Names, *, outright: bool) -> bool:
    """Whether a name heads a section in the middle of a line; `outright` by the section's own name."""
    key = key_of(name)
    return key in known.titles or (not outright and _section(key, known) is not None)


def is_unknown(words: Words) -> bool:
    """Whether a line looks like a heading, whatever it names: short, with a colon, bold or with markup."""
    text = folded(plain(words))
    if len(text) > _LONGEST or len(text.split()) > _SHORT or "\n" in text:
        return False
    return text.rstrip(" *_").endswith((":", "\uff1a")) or _is_bold(words) or _MARKUP.match(text) is not None


def _whole(line: str, known: Names, *, bold: bool) -> Heading | None:
    """Read a whole line as the name of something."""
    marked = bold or line.rstrip(" *_").endswith((":", "?")) or _MARKUP.match(line) is not None
    key = key_of(line)
    if key.count(" ") > _WORDS and not marked:
        return None
    if not key:
        picture = line.strip().rstrip("\ufe0f:")
        return Heading(None, HEADING_EMOJI[picture], line.strip()) if picture in HEADING_EMOJI else None
    return _named(*_look_up(key, known, guess=marked), line.strip(), marked=marked)


def _with_rest(words: Words, text: str, known: Names) -> Heading | None:
    """Read the beginning of a line as a heading: `News: …`, `News - …`, `[News] …` or a bold word."""
    first = text.partition("\n")[0]
    if (tag := _TAG.match(text)) and not _is_in_link(words, tag.end()):
        meant = _look_up(key_of(tag[1] or tag[2]), known, guess=False)
        if found := _named(*meant, tag[0].strip(), _behind(words, tag.end())):
            return found
    masked = _SHORTCODE.sub(lambda code: " " * len(code[0]), first)
    for colon in _COLON.finditer(masked):
        key = key_of(masked[: colon.start()])
        if key and key not in _alone() and not _is_in_link(words, colon.end()):
            meant = _look_up(key, known, guess=False)
            if found := _named(*meant, text[: colon.end()].strip(), _behind(words, colon.end())):
                return found
    if len(words) > 1 and _is_set_apart(words[0], words[1]):
        meant = _look_up(key_of(words[0].text), known, guess=False)
        return _named(*meant, words[0].text.strip(), _behind(words, len(words[0].text)))
    return None


def _named(
    area: str | None, meant: Meant | None, said: str, rest: Words = (), *, marked: bool = True
) -> Heading | None:
    """A heading, if anything is named."""
    if area is None and meant is None:
        return None
    trouble = meant is Trouble.TROUBLE
    return Heading(area, None if isinstance(meant, Trouble) else meant, said, rest, marked, trouble)


def _is_set_apart(first: Span, second: Span) -> bool:
    """Whether a line begins with a bold word that is no link, and goes on otherwise."""
    if not first.bold or second.bold or first.url is not None:
        return False
    return not (first.text[-1:].isalnum() and second.text[:1].isalnum())


def _look_up(key: str, known: Names, *, guess: bool) -> tuple[str | None, Meant | None]:
    """Find what a name names: an area, a section, or both (`Release news`)."""
    if found := _section(key, known):
        return None, found
    if area := known.areas.get(key) or known.areas.get(without_brackets(key)):
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


def _section(key: str, known: Names) -> Meant | None:
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
        yield without_brackets(key)
    shorter = _BEHIND.sub("", _BEFORE.sub("", without_brackets(key)))
    if shorter != key:
        yield shorter


@cache
def _alone() -> frozenset[str]:
    """Names that head a section only when nothing else stands on their line."""
    return frozenset(key_of(word) for said in HEADINGS_ALONE.values() for word in said)


def _is_bold(words: Words) -> bool:
    return all(span.bold for span in words if span.text.strip())


def _is_in_link(words: Words, count: int) -> bool:
    """Whether so many characters of the plain text end within a link, which is never cut."""
    for span in words:
        length = len(plain((span,)))
        if count < length:
            return span.url is not None and count > 0
        count -= length
    return False


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
