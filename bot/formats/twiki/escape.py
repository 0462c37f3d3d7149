"""What leads typed, as TWiki source: every character shows as typed, and nothing in it can run.

One item is one physical line: the wiki parses a continuation line anew.
"""

import re
from enum import StrEnum

from bot.formats.legible import block, lines_of
from bot.formats.links import linked
from bot.formats.twiki.signs import NOP, PROTOCOL, Run, in_ascii, shown
from bot.model.call import Charset
from bot.model.words import Span, Words, words

NO_TEXT = "(no text)"


class Place(StrEnum):
    """Where in a topic a text stands."""

    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"


def escape(said: Words | str, place: Place = Place.BULLET, charset: Charset = Charset.ASCII) -> str:
    """Write words on one line of a topic."""
    break_ = " " if place is Place.HEADING else " <br /> "
    lines = (_line(line, place, charset) for line in lines_of(words(said) if isinstance(said, str) else said))
    return break_.join(lines) or NO_TEXT


def code_block(text: str, charset: Charset = Charset.ASCII) -> str:
    """Write a code block, several lines from its opening to its closing tag."""
    lines = block(text)
    if charset is Charset.ASCII or any(map(_NOT_VERBATIM.search, lines)):
        shown_lines = "\n".join(map(_pre_line, lines))
        return f"<pre>\n{in_ascii(shown_lines) if charset is Charset.ASCII else shown_lines}\n</pre>"
    return "\n".join(("<verbatim>", *lines, "</verbatim>"))


_TAGS = (("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code"))
_FIRST_SIGNS = ("-", "#", "|", ">", "$", ":")
_SETTING = re.compile(r"(Set|Local)(?=\s+[A-Za-z][\w:]*\s*=)")
_UNSAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#$+,;=&%]|\$(?=[A-Za-z])")
_SECOND_PROTOCOL = re.compile(rf"(?<!//)\b({PROTOCOL}):|(?<=[A-Za-z]):(?=//)", re.IGNORECASE)
# Ends a verbatim block, or acts even inside one.
_NOT_VERBATIM = re.compile(r"</?verbatim|^%META:|^(?: {3})+\*\s+(?:Set|Local)\s", re.IGNORECASE)
_PRE = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;", "%": "&#37;", "#": "&#35;", "\\": "&#92;"})


def _line(line: Words, place: Place, charset: Charset) -> str:
    """Write one line of what was said."""
    pieces = linked(line)
    before = "" if place is Place.PARAGRAPH else " "
    written = ""
    for index, span in enumerate(pieces):
        after = _opening(pieces[index + 1]) if index + 1 < len(pieces) else ""
        written += _piece(span, written[-1:] or before, after, ascii_only=charset is Charset.ASCII)
    return _begun(written, place)


def _opening(span: Span) -> str:
    """The first character of a piece as it will stand in the source."""
    if any(getattr(span, style) for style, _ in _TAGS):
        return "<"
    return "[" if span.url else span.text[:1]


def _piece(span: Span, before: str, after: str, *, ascii_only: bool) -> str:
    tags = [tag for style, tag in _TAGS if getattr(span, style)]
    if tags:
        before, after = ">", "<"
    if span.url:
        inner = _link(span, ascii_only=ascii_only)
    else:
        inner = shown(Run(span.text, before, after, ascii=ascii_only))
    return "".join(f"<{tag}>" for tag in tags) + inner + "".join(f"</{tag}>" for tag in reversed(tags))


def _link(span: Span, *, ascii_only: bool) -> str:
    return f"[[{_address(span.url or '')}][{shown(Run(span.text, '[', ']', label=True, ascii=ascii_only))}]]"


def _address(url: str) -> str:
    """Percent-encode an address so that nothing in it is markup."""
    protocol, colon, rest = url.strip().partition(":")
    rest = _UNSAFE_IN_ADDRESS.sub(_percent, _SECOND_PROTOCOL.sub(r"\1%3A", rest))
    return f"{protocol}{colon}{rest}".replace("&", "&amp;").replace("%", "&#37;")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "ignore"))


def _begun(written: str, place: Place) -> str:
    """Guard the beginning of a line, where lists, headings, anchors, settings and cells are recognised."""
    if written.startswith(_FIRST_SIGNS) or (place is Place.CELL and written.startswith("*")):
        return NOP + written
    if place is Place.CELL and written == "^":
        return "&#94;"
    return _SETTING.sub(rf"\1{NOP}", written, count=1) if _SETTING.match(written) else written


def _pre_line(line: str) -> str:
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    first = f"&#{ord(text[0])};" if text[:1] in ("-", "*", "|", "$", "!") and text else ""
    return indent + first + text[len(first) and 1 :].translate(_PRE)
