"""What stands on a page after all its edits, and what was taken off it: deleted, commented out, overruled.

An edit conflict leaves tags at line starts that span lines, often without their partners. Of the versions of
a conflict the last one stands. Code is left alone.
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dropped:
    """Source that was taken off the page before this line of what stands, counted from 0."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The source that stands, and what was taken off it."""

    text: str
    dropped: tuple[Dropped, ...] = ()


def standing(source: str) -> Standing:
    """Take off what was deleted; a tag without its partner is only taken off itself."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    if "<" not in text:
        return Standing(text)
    draft = _Draft()
    done = 0
    for found in _MARK.finditer(text):
        if found.start() < done:
            continue
        draft.add(text[done : found.start()])
        done = draft.take(found, text)
    draft.add(text[done:])
    return Standing("".join(draft.kept), tuple(draft.dropped))


_MARK = re.compile(
    r"<(?P<code>pre|verbatim)>|(?P<comment><!--)|(?P<deleted><del>)|(?P<alone></?ins>|</del>)"
    r"|<div\s+class\s*=\s*[\"']?(?:twiki|foswiki)Conflict[\"']?\s*>(?P<conflict>[^\n]{0,200}?)</div>[ \t]*",
    re.IGNORECASE,
)
_CLOSING = {
    name: re.compile(sign, re.IGNORECASE)
    for name, sign in {"pre": "</pre>", "verbatim": "</verbatim>", "comment": "-->"}.items()
}
_DELETED = re.compile("</del>|<del>", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_PICTURE = re.compile("<img", re.IGNORECASE)
_TAG = re.compile(r"<(?!!)[^<>]*>")


@dataclass(slots=True)
class _Draft:
    """The page in the making; `version` is where the version of a conflict began that is being read."""

    kept: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    lines: int = 0
    version: tuple[int, int] | None = None
    endless: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Go on with what stands."""
        self.kept.append(text)
        self.lines += text.count("\n")

    def take(self, found: re.Match[str], text: str) -> int:
        """Take a tag with all that belongs to it; returns where it ends."""
        if found["code"]:
            end = self._end(found["code"].lower(), text, found.end())
            self.add(text[found.start() : end or found.end()])
            return end or found.end()
        if found["comment"]:
            end = self._end("comment", text, found.end())
        elif found["deleted"]:
            closing = _DELETED.search(text, found.end())
            end = closing.end() if closing and closing[0].startswith("</") else None
        else:
            if found["conflict"] is not None:
                self._turn(_TAG.sub("", found["conflict"]).lower())
            return found.end()
        if end:
            self._drop(text[found.start() : end], self.lines)
        return end or found.end()

    def _end(self, name: str, text: str, start: int) -> int | None:
        """Where a block ends; what has no end is looked for only once."""
        closing = None if name in self.endless else _CLOSING[name].search(text, start)
        if closing is None:
            self.endless.add(name)
            return None
        return closing.end()

    def _turn(self, mark: str) -> None:
        """A mark of a conflict: the version before gives way, except to the end."""
        if self.version and "end" not in mark:
            place, line = self.version
            self._drop("".join(self.kept[place:]), line)
            del self.kept[place:]
            self.lines = line
        self.version = None if "end" in mark else (len(self.kept), self.lines)

    def _drop(self, source: str, line: int) -> None:
        if _WORD.search(_TAG.sub("", source)) or _PICTURE.search(source):
            self.dropped.append(Dropped(line, source.strip()))
