"""Lines as they are typed: bullets, numbers, indents and quotes without any markup."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.model.words import Line, Shape, Span, Words, words
from bot.reading.characters import INVISIBLE, SPACES, folded

_GAP = f"[{INVISIBLE}]*[ \t{SPACES}][ \t{SPACES}{INVISIBLE}]*"
_INDENT = rf"(?P<indent>[ \t{SPACES}{INVISIBLE}]*)"
_MARKED = (
    rf"(?P<glyph>[•◦▪‣·∙・●○■□*+\u2013\u2014\uff0a\uff0b\uff0d-])(?:{_GAP}|[{INVISIBLE}]*$)"
    r"|(?P<outlook>o)\t[ \t]*"
    r"|(?P<tight>[•◦▪‣・●○■□-])(?=[^\W\d_]{2})"
    rf"|[(\uff08]?(?P<number>\d{{1,3}}|[a-z])[.)\uff0e\uff09]{_GAP}(?=\S)"
)
# A mark, or what is none, shows only when the notation at the beginning of such a line is undone.
_HIDDEN = r"(?P<hidden>[<>&_~`:]|\*(?![ \t\u00a0]|$)|[•◦▪‣·∙●○■□+\u2013\u2014-](?:[<*_~`]|https?:))"
_AS_READ = re.compile(f"{_INDENT}(?:{_MARKED})?")
_AS_TYPED = re.compile(f"{_INDENT}(?:{_HIDDEN}|{_MARKED})?")
_QUOTE = re.compile(rf"[ \t{INVISIBLE}]*>{{1,3}}(?!>)[ \t]?")
_DEEPER = {"◦": 1, "○": 1, "o": 1, "▪": 2, "■": 2, "□": 2}
_TAB = 4
_BLANK = Line(())
_Stand = tuple[Shape, int, int | None, int]  # shape, level, number, and where the words begin


@dataclass(slots=True)
class _Page:
    """Where on the page the typing stands: open bullets by indent, and the numbers last used there."""

    indents: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    def stand(self, mark: re.Match[str]) -> _Stand:
        """Say how a line stands that begins like this."""
        kind = mark.lastgroup
        if kind == "number":
            return self._numbered(mark)
        width = _width(indent) if (indent := mark["indent"]) else 0
        if kind != "indent":
            deeper = _DEEPER.get(mark[str(kind)], 0)
            return Shape.BULLET, self._level(width * 4 + deeper), None, mark.end()
        if not width:
            self.indents.clear()
            return Shape.LINE, 0, None, 0
        return Shape.LINE, sum(1 for indent in self.indents if indent < width * 4), None, 0

    def _numbered(self, mark: re.Match[str]) -> _Stand:
        """A number is a list's only where the list begins or goes on: `12. December` is a date."""
        indent, said = _width(mark["indent"]) * 4, mark["number"]
        number = int(said) if said.isdigit() else ord(said) - ord("a") + 1
        if number not in (1, self.numbers.get(indent, 0) + 1):
            self.indents.clear()
            return Shape.LINE, 0, None, 0
        self.numbers[indent] = number
        return Shape.NUMBER, self._level(indent), number, mark.end()

    def _level(self, indent: int) -> int:
        """Step in or out to an indent, and say how deep that is."""
        indents = self.indents
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        return len(indents) - 1


def shaped(lines: Iterable[Words | str], read: Callable[[str], Words] = words) -> Iterator[Line]:
    """Give each typed line its shape and depth; a blank line is a line without words.

    `read` undoes the notation of a line that comes as it was typed.
    """
    page = _Page()
    quoted: list[Span] = []
    for line in lines:
        if isinstance(line, str) and (mark := _AS_TYPED.match(line)) and mark.lastgroup != "hidden":
            shown = _as_typed(line, mark, page, read)
        else:
            said = read(line) if isinstance(line, str) else line
            if (rest := _unquoted(said)) is not None:
                quoted += (*([Span("\n")] if quoted else []), *rest)
                continue
            shown = _as_read(said, page)
        if quoted:
            yield Line(tuple(quoted), Shape.QUOTE)
            quoted = []
        if shown is not None:
            yield shown
    if quoted:
        yield Line(tuple(quoted), Shape.QUOTE)


def _as_typed(text: str, mark: re.Match[str], page: _Page, read: Callable[[str], Words]) -> Line | None:
    """Shape a line by the mark at its beginning, then read what stands behind it; None for a mark alone."""
    if not folded(text).strip():
        return _BLANK
    shape, level, number, begin = page.stand(mark)
    said = text[begin:].strip()
    if not said:
        return None
    spoken = _trimmed(read(said))
    return Line(spoken, shape, level, number) if spoken or shape is Shape.LINE else None


def _as_read(spoken: Words, page: _Page) -> Line | None:
    """Shape a line whose notation is undone; None for a mark alone."""
    if not spoken or (len(spoken) == 1 and not folded(spoken[0].text).strip() and spoken[0].url is None):
        return _BLANK
    first = spoken[0]
    mark = _AS_READ.match("" if first.code or first.url is not None else first.text)
    assert mark is not None  # the pattern takes the empty text, too
    shape, level, number, begin = page.stand(mark)
    spoken = _trimmed(_without(spoken, begin))
    return Line(spoken, shape, level, number) if spoken or shape is Shape.LINE else None


def _unquoted(spoken: Words) -> Words | None:
    """What stands behind a typed quote mark; None when there is none."""
    if not spoken or spoken[0].code or spoken[0].url is not None:
        return None
    mark = _QUOTE.match(spoken[0].text)
    return _without(spoken, mark.end()) if mark else None


def _width(indent: str) -> int:
    return len(folded(indent).expandtabs(_TAB))


def _without(spoken: Words, count: int) -> Words:
    """The words without so many characters at their beginning."""
    text = spoken[0].text[count:]
    return (replace(spoken[0], text=text), *spoken[1:]) if text else spoken[1:]


def _trimmed(spoken: Words) -> Words:
    """The words without white space around them."""
    first, end = 0, len(spoken)
    while first < end and spoken[first].url is None and not spoken[first].text.strip():
        first += 1
    while first < end and spoken[end - 1].url is None and not spoken[end - 1].text.strip():
        end -= 1
    if first == end:
        return ()
    spoken = spoken[first:end]
    if (text := spoken[0].text.lstrip()) != spoken[0].text:
        spoken = (replace(spoken[0], text=text), *spoken[1:])
    if (text := spoken[-1].text.rstrip()) != spoken[-1].text:
        spoken = (*spoken[:-1], replace(spoken[-1], text=text))
    return spoken
