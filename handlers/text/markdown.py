"""Slack's `markdown` blocks: Markdown as it is written elsewhere, as lines of styled words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from bot.model.words import Line, Shape, Span, Words
from handlers.text.inline import with_newlines
from handlers.text.mrkdwn import joined, picture
from handlers.text.plain_lines import shaped

# Each alternative stops at the next character that could begin another one, so that time stays linear.
_TOKEN = re.compile(
    r"(?<!`)`++(?P<code>[^`\n]+)`+"
    r"|!?\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)"
    r"|<(?P<angle>[a-z][a-z0-9+.-]{1,20}:[^<>\s]+)>"
    r"|(?P<url>https?://[^\s<>()|`]*[^\s<>()|`.,;:!?'\"\]*_~])"
    r"|\*\*(?=[^\s*])(?P<bold>[^*\n]+)\*\*"
    r"|(?<!\w)__(?=[^\s_])(?P<bolder>[^_\n]+)__(?!\w)"
    r"|~~(?=[^\s~])(?P<strike>[^~\n]+)~~"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*\n]+)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<slanted>[^_\n]+)_(?![\w_])"
    r"|:(?P<emoji>[a-z0-9_+'-]+):"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
)
_FENCE = re.compile(r"[ \t]*(?:```+|~~~+)(?P<behind>[^`]*)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<said>\S.*)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")


def markdown_lines(text: str) -> Iterator[Line]:
    """Read Markdown: headings as bold lines, fenced code and tables as they are, all else line by line."""
    lines = with_newlines(text).split("\n") if text else []
    for (kind, _), block in groupby(_marked(lines), key=itemgetter(0)):
        said = [line for _, line in block]
        if kind == "text":
            yield from shaped(map(_headed, said), _read)
        elif code := "\n".join(said).strip("\n"):
            yield Line((Span(code),), Shape.CODE)


def _marked(lines: list[str]) -> Iterator[tuple[tuple[str, int], str]]:
    """Each line with what it belongs to: text, or the how-manieth block of code or table."""
    fences = 0
    for line in lines:
        fence = _FENCE.fullmatch(line)
        if fence and not (fences % 2 and fence["behind"].strip()):
            fences += 1
            if behind := fence["behind"].strip():
                yield ("code", fences), behind
        elif fences % 2:
            yield ("code", fences), line
        elif line.lstrip().startswith("|"):
            yield ("table", fences), line
        else:
            yield ("text", fences), line


def _headed(line: str) -> Words | str:
    """A heading as bold words, any other line as it is."""
    heading = _HEADING.fullmatch(line)
    if heading is None:
        return line
    return tuple(replace(span, bold=True) for span in _read(_CLOSING.sub("", heading["said"])))


def _read(text: str) -> Words:
    return joined(_spans(text, Span("")))


def _spans(text: str, style: Span) -> Iterator[Span]:
    """What a line says, which stands in a style."""
    end = 0
    for token in _TOKEN.finditer(text):
        yield replace(style, text=text[end : token.start()])
        end = token.end()
        match str(token.lastgroup):
            case "code":
                yield replace(style, text=token["code"], code=True)
            case "target":
                yield replace(style, text=_label(token["label"]), url=token["target"])
            case "angle" | "url" as kind:
                yield replace(style, text=token[kind].removeprefix("mailto:"), url=token[kind])
            case "emoji":
                yield replace(style, text=picture(token[0]))
            case "escaped":
                yield replace(style, text=token["escaped"])
            case kind:
                yield from _spans(token[kind], _also(style, kind))
    yield replace(style, text=text[end:])


def _also(style: Span, kind: str) -> Span:
    """A style and one more."""
    match kind:
        case "bold" | "bolder":
            return replace(style, bold=True)
        case "strike":
            return replace(style, strike=True)
        case _:
            return replace(style, italic=True)


def _label(text: str) -> str:
    """The label of a link without marks of style in it."""
    return "".join(span.text for span in _spans(text, Span("")))
