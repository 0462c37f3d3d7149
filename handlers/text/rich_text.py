"""What somebody sent in Slack, free of Slack's notation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.model.words import Document, Line, Shape, Span, Words
from handlers.text.attachments import (
    DEEPEST,
    as_message,
    forwarded,
    is_only_a_link,
    messages_in,
    pasted,
    typed_in,
    with_titles,
)
from handlers.text.clips import is_clip, transcripts, unheard
from handlers.text.forwarded import origin_url, passed_on
from handlers.text.inline import MENTIONS, with_newlines
from handlers.text.markdown import markdown_lines
from handlers.text.message_tables import cells, laid_out, tables
from handlers.text.mrkdwn import mentions, styled, unescaped
from handlers.text.other_blocks import typed_of
from handlers.text.plain_lines import shaped
from handlers.text.rich_elements import lines_of
from handlers.untrusted_json import everything, mappings_in, text_of

_FENCE = re.compile(r"```(.*?)```[ \t]*\n?", re.DOTALL)
_BLANK = Line(())
_READ_FIRST = ("rich_text", "markdown")  # they say more than the `text` beside them


def document_of(message: Mapping[str, Any], names: Mapping[str, str]) -> Document:
    """Read a Slack message: what is written, pasted, said and forwarded in it, and its files.

    `names` are the display names of the users, channels (without `#`) and user groups it mentions.
    """
    return _with_files(_lines(message, names, 0), tuple(_files(message)))


def mentioned(message: Mapping[str, Any]) -> frozenset[str]:
    """The ids whose names are wanted before the message can be read."""
    return frozenset(found for each in messages_in(message) for found in _mentioned(each))


def unread_in(message: Mapping[str, Any]) -> tuple[str, ...]:
    """What of a message cannot be read, each in words for its author."""
    passed = (each for each in forwarded(message, tuple(_written(message, {}))) if not _attached(each, {}, 1))
    return (*unheard(message), *("I do not see the words of the message you forwarded" for _ in passed))


def document_from_text(text: str) -> Document:
    """Read typed mrkdwn."""
    return tuple(_typed(text, {}))


def _mentioned(message: Mapping[str, Any]) -> Iterator[str]:
    blocks = tuple(mappings_in(message.get("blocks")))
    rich = tuple(part for each in blocks if each.get("type") == "rich_text" for part in _elements(each))
    if not rich:
        yield from mentions(text_of(message.get("text")))
    inside = (cell for table in tables(message) for cell in cells(table))
    for element in everything((*rich, *inside)):
        if found := text_of(element.get(MENTIONS.get(text_of(element.get("type")), ""))):
            yield found


def _lines(message: Mapping[str, Any], names: Mapping[str, str], depth: int) -> Document:
    """What is written, then in the order in which Slack shows it what comes with it."""
    written = tuple(_written(message, names))
    passed = tuple(forwarded(message, written)) if depth < DEEPEST else ()
    linked = {origin_url(each) for each in passed if each.get("author_id") != message.get("user")}
    left = tuple(line for line in written if not (is_only_a_link(line) and line.words[0].url in linked))
    said = [*with_titles(left, message), *_tables(message, names)]
    for attachment in pasted(message) if depth < DEEPEST else ():
        said += _attached(attachment, names, depth + 1)
    parts = [tuple(transcripts(message))]
    for attachment in passed:
        told = _attached(attachment, names, depth + 1)
        parts.append(tuple(passed_on(attachment, told, message.get("user"))))
    for part in filter(None, parts):
        said += (_BLANK, *part) if said else part
    return tuple(said)


def _tables(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    for table in tables(message):
        if caption := text_of(table.get("caption")):
            yield Line((Span(caption),))
        if text := laid_out(table, names):
            yield Line((Span(text),), Shape.CODE)


def _attached(attachment: Mapping[str, Any], names: Mapping[str, str], depth: int) -> Document:
    """What is attached: its blocks and files, else its text."""
    inner = as_message(attachment)
    if said := (*_lines(inner, names, depth), *_files(inner)):
        return said
    return tuple(_typed(typed_in(attachment), names))


def _written(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    blocks = tuple(mappings_in(message.get("blocks")))
    text = text_of(message.get("text"))
    if text and not any(block.get("type") in _READ_FIRST for block in blocks):
        yield from _typed(text, names)
        return
    for block in blocks:
        match block.get("type"):
            case "rich_text":
                for element in _elements(block):
                    yield from lines_of(element, names)
            case "markdown":
                yield from markdown_lines(text_of(block.get("text")))
            case _:
                yield from _typed(typed_of(block), names)


def _elements(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return mappings_in(block.get("elements"))


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
        if title and not is_clip(file):
            yield Line((Span(title, url=url or None),))
