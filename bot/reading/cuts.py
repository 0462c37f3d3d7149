"""One line cut where its writer did: into statements, and into sections that stand behind one another."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from bot.model.words import Span, Words, plain
from bot.reading.characters import folded
from bot.reading.heading_names import Names
from bot.reading.headings import heading, is_title

_COLONS = (":", "\uff1a")
_NEXT = re.compile(
    r"(?P<mark>[;|,.!?](?=\s)|[\uff1b\u3002\u3001])\s*"
    r"(?=(?P<name>[^\W\d][^:\uff1a;|,.!?\uff1b\u3002\u3001\n]{0,40}?)\s*[:\uff1a?](?=\s|[^\W\d]|$))"
)
_STRONG = (";", "|", "\uff1b")  # what only parts statements


def sections_in(words: Words, known: Names) -> list[Words]:
    """Cut `News: a; Ongoing: b` before each heading behind another, or that names a section outright."""
    text = plain(words)
    if not any(colon in text for colon in _COLONS):
        return [words]
    headed = heading(words, known) is not None
    cuts: list[tuple[int, int]] = []
    for found in _NEXT.finditer(text):
        strong = found["mark"] in _STRONG
        if found["mark"] == "," and not headed:
            continue
        if is_title(found["name"], known, outright=not (strong and headed)):
            cuts.append(found.span())
            headed = True
    return cut(words, cuts)


def cut(words: Words, gaps: Iterable[tuple[int, int]]) -> list[Words]:
    """The words without these stretches of their plain text, in order, as what stands between them.

    Links and code are never cut: a stretch that touches one stays.
    """
    parts: list[list[Span]] = [[]]
    waiting = deque(gaps)
    begin = 0
    for span in words:
        end = begin + len(plain((span,)))
        at = 0
        while waiting and waiting[0][0] < end:
            first, last = waiting.popleft()
            if first < begin or last > end or span.url is not None or span.code:
                continue
            parts[-1].append(replace(span, text=span.text[at : first - begin].rstrip()))
            parts.append([])
            at = last - begin
        parts[-1].append(replace(span, text=span.text[at:]) if at else span)
        begin = end
    return [tuple(span for span in part if span.text or span.url is not None) for part in parts]


def pieces(words: Words) -> list[Words]:
    """Cut `a; b; c` where the writer did; links, code and brackets stay whole."""
    parts: list[list[Span]] = [[]]
    for span in words:
        if span.url is not None or span.code:
            parts[-1].append(span)
            continue
        first, *more = span.text.split("; ")
        parts[-1].append(replace(span, text=first))
        parts.extend([replace(span, text=text)] for text in more)
    whole = [tuple(span for span in piece if span.text or span.url) for piece in parts]
    return [piece for piece in whole if folded(plain(piece)).strip()] or [words]
