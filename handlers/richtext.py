"""What somebody wrote in Slack, free of Slack's notation."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.model.words import Document, Line, Shape, Span, Words
from handlers.mrkdwn import joined, mentions, picture, styled, unescaped
from handlers.typed import shaped

_FENCE = re.compile(r"```(.*?)```[ \t]*\n?", re.DOTALL)
_BREAKS = re.compile(r"\r\n|[\r\u2028\u2029\u0085\v\f]")
_DEEPEST = 8
_IDS = {"user": "user_id", "channel": "channel_id", "usergroup": "usergroup_id"}


def document_of(message: Mapping[str, Any], names: Mapping[str, str]) -> Document:
    """Read a Slack message: its rich text, else its `text`, and its files.

    `names` are the display names of the users, channels (without `#`) and user groups it mentions.
    """
    return _with_files(tuple(_lines(message, names)), tuple(_files(message)))


def mentioned(message: Mapping[str, Any]) -> frozenset[str]:
    """The ids whose names are wanted before the message can be read."""
    rich = tuple(_rich(message))
    if not rich:
        return mentions(_text(message.get("text")))
    return frozenset(
        found
        for element in _all_elements(rich)
        if (found := _text(element.get(_IDS.get(_text(element.get("type")), ""))))
    )


def document_from_text(text: str) -> Document:
    """Read typed mrkdwn."""
    return tuple(_typed(text, {}))


def _lines(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    if rich := tuple(_rich(message)):
        for element in rich:
            yield from _element(element, names)
    elif text := _text(message.get("text")):
        yield from _typed(text, names)
    else:
        for block in _mappings(message.get("blocks")):
            yield from _typed(_text(_mapping(block.get("text")).get("text")), names)


def _rich(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The elements of all rich text of a message."""
    for block in _mappings(message.get("blocks")):
        if block.get("type") == "rich_text":
            yield from _mappings(block.get("elements"))


def _all_elements(elements: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Elements and everything inside them, however deep, in reading order."""
    waiting = list(elements)[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(tuple(_mappings(element.get("elements")))[::-1])


def _element(element: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    match element.get("type"):
        case "rich_text_list":
            yield from _listed(element, names)
        case "rich_text_preformatted":
            if code := "".join(span.text for span in _inline(element, names)).strip("\n"):
                yield Line((Span(code),), Shape.CODE)
        case "rich_text_quote":
            if words := _stripped(_inline(element, names)):
                yield Line(words, Shape.QUOTE)
        case _:
            yield from shaped(_split(_inline(element, names)))


def _listed(element: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    """A list's items; deeper ones come as lists of their own, beside it, with a larger `indent`."""
    ordered = element.get("style") == "ordered"
    level, offset = _count(element.get("indent")), _count(element.get("offset"))
    number = offset
    for item in _mappings(element.get("elements")):
        if item.get("type") == "rich_text_list" and level < _DEEPEST:
            yield from _listed({**item, "indent": max(level + 1, _count(item.get("indent")))}, names)
            continue
        number += 1
        if words := _stripped(_inline(item, names)):
            shape = Shape.NUMBER if ordered else Shape.BULLET
            yield Line(words, shape, level, number if ordered else None)


def _inline(element: Mapping[str, Any], names: Mapping[str, str]) -> Words:
    inner = element.get("elements")
    return joined(
        span
        for part in (_mappings(inner) if inner is not None else (element,))
        for span in _inline_element(part, names)
    )


def _inline_element(part: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Span]:
    if isinstance(part.get("elements"), list):
        for inner in _all_elements((part,)):
            yield from _inline_element({**inner, "elements": None}, names)
        return
    style = _style(part)
    match part.get("type"):
        case "link":
            url = _text(part.get("url"))
            text = _text(part.get("text")) or url.removeprefix("mailto:")
            yield replace(style, text=text, url=url) if url else replace(style, text=text)
        case "date":
            yield replace(style, text=_date(part), url=_text(part.get("url")) or None)
        case kind:
            yield replace(style, text=_said(_text(kind), part, names))


def _said(kind: str, part: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The characters of an inline element."""
    match kind:
        case "user" | "usergroup":
            found = _text(part.get(_IDS[kind]))
            return names.get(found) or found
        case "channel":
            found = _text(part.get("channel_id"))
            return "#" + (names.get(found) or found)
        case "broadcast":
            return "@" + (_text(part.get("range")) or "here")
        case "emoji":
            return _emoji(part)
        case "color":
            return _text(part.get("value"))
        case "text":
            return _BREAKS.sub("\n", _text(part.get("text")))
        case _:
            return _text(part.get("text")) or _text(part.get("fallback")) or _text(part.get("name"))


def _emoji(part: Mapping[str, Any]) -> str:
    """An emoji as its character: by code points where Slack gives them, else by name."""
    points = _text(part.get("unicode"))
    if re.fullmatch(r"[0-9a-f]{2,5}(?:-[0-9a-f]{2,5})*", points):
        return "".join(chr(int(point, 16)) for point in points.split("-"))
    name = _text(part.get("name"))
    return picture(f":{name}:") if name else ""


def _date(part: Mapping[str, Any]) -> str:
    """A date as its author would see it; without such words, the moment in UTC."""
    if fallback := _text(part.get("fallback")):
        return fallback
    moment = part.get("timestamp")
    try:
        return f"{datetime.fromtimestamp(int(moment or 0), tz=UTC):%Y-%m-%d %H:%M} UTC"
    except (TypeError, ValueError, OverflowError, OSError):  # no moment that a calendar knows
        return _text(moment)


def _style(part: Mapping[str, Any]) -> Span:
    style = _mapping(part.get("style"))
    return Span(
        "",
        bold=style.get("bold") is True,
        italic=style.get("italic") is True,
        strike=style.get("strike") is True,
        code=style.get("code") is True,
    )


def _split(words: Words) -> Iterator[Words]:
    """Split words at their line breaks; the break at the very end begins no line."""
    line: list[Span] = []
    for span in words:
        first, *more = span.text.split("\n")
        line.append(replace(span, text=first))
        for text in more:
            yield joined(line)
            line = [replace(span, text=text)]
    if last := joined(line):
        yield last


def _stripped(words: Words) -> Words:
    """The words without white space around them; None are left of white space alone."""
    if not "".join(span.text for span in words).strip():
        return tuple(span for span in words if span.url)
    kept = list(words)
    while kept[0].url is None and not kept[0].text.strip():
        del kept[0]
    while kept[-1].url is None and not kept[-1].text.strip():
        del kept[-1]
    kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _typed(text: str, names: Mapping[str, str]) -> Iterator[Line]:
    """Typed mrkdwn: code blocks as they are, everything else line by line."""
    text = _BREAKS.sub("\n", text)
    end = 0
    for fence in _FENCE.finditer(text):
        yield from shaped(styled(line, names) for line in _cut(text[end : fence.start()]))
        if code := unescaped(fence[1]).strip("\n"):
            yield Line((Span(code),), Shape.CODE)
        end = fence.end()
    yield from shaped(styled(line, names) for line in _cut(text[end:]))


def _cut(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _with_files(lines: Document, files: Document) -> Document:
    """Put files below the one line they come with, else before everything, where no heading claims them."""
    if len(lines) == 1 and files:
        below = lines[0].level + 1
        return (*lines, *(replace(line, shape=Shape.BULLET, level=below) for line in files))
    return (*files, *lines)


def _files(message: Mapping[str, Any]) -> Iterator[Line]:
    for file in _mappings(message.get("files")):
        url = _text(file.get("permalink")) or _text(file.get("url_private"))
        title = _text(file.get("title")) or _text(file.get("name")) or url
        if title:
            yield Line((Span(title, url=url or None),))


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list | tuple):
        yield from (part for part in value if isinstance(part, Mapping))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
