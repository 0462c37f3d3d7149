"""Minutes in Markdown: of which day they are, and the source of a wiki page that says the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.formats.markdown_pages.blocks import wiki_lines
from bot.formats.twiki.escape import Place, escape
from bot.formats.twiki.frame import frame_of
from bot.formats.twiki.topic_day import topic_day
from bot.model.call import Charset
from bot.reading.heading_names import key_of, names

_MARKDOWN = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z][\w -]*):[ \t]*(.*)")
_LISTED = re.compile(r"[ \t]*-[ \t]+(.*)")
_DATES = ("date", "day", "meeting date", "when")
_AREAS = 2  # the level of areas on a wiki page


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """Minutes as the source of a wiki page; `day` is that of the meeting, where it is said in them."""

    source: str
    day: date | None


def read_markdown(text: str) -> MarkdownPage:
    """Read minutes in Markdown: headings, lists, tasks, tables, and what front matter says before them."""
    front = _FRONT.match(text)
    known = _front(front[1]) if front else {}
    tokens = _MARKDOWN.parse(text[front.end() :] if front else text)
    headings = [(int(token.tag[1:]), inline.content) for token, inline in _headings(tokens)]
    lines = (*_around(known), *wiki_lines(tokens, _deeper(headings)), *_framed(known))
    said = (*(known[key] for key in _DATES if key in known), *(title for _, title in headings[:1]))
    return MarkdownPage("\n".join(lines), next((day for each in said if (day := topic_day(each))), None))


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    return (pair for pair in pairwise(tokens) if pair[0].type == "heading_open" and not pair[0].level)


def _front(text: str) -> dict[str, str]:
    """The keys of front matter with what they say; the entries of a list stand behind one another."""
    found: dict[str, str] = {}
    key = ""
    for line in text.split("\n"):
        if named := _KEY.match(line):
            key = named[1].strip().lower()
            found[key] = named[2].strip().strip("[]\"'")
        elif key and line.strip():
            item = _LISTED.match(line)
            found[key] = ", ".join(filter(None, (found[key], (item[1] if item else line).strip(" \"'"))))
    return found


def _around(known: dict[str, str]) -> Iterator[str]:
    """What front matter says that is nothing of the frame, to stand before the page."""
    for key, said in known.items():
        if not frame_of(key):
            yield from (escape(f"{key}: {said}", Place.PARAGRAPH, Charset.UTF8), "")


def _framed(known: dict[str, str]) -> Iterator[str]:
    """What front matter says of the frame, as headings of it."""
    for key, said in known.items():
        if frame_of(key):
            yield f"---{'+' * _AREAS} {key.capitalize()}: {escape(said, Place.HEADING, Charset.UTF8)}"


def _deeper(headings: list[tuple[int, str]]) -> int:
    """How many levels deeper the headings stand on a wiki page, so that areas come where they are there."""
    if not headings:
        return 0
    top = min(level for level, _ in headings)
    below = [title for level, title in headings if level == top + 1]
    sections = names((), None).sections
    is_title = (
        [level for level, _ in headings].count(top) == 1
        and headings[0][0] == top
        and bool(below)
        and not all(key_of(title) in sections for title in below)
    )
    return _AREAS - (top + 1 if is_title else top)
