"""What a line of TWiki source says, as words: the reverse of writing it."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.formats.legible import legible, lines_of
from bot.model.words import Span, Words, words


@lru_cache(maxsize=4096)  # on most pages most lines are those of the week before
def spoken(source: str) -> Words:
    """Read the words of a line; a forced line break becomes a soft one."""
    if not _MARKUP.search(source):
        return words(" ".join(legible(source).split()))
    return _joined(lines_of(tuple(_spans(_marked(source)))))


def code(source: str) -> Words:
    """Read the words of a `<pre>` or `<verbatim>` block."""
    inner = re.sub(r"^<(?:pre|verbatim)>\n?|\n?</(?:pre|verbatim)>$", "", source.strip(), flags=re.IGNORECASE)
    return words(inner if source.lower().startswith("<verbatim") else _decoded(inner))


_ESCAPE = re.compile(r"(?:^|(?<=[\s(]))!(?=\w|[*=_]|\[\[|<nop>)")
_REMOVED = re.compile(r"<del>(?:(?!<del>).)*?</del>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
_BREAK = re.compile(r"%BR%|\n")  # where no list or paragraph begins, the wiki goes on in the next line
_COLOUR = re.compile(
    r"%(?:END)?(?:COLOR|YELLOW|ORANGE|RED|PINK|PURPLE|TEAL|NAVY|BLUE|AQUA|LIME|GREEN|OLIVE|MAROON|BROWN|BLACK|GRAY"
    r"|SILVER|WHITE)%"
)
_MARKUP = re.compile(r"[<&%!*_=\[]")
_EMPHASIS = tuple(
    (
        mark,
        re.compile(
            rf"(?:^|(?<=[\s(])){re.escape(mark)}(?=[^\s{mark[0]}])([^\n]{{0,500}}?[^\s]){re.escape(mark)}(?=$|[\s,.;:!?)])"
        ),
        tags,
    )
    for mark, tags in (
        ("==", ("b", "code")),
        ("__", ("b", "i")),
        ("*", ("b",)),
        ("_", ("i",)),
        ("=", ("code",)),
    )
)
_TOKEN = re.compile(r"\[\[([^\]\[\n]+)\](?:\[([^\]\n]+)\])?\]|<(/?)([A-Za-z]+)[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_WITH_LABEL = re.compile(r"(\w+://\S+)\s+(\S.*)")  # as older wikis write a link: [[address label]]
_BLOCKS = ("p", "div", "blockquote", "center", "ul", "ol", "li", "table", "tr", "td", "th", "hr")
_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strike",
    "strike": "strike",
    "code": "code",
}


def _marked(source: str) -> str:
    """Write emphasis as tags, and leave out escapes and what was deleted."""
    text = _REMOVED.sub("", source) if "<" in source else source
    text = _COLOUR.sub("", _BREAK.sub(_broken, text))
    for mark, pattern, tags in _EMPHASIS:
        if mark not in text:
            continue
        opening = "".join(f"<{tag}>" for tag in tags)
        closing = "".join(f"</{tag}>" for tag in reversed(tags))
        text = pattern.sub(rf"{opening}\1{closing}", text)
    return _ESCAPE.sub("", text)


def _broken(found: re.Match[str]) -> str:
    return "<br />" if found[0] == "%BR%" else " "


def _spans(text: str) -> Iterator[Span]:
    style = Span("")
    done = 0
    for token in _TOKEN.finditer(text):
        if done < token.start():
            yield replace(style, text=_decoded(text[done : token.start()]))
        done = token.end()
        target, label, closing, tag = token.groups()
        if target is not None:
            yield _link(target, label, style)
        elif tag.lower() == "br":
            yield Span("\n")
        elif tag.lower() in _BLOCKS:
            yield Span(" ")
        elif tag.lower() == "a":
            style = replace(style, url=None if closing else _address(token[0]))
        elif field := _STYLES.get(tag.lower()):
            style = _styled(style, field, on=not closing)
    if done < len(text):
        yield replace(style, text=_decoded(text[done:]))


def _styled(span: Span, style: str, *, on: bool) -> Span:
    match style:
        case "bold":
            return replace(span, bold=on)
        case "italic":
            return replace(span, italic=on)
        case "strike":
            return replace(span, strike=on)
        case _:
            return replace(span, code=on)


def _address(tag: str) -> str | None:
    """Where a link in HTML leads."""
    found = _HREF.search(tag)
    return _decoded(found[1] or found[2] or "") or None if found else None


def _link(target: str, label: str | None, style: Span) -> Span:
    if label is None and (found := _WITH_LABEL.fullmatch(target)):
        target, label = found.groups()
    shown = _decoded(_TOKEN.sub("", label or target))
    address = _decoded(target)
    return (
        replace(style, text=shown, url=address)
        if re.match(r"\w+:|%\w+%", address)
        else replace(style, text=shown)
    )


def _joined(lines: tuple[Words, ...]) -> Words:
    """Put lines into one run of words again, with newlines between them."""
    said: list[Span] = []
    for line in lines:
        said += [Span("\n"), *line] if said else line
    return _merged(said)


def _merged(spans: list[Span]) -> Words:
    merged: list[Span] = []
    for span in spans:
        if merged and replace(merged[-1], text=span.text) == span and span.url is None:
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


def _decoded(text: str) -> str:
    """Decode entities as the wiki knows them: only with their semicolon."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text)
