"""Whether two stretches of a page say the same to those who read it, however their source is written.

The wiki's visual editor writes the whole page anew when one word of it is changed: entities become characters
and tags become signs. None of that was written by hand.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.formats.links import linked
from bot.formats.twiki.outline import Entry, outline
from bot.formats.twiki.read_words import code, spoken
from bot.model.words import Words

Line = tuple[str, ...]  # the kind of an entry and how deep it is, then its words by how they look


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether readers see the same: the same words, structure, styles, links, pictures, tables and macros."""
    return tuple(one) == tuple(other) or _seen(tuple(one)) == _seen(tuple(other))


_STYLES = ("b", "strong", "i", "em", "s", "strike", "code")
_INVISIBLE = ("br", "nop", "noautolink", "p", "span", "verbatim", "pre", "literal", "sticky")
_TAG = re.compile(r"<(/?)([A-Za-z]\w*)\b[^<>]*>|<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"<(?:pre|verbatim)\b.*", re.DOTALL | re.IGNORECASE)


@lru_cache(maxsize=64)
def _seen(lines: tuple[str, ...]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """What a reader sees of these lines, and what is no words: tables, pictures, macros, comments."""
    words = tuple(_line(entry, depth) for entry, depth in _flat(outline(lines)))
    return tuple(line for line in words if line[2:]), tuple(_beside_words(lines))


def _flat(entries: list[Entry]) -> Iterator[tuple[Entry, int]]:
    """Every entry with how deep it stands, in the order of the page."""
    todo = [(entry, 0) for entry in reversed(entries)]
    while todo:
        entry, depth = todo.pop()
        yield entry, depth
        todo += [(below, depth + 1) for below in reversed(entry.below)]


def _line(entry: Entry, depth: int) -> Line:
    words = code(entry.text) if _CODE.fullmatch(entry.text.strip()) else linked(spoken(entry.text))
    return (entry.kind, str(depth), *_runs(words))


def _runs(words: Words) -> Iterator[str]:
    """Runs of signs that look the same, each with how; several blanks are one, and have no look."""
    run, looks, blank = "", "", False
    for span in words:
        styles = zip("bisc", (span.bold, span.italic, span.strike, span.code), strict=True)
        own = "".join(letter for letter, is_so in styles if is_so) + f" {span.url or ''}"
        for word in re.split(r"(\s+)", unicodedata.normalize("NFC", span.text)):
            if not word or word.isspace():
                blank = blank or bool(word)
                continue
            if run and own != looks:
                yield f"{run}\n{looks}"
                run = ""
            run += f" {word}" if blank else word
            looks, blank = own, False
    if run:
        yield f"{run}\n{looks}"


def _beside_words(lines: tuple[str, ...]) -> Iterator[str]:
    """What stands there and holds no words."""
    for found in _TAG.finditer("\n".join(lines)):
        if (found[2] or "").lower() not in (*_STYLES, *_INVISIBLE):
            yield " ".join(found[0].split())
    for line in lines:
        if line.strip() and not outline([line]):
            yield unicodedata.normalize("NFC", " ".join(line.split()))
