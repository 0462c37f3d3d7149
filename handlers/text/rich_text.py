"""What somebody wrote in Slack, free of Slack's notation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.model.words import Document, Line, Shape, Span, Words, plain
from handlers.text.inline import MENTIONS, inline, with_newlines
from handlers.text.message_tables import cells, laid_out, tables
from handlers.text.mrkdwn import joined, mentions, styled, unescaped
from handlers.text.plain_lines import shaped
from handlers.untrusted_json import everything, mapping_of, mappings_in, number_of, text_of

_FENCE = re.compile(r"```(.*?)```[ \t]*\n?", re.DOTALL)
_DEEPEST = 8


def document_of(message: Mapping[str, Any], names: Mapping[str, str]) -> Document:
    """Read a Slack message: its rich text, else its `text`, and its files.

    `names` are the display names of the users, channels (without `#`) and user groups it mentions.
    """
    return _with_files(tuple(_lines(message, names)), tuple(_files(message)))


def mentioned(message: Mapping[str, Any]) -> frozenset[str]:
    """The ids whose names are wanted before the message can be read."""
    rich = tuple(_rich(message))
    typed = frozenset[str]() if rich else mentions(text_of(message.get("text")))
    inside = (cell for table in tables(message) for cell in cells(table))
    return typed | frozenset(
        found
        for element in everything((*rich, *inside))
        if (found := text_of(element.get(MENTIONS.get(text_of(element.get("type")), ""))))
    )


def document_from_text(text: str) -> Document:
    """Read typed mrkdwn."""
    return tuple(_typed(text, {}))


def _lines(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    """What is written, and below it the table that Slack shows there."""
    yield from _written(message, names)
    for table in tables(message):
        if text := laid_out(table, names):
            yield Line((Span(text),), Shape.CODE)


def _written(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    if rich := tuple(_rich(message)):
        for element in rich:
            yield from _element(element, names)
    elif text := text_of(message.get("text")):
        yield from _typed(text, names)
    else:
        for block in mappings_in(message.get("blocks")):
            yield from _typed(text_of(mapping_of(block.get("text")).get("text")), names)


def _rich(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The elements of all rich text of a message."""
    for block in mappings_in(message.get("blocks")):
        if block.get("type") == "rich_text":
            yield from mappings_in(block.get("elements"))


def _element(element: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    match element.get("type"):
        case "rich_text_list":
            yield from _listed(element, names)
        case "rich_text_preformatted":
            if code := plain(inline(element, names)).strip("\n"):
                yield Line((Span(code),), Shape.CODE)
        case "rich_text_quote":
            if words := _stripped(inline(element, names)):
                yield Line(words, Shape.QUOTE)
        case _:
            yield from shaped(_split(inline(element, names)))


def _listed(element: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    """A list's items; deeper ones come as lists of their own, beside it, with a larger `indent`."""
    ordered = element.get("style") == "ordered"
    level, offset = number_of(element.get("indent")), number_of(element.get("offset"))
    number = offset
    for item in mappings_in(element.get("elements")):
        if item.get("type") == "rich_text_list" and level < _DEEPEST:
            yield from _listed({**item, "indent": max(level + 1, number_of(item.get("indent")))}, names)
            continue
        number += 1
        if words := _stripped(inline(item, names)):
            shape = Shape.NUMBER if ordered else Shape.BULLET
            yield Line(words, shape, level, number if ordered else None)


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
    text = with_newlines(text)

    def read(said: str) -> Words:
        return styled(said, names)

    end = 0
    for fence in _FENCE.finditer(text):
        yield from shaped(_cut(text[end : fence.start()]), read)
        if code := unescaped(fence[1]).strip("\n"):
            yield Line((Span(code),), Shape.CODE)
        end = fence.end()
    yield from shaped(_cut(text[end:]), read)


def _cut(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _with_files(lines: Document, files: Document) -> Document:
    """Put files below the one line they come with, else before everything, where no heading claims them."""
    if len(lines) == 1 and files:
        below = lines[0].level + 1
        return (*lines, *(replace(line, shape=Shape.BULLET, level=below) for line in files))
    return (*files, *lines)


def _files(message: Mapping[str, Any]) -> Iterator[Line]:
    for file in mappings_in(message.get("files")):
        url = text_of(file.get("permalink")) or text_of(file.get("url_private"))
        title = text_of(file.get("title")) or text_of(file.get("name")) or url
        if title:
            yield Line((Span(title, url=url or None),))
