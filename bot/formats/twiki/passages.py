"""A wiki page as its passages: the headings of its top level, each with what stands below it.

Minutes may stand one level up or down. What was deleted or commented out is taken off first, and stays with
the passage in which it stood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.formats.twiki.frame import FramePart, frame_of
from bot.formats.twiki.links import Home, addressed
from bot.formats.twiki.people import headed
from bot.formats.twiki.read_words import spoken
from bot.formats.twiki.standing import standing
from bot.model.words import plain


@dataclass(slots=True)
class Passage:
    """A heading with the lines below it, deeper headings included; the first passage has no heading.

    `dropped` is the source that was taken off it, `level` counts the signs of the heading.
    """

    heading: str = ""
    level: int = 0
    start: int = 0
    lines: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the heading says."""
        return title_of(self.heading)

    @property
    def source(self) -> str:
        """The passage as it stands."""
        return "\n".join(filter(None, (self.heading, *self.lines))).strip()

    def taking(self, other: "Passage") -> None:
        """Take another passage in, below this one."""
        self.lines += [*filter(None, (other.heading,)), *other.lines]
        self.dropped += other.dropped


def passages(source: str, home: Home | None = None) -> list[Passage]:
    """Cut a page at the headings of its top level; a title above them is part of what stands before them."""
    page = standing(source)
    every = list(_cut(page.text, home))
    for dropped in page.dropped:
        owner = next(each for each in reversed(every) if each.start <= dropped.line)
        owner.dropped.append(dropped.text)
    top = _top(every[1:])
    found = [every[0]]
    for passage in every[1:]:
        is_title = len(found) == 1 and passage.level < top
        if is_title or (passage.level > top and len(found) > 1):
            found[-1].taking(passage)
        else:
            found.append(passage)
    return found


def parted(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a text, and whether each stands free: not in a comment or in code."""
    quiet = ""
    for line in text.split("\n"):
        yield line, not quiet
        quiet = _still_quiet(quiet, line.lower())


def title_of(heading: str) -> str:
    """What a heading says."""
    said = _HEADING.sub("", heading, count=1).replace("!!", "", 1).replace("%NOTOC%", "", 1)
    return " ".join(plain(spoken(said.strip())).split()).rstrip(" :")


_HEADING = re.compile(r"---+(\++)")
_TAGGED = re.compile(r"<h([1-6])\b[^<>]*>(.*)</h\1>", re.IGNORECASE)
_META = re.compile(r"%META:(?:TOPICINFO|TOPICPARENT|TOPICMOVED|FILEATTACHMENT|REVINFO|CREATEINFO)\{.*\}%\s*$")
_CODE = re.compile("<(?:pre|verbatim)>", re.IGNORECASE)
_USUAL = 2
_IN_AREAS = (FramePart.ANNOUNCEMENTS, FramePart.EMERGENCIES)
_BLOCKS = (("<!--", "-->"), ("<pre>", "</pre>"), ("<verbatim>", "</verbatim>"))


def _cut(text: str, home: Home | None) -> Iterator[Passage]:
    """A passage for each heading of whatever level, not for those in code."""
    passage = Passage()
    for number, (line, free) in enumerate(parted(text)):
        if free and (tagged := _TAGGED.fullmatch(line.strip())):
            line = f"---{'+' * int(tagged[1])} {tagged[2]}"  # noqa: PLW2901 - the same line, in the wiki's markup
        heading = _HEADING.match(line) if free else None
        if heading:
            yield passage
            passage = Passage(line.rstrip(), len(heading[1]), number)
        elif not _META.match(line):
            plain_line = free and not _CODE.search(line)
            passage.lines.append(addressed(line, home) if home and plain_line else line)
    yield passage


def _top(every: list[Passage]) -> int:
    """The level of the areas: that of the frame, else the usual one, else the highest there is.

    Below several areas with leads a heading that could be of the frame is none; areas have announcements too.
    """
    levels = {each.level for each in every}
    framed = [each.level for each in every if (part := frame_of(each.title)) and part[0] not in _IN_AREAS]
    if not framed:
        return _USUAL if _USUAL in levels else min(levels, default=_USUAL)
    led = [each.level for each in every if _USUAL <= each.level < min(framed) and headed(each.title).leads]
    return min(led) if len(led) > 1 else min(framed)


def _still_quiet(quiet: str, line: str) -> str:
    """The tag that has to come before headings count again."""
    if quiet:
        return "" if quiet in line else quiet
    for opening, closing in _BLOCKS:
        if opening in line and closing not in line.rpartition(opening)[2]:
            return closing
    return ""
