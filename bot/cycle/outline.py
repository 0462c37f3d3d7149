"""Lines as a tree: what stands below what, and which lines go on with the one before."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.model.words import Document, Line, Shape, Span, Words, plain

_DEEPEST = 8
_RULE = re.compile(r"([-=_*~#\u2013\u2014])\1{2,}\s*")
_CLAUSE = 20  # shorter ones that end in a comma are salutations
_WRAPPED = 50  # a line this long may have been broken by a mail program
_SHORT = 80
_ENDS = (".", "!", "?", ";", ":")
_DANGLING = (",", " and", " or", " the", " a", " an", " of", " to", " for", " with", " in", " on", " by", "(")


@dataclass(slots=True)
class Branch:
    """A line with what stands below it; `apart` says that a blank line, or nothing, stands before it."""

    spans: list[Span]
    shape: Shape
    level: int = 0
    apart: bool = False
    below: list["Branch"] = field(default_factory=list)
    last: str = ""
    _text: str | None = None

    @property
    def words(self) -> Words:
        """Its own words."""
        return tuple(self.spans)

    @property
    def text(self) -> str:
        """Its own words as plain text."""
        if self._text is None:
            self._text = self.spans[0].text if _is_simple(self.spans) else plain(self.spans)
        return self._text

    def go_on(self, words: Words) -> None:
        """Take another line as the rest of this one."""
        self.spans += (Span("\n"), *words)
        self.last = plain(words)
        self._text = None


def _is_simple(spans: list[Span]) -> bool:
    return len(spans) == 1 and spans[0].url is None


def outline(document: Document, begins: Callable[[Words], bool]) -> list[Branch]:
    """Put every line where a reader sees it; `begins` says that a line is a heading and continues nothing."""
    trunk: list[Branch] = []
    path: list[Branch] = []
    apart = True
    for line in document:
        if not line.words:
            apart = True
            continue
        if line.shape is Shape.LINE and len(line.words) == 1 and _RULE.fullmatch(line.words[0].text):
            continue  # drawn below a heading, says nothing
        if path and not apart and _goes_on(line, path[-1], begins):
            path[-1].go_on(line.words)
        else:
            _place(Branch(list(line.words), line.shape, min(line.level, _DEEPEST), apart), trunk, path)
        apart = False
    return _titled(trunk)


def _goes_on(line: Line, before: Branch, begins: Callable[[Words], bool]) -> bool:
    """Whether a line is the rest of the sentence before it."""
    if line.shape is not Shape.LINE or before.shape in (Shape.QUOTE, Shape.CODE):
        return False
    if line.level > 0:
        return before.shape is not Shape.LINE
    said = (before.last or before.text).rstrip()
    if not line.words[0].text[:1].islower() or said.endswith(_ENDS):
        return False
    wrapped = len(said) >= _WRAPPED or (len(said) >= _CLAUSE and said.endswith(_DANGLING))
    return wrapped and not begins(line.words)


def _place(branch: Branch, trunk: list[Branch], path: list[Branch]) -> None:
    """Hang a branch below the last one that is less deep."""
    match branch.shape:
        case Shape.LINE:
            path.clear()
        case Shape.QUOTE | Shape.CODE:
            if path and not branch.apart and path[-1].shape not in (Shape.QUOTE, Shape.CODE):
                path[-1].below.append(branch)
                return
            path.clear()
        case _:
            while path and (path[-1].level >= branch.level or path[-1].shape is Shape.LINE):
                path.pop()
    (path[-1].below if path else trunk).append(branch)
    path.append(branch)


def _titled(trunk: list[Branch]) -> list[Branch]:
    """Hang bullets below the line that introduces them."""
    kept: list[Branch] = []
    title: Branch | None = None
    for number, branch in enumerate(trunk):
        if branch.shape is Shape.LINE:
            alone = number == 0 or branch.apart or trunk[number - 1].shape is not Shape.LINE
            title = branch if _introduces(branch, alone=alone) else None
            kept.append(branch)
        elif title is not None and branch.shape in (Shape.BULLET, Shape.NUMBER) and _follows(branch, title):
            title.below.append(branch)
        else:
            title = None
            kept.append(branch)
    return kept


def _introduces(branch: Branch, *, alone: bool) -> bool:
    """Whether a line reads like the title of what stands below it."""
    said = branch.text.rstrip(" *_")
    if said.endswith(":") or all(span.bold for span in branch.spans if span.text.strip()):
        return True
    return alone and len(said) <= _SHORT and not said.endswith(_ENDS)


def _follows(branch: Branch, title: Branch) -> bool:
    """Whether a bullet stands right below its title; a blank line between them needs a colon."""
    return not branch.apart or bool(title.below) or title.text.rstrip(" *_").endswith(":")
