"""What the wiki's visual editor makes of the source of a page of which somebody changed one word."""

import html
import re
import unicodedata

_TAGS = (("b", "*"), ("i", "_"), ("code", "="))
_LINK = re.compile(r"\[\[([^\]\[\n]+)\]\[")
_NOT_ASCII = re.compile(r"&#(?:1[3-9]\d|[2-9]\d\d|\d{4,});")


def edited_visually(text: str) -> str:
    """The page as the editor writes it: characters, signs and plain ampersands; blank lines as it likes."""
    decoded = _NOT_ASCII.sub(lambda found: html.unescape(found[0]), text)
    lines = [_line(line) for line in unicodedata.normalize("NFC", decoded).split("\n")]
    return "\n".join(lines).replace("\n   * ", "\n\n   * ", 1)


def _line(line: str) -> str:
    for tag, sign in _TAGS:
        line = re.sub(
            rf"(^|[\s(])<{tag}>(?=[^\s<>*_=!])([^<>\n]*[^\s<>*_=])</{tag}>(?=$|[\s,.;:!?)])",
            rf"\1{sign}\2{sign}",
            line,
        )
    line = re.sub(r"(^|[\s(])!(?=[A-Z]\w)", r"\1<nop>", line)
    return _LINK.sub(lambda found: found[0].replace("&amp;", "&"), line).rstrip()
