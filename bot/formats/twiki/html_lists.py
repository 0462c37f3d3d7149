"""Lists in HTML, written as the bullets of the wiki."""

import re
from collections.abc import Iterable

LEVEL = "   "
DEEPEST = 20  # levels; deeper lists stand beside one another


def with_bullets(lines: Iterable[str]) -> list[str]:
    """The lines, with a bullet on a line of its own for each item of an HTML list; all others as they are."""
    text = "\n".join(lines)
    if not _TAG.search(text):
        return text.split("\n")
    written: list[str] = []
    base = depth = 0
    for number, part in enumerate(_TAG.split(text)):
        if number % 2 == 0:
            depth = 0 if _ENDS.search(part) else depth
            written.append(f" {' '.join(part.split())}" if depth else part)
        elif part.lower().startswith("<li"):
            depth = max(depth, 1)
            written.append(f"\n{LEVEL * min(base + depth, DEEPEST)}* ")
        elif part.startswith("</"):
            depth = max(0, depth - 1)
            written.append("" if depth else "\n")
        else:
            base = _level("".join(written[-2:])) if not depth else base
            depth += 1
    return "".join(written).split("\n")


_TAG = re.compile(r"(</?(?:ul|ol)\b[^<>]*>|<li\b[^<>]*>)", re.IGNORECASE)
# The wiki's own markup, and code: somebody forgot a tag.
_ENDS = re.compile(r"^(?:\s*\*\s|---+\+)|<(?:pre|verbatim)>", re.MULTILINE | re.IGNORECASE)
_BULLET = re.compile(r"(?P<indent>[ \t]*)\*\s")


def _level(before: str) -> int:
    """How deep the bullet stands in which an HTML list begins."""
    bullet = _BULLET.match(before.rpartition("\n")[2])
    return len(bullet["indent"].expandtabs(len(LEVEL))) // len(LEVEL) if bullet else 0
