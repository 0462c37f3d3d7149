"""Lines as they are typed: bullets, numbers, indents and quotes without any markup."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.model.words import Line, Shape, Span, Words

_MARK = re.compile(
    r"(?P<indent>[ \t\u00a0]*)"
    r"(?:(?P<glyph>[•◦▪‣·∙●○■□*+\u2013\u2014-])(?:[ \t\u00a0]+|$)"
    r"|(?P<outlook>o)\t[ \t]*"
    r"|(?P<tight>[•◦▪‣●○■□-])(?=[^\W\d_]{2})"
    r"|\(?(?P<number>\d{1,3}|[a-z])[.)][ \t\u00a0]+(?=\S))?"
)
_QUOTE = re.compile(r"[ \t]*>{1,3}(?!>)[ \t]?")
_DEEPER = {"◦": 1, "○": 1, "o": 1, "▪": 2, "■": 2, "□": 2}
_TAB = 4
_MARKS = frozenset(" \t\u00a0•◦▪‣·∙●○■□*+\u2013\u2014-o(>")


@dataclass(slots=True)
class _Page:
    """Where on the page the typing stands: open bullets by indent, and the numbers last used there."""

    indents: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    def level(self, indent: int) -> int:
        """Step in or out to an indent, and say how deep that is."""
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents) - 1


def shaped(lines: Iterable[Words]) -> Iterator[Line]:
    """Give each typed line its shape and depth; a blank line is a line without words."""
    page = _Page()
    quoted: list[Span] = []
    for words in lines:
        rest = _unquoted(words)
        if rest is not None:
            quoted += (*([Span("\n")] if quoted else []), *rest)
            continue
        if quoted:
            yield Line(tuple(quoted), Shape.QUOTE)
            quoted = []
        yield from _line(words, page)
    if quoted:
        yield Line(tuple(quoted), Shape.QUOTE)


def _unquoted(words: Words) -> Words | None:
    """What stands behind a typed quote mark; None when there is none."""
    if not words or words[0].code or words[0].url is not None:
        return None
    mark = _QUOTE.match(words[0].text)
    return _without(words, mark.end()) if mark else None


def _line(words: Words, page: _Page) -> Iterator[Line]:
    if not words or (len(words) == 1 and not words[0].text.strip() and words[0].url is None):
        yield Line(())
        return
    first = words[0]
    if first.text[:1] not in _MARKS and not first.text[:1].isalnum():
        page.indents.clear()
        yield Line(_trimmed(words))
        return
    mark = _MARK.match("" if first.code or first.url is not None else first.text)
    if mark is None:  # the pattern takes the empty text, too
        return
    yield from _marked(words, mark, page)


def _marked(words: Words, mark: re.Match[str], page: _Page) -> Iterator[Line]:
    """Shape a line by the mark at its beginning."""
    width = _width(mark["indent"])
    if said := mark["number"]:
        yield _numbered(words, mark, said, page)
    elif glyph := mark["glyph"] or mark["outlook"] or mark["tight"]:
        rest = _trimmed(_without(words, mark.end()))
        level = page.level(width * 4 + _DEEPER.get(glyph, 0))
        if rest:
            yield Line(rest, Shape.BULLET, level)
    elif width and page.indents:
        depth = sum(1 for indent in page.indents if indent < width * 4)
        yield Line(_trimmed(words), Shape.LINE, depth)
    else:
        page.indents.clear()
        yield Line(_trimmed(words))


def _numbered(words: Words, mark: re.Match[str], said: str, page: _Page) -> Line:
    """A number is a list's only where the list begins or goes on: `12. December` is a date."""
    indent = _width(mark["indent"]) * 4
    number = int(said) if said.isdigit() else ord(said) - ord("a") + 1
    if number not in (1, page.numbers.get(indent, 0) + 1):
        page.indents.clear()
        return Line(_trimmed(words))
    page.numbers[indent] = number
    return Line(_trimmed(_without(words, mark.end())), Shape.NUMBER, page.level(indent), number)


def _width(indent: str) -> int:
    width = 0
    for character in indent:
        width = (width // _TAB + 1) * _TAB if character == "\t" else width + 1
    return width


def _without(words: Words, count: int) -> Words:
    """The words without so many characters at their beginning."""
    text = words[0].text[count:]
    return (_saying(words[0], text), *words[1:]) if text else words[1:]


def _trimmed(words: Words) -> Words:
    """The words without white space around them."""
    while words and words[0].url is None and not (text := words[0].text.lstrip()):
        words = words[1:]
    while words and words[-1].url is None and not words[-1].text.rstrip():
        words = words[:-1]
    if not words:
        return ()
    if (text := words[0].text.lstrip()) != words[0].text:
        words = (_saying(words[0], text), *words[1:])
    if (text := words[-1].text.rstrip()) != words[-1].text:
        words = (*words[:-1], _saying(words[-1], text))
    return words


def _saying(span: Span, text: str) -> Span:
    """The same style with other words; `dataclasses.replace` is too slow for every line."""
    return Span(text, span.bold, span.italic, span.strike, span.code, span.url)
