"""What an entry on a page states: an item, or that there is nothing, by the same grammar as in replies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.formats.twiki.outline import Entry
from bot.formats.twiki.read_words import code, spoken
from bot.model.call import Section
from bot.model.update import Item, Why
from bot.model.words import Shape, Words, plain
from bot.reading.cuts import cut
from bot.reading.none import Nothing, nothing_in, says_none


@dataclass(frozen=True, slots=True)
class Stated:
    """What was said: the empty section with the words that say so, and the rest with its section."""

    none: tuple[Section, str] | None
    rest: Words
    section: Section | None


def stated(words: Words, section: Section | None, source: str = "") -> Stated:
    """Part a denial from what else was said; `source` is how it was written: we never write a bare dash."""
    text = plain(words)
    if section is Section.EMERGENCIES and _DASH.fullmatch(source):
        return Stated((section, text), (), section)
    found = says_none(text, section)
    quiet = section is None and nothing_in(text) is Nothing.NOISE  # a statement where others stand beside it
    if found is None or quiet or source.startswith(_QUOTES):
        return Stated(None, words, section)
    if found.begin == 0 and found.end == len(text):
        return Stated((found.section or section or Section.NEWS, text), (), section)
    denied = found.section or section
    parts = cut(words, [(found.begin, found.end)])
    if denied is None or len(parts) == 1:
        return Stated(None, words, section)
    closed = denied is section is Section.EMERGENCIES
    return Stated((denied, found.said(text)), parts[0] or parts[1], None if closed else section)


def items_of(entries: Iterable[Entry], why: Why) -> Iterator[Item]:
    """Entries as items; one without words of its own gives what is below it."""
    for entry in entries:
        below = tuple(items_of(entry.below, why))
        source = entry.text.strip()
        if _CODE.fullmatch(source):
            yield Item(code(source), below, why, Shape.CODE)
        elif said := spoken(entry.text):
            quoted = source.startswith(_QUOTES) and said[0].text.startswith("> ")
            words = (replace(said[0], text=said[0].text[2:]), *said[1:]) if quoted else said
            yield Item(words, below, why, Shape.QUOTE if quoted else Shape.BULLET)
        else:
            yield from below


def is_code(entry: Entry) -> bool:
    """Whether an entry is a block of code and nothing else."""
    return _CODE.fullmatch(entry.text.strip()) is not None


def texts(entries: Iterable[Entry]) -> Iterator[str]:
    """What entries say, and those below them, each for itself."""
    for entry in entries:
        if text := plain(code(entry.text) if is_code(entry) else spoken(entry.text)):
            yield text
        yield from texts(entry.below)


def unseen(entry: Entry) -> Iterator[str]:
    """The source of what the words of an entry, and of those below it, do not show: pictures, and topics."""
    yield from _UNSEEN.findall(entry.text)
    for below in entry.below:
        yield from unseen(below)


_CODE = re.compile(r"<(pre|verbatim)>.*</\1>", re.DOTALL | re.IGNORECASE)
_QUOTES = ("> ", "&gt; ")
_DASH = re.compile("[-\u2013\u2014\u2212]+")
_UNSEEN = re.compile(r"<(?i:img)\b[^<>]*>|\[\[(?!\w+:|%|Main\.)[^\]\[\n]+\]\[[^\]\n]+\]\]")
