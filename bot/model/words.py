"""What people write, free of any chat's notation: lines of styled words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one style; with `url` it is a link and `text` its label.

    `text` is literal (no escapes left in it) and may hold soft line breaks (newlines).
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    url: str | None = None


Words = tuple[Span, ...]


class Shape(StrEnum):
    """How a line stands on the page."""

    LINE = "line"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    CODE = "code"  # a block: its text is literal and keeps its newlines


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what somebody wrote; `level` is its depth (0 = outermost)."""

    words: Words
    shape: Shape = Shape.LINE
    level: int = 0
    number: int | None = None


Document = tuple[Line, ...]


def words(text: str) -> Words:
    """Wrap unstyled text as words."""
    return (Span(text),) if text else ()


def plain(spoken: Iterable[Span]) -> str:
    """Write words as plain text, a link as `label (url)`."""
    return "".join(span.text if span.url is None else _linked(span.text, span.url) for span in spoken)


def _linked(text: str, url: str) -> str:
    if url in (text, f"mailto:{text}"):
        return text
    return f"{text} ({url})" if text else url
