"""Lines as a tree: what stands below what, and which lines go on with the one before."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.model.words import Document, Line, Shape, Span, Words, plain
from bot.reading.characters import folded

BLOCKS = (Shape.QUOTE, Shape.CODE)
_DEEPEST = 8
_RULE = re.compile(r"([-=_*~#\u2013\u2014])\1{2,}\s*")
_HEADED = re.compile(r"\s*#{1,6}\s+")
_CLAUSE = 20  # shorter ones that end in a comma are salutations
_WRAPPED = 50  # a line this long may have been broken by a mail program
_SHORT = 80
_ENDS = (".", "!", "?", ";", ":")
_BREAK = Span("\n")
_LISTED = (Shape.BULLET, Shape.NUMBER)
_DANGLING = (",", " and", " or", " the", " a", " an", " of", " to", " for", " with", " in", " on", " by", "(")


@dataclass(slots=True)
class Branch:
    """A line with what stands below it; `apart`: a blank line, or nothing, stands before it.

    `level` says where it is put, and nothing after that. `rest` holds the lines that go on with it, if any,
    until they are joined to its words.
    """

    words: Words
    text: str
    shape: Shape = Shape.BULLET
    level: int = 0
    apart: bool = False
    below: list["Branch"] = field(default_factory=list)
    rest: list[Words] | None = None

    def join(self) -> None:
        """Take the lines that go on with this one into its words."""
        self.words += tuple(span for words in self.rest or () for span in (_BREAK, *words))
        self.text = plain(self.words)


def outline(document: Document, begins: Callable[[Words], bool]) -> list[Branch]:
    """Put every line where a reader sees it; `begins` says that a line is a heading and continues nothing."""
    trunk: list[Branch] = []
    path: list[Branch] = []
    continued: list[Branch] = []
    apart = True
    for line in document:
        words = line.words
        if not words or not folded(plain(words)).strip():
            apart = True
            continue
        if line.shape is Shape.LINE:
            if len(words) == 1 and _RULE.fullmatch(words[0].text):
                continue  # drawn below a heading, says nothing
            if path and not apart and _goes_on(line, path[-1], begins):
                if path[-1].rest is None:
                    path[-1].rest = []
                    continued.append(path[-1])
                path[-1].rest.append(words)
                continue
        level = min(line.level, _DEEPEST)
        _place(Branch(words, plain(words), line.shape, level, apart), trunk, path)
        apart = False
    for branch in continued:
        branch.join()
    return _titled(trunk, begins)


def _goes_on(line: Line, before: Branch, begins: Callable[[Words], bool]) -> bool:
    """Whether a line is the rest of the sentence before it."""
    if before.shape in BLOCKS:
        return False
    if line.level > 0:
        return before.shape is not Shape.LINE
    said = folded(plain(before.rest[-1]) if before.rest else before.text).rstrip()
    if not folded(line.words[0].text)[:1].islower() or said.endswith(_ENDS):
        return False
    wrapped = len(said) >= _WRAPPED or (len(said) >= _CLAUSE and said.endswith(_DANGLING))
    return wrapped and not begins(line.words)


def _place(branch: Branch, trunk: list[Branch], path: list[Branch]) -> None:
    """Hang a branch below the last one that is less deep."""
    if branch.shape in BLOCKS and path and not branch.apart and path[-1].shape not in BLOCKS:
        path[-1].below.append(branch)
        return
    if branch.shape in _LISTED:
        while path and (path[-1].level >= branch.level or path[-1].shape is Shape.LINE):
            path.pop()
    else:
        path.clear()
    (path[-1].below if path else trunk).append(branch)
    path.append(branch)


def _titled(trunk: list[Branch], begins: Callable[[Words], bool]) -> list[Branch]:
    """Hang bullets below the line that introduces them, also below a heading that names nothing known."""
    kept: list[Branch] = []
    title: Branch | None = None
    heads = False
    for number, branch in enumerate(trunk):
        if branch.shape is Shape.LINE:
            alone = number == 0 or branch.apart or trunk[number - 1].shape is not Shape.LINE
            title = branch if _introduces(branch, alone=alone) else None
            heads = title is not None and _is_headed(branch) and not begins(branch.words)
            kept.append(branch)
        elif title is not None and branch.shape in _LISTED and (heads or _follows(branch, title)):
            if heads and not title.below:
                _bare(title)
            title.below.append(branch)
        else:
            title = None
            kept.append(branch)
    return kept


def _introduces(branch: Branch, *, alone: bool) -> bool:
    """Whether a line reads like the title of what stands below it."""
    said = folded(branch.text).rstrip(" *_")
    if said.endswith(":") or _is_bold(branch):
        return True
    return alone and len(said) <= _SHORT and not said.endswith(_ENDS)


def _is_headed(branch: Branch) -> bool:
    """Whether a line is a heading in Markdown, with its signs or as a bold line."""
    return _HEADED.match(branch.text) is not None or _is_bold(branch)


def _is_bold(branch: Branch) -> bool:
    """Whether there are words and all of them are bold; an address without words is none."""
    said = [span for span in branch.words if span.text.strip()]
    return bool(said) and all(span.bold for span in said)


def _bare(title: Branch) -> None:
    """Take the signs off a heading."""
    first, *others = title.words
    said = _HEADED.sub("", first.text)
    kept = (replace(first, text=said),) if said or first.url else ()
    title.words = (*kept, *others)
    title.text = plain(title.words)


def _follows(branch: Branch, title: Branch) -> bool:
    """Whether a bullet stands right below its title; a blank line between them needs a colon."""
    return not branch.apart or bool(title.below) or folded(title.text).rstrip(" *_").endswith(":")
