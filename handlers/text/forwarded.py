"""A message that somebody passed on: its words, and whose they are. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.model.words import Document, Line, Shape, Span, Words
from handlers.text.mrkdwn import unescaped
from handlers.untrusted_json import text_of

_BLOCKS = (Shape.CODE, Shape.QUOTE)


def passed_on(attachment: Mapping[str, Any], said: Document, by: object) -> Iterator[Line]:
    """The lines of a forwarded message with its author; those of the person who passes it on stay theirs.

    One line is followed by where it comes from; several stand below that, headings and bullets as they were.
    """
    spoken = [line for line in said if line.words]
    if not spoken:
        return
    if by is not None and attachment.get("author_id") == by:
        yield from said
    elif len(spoken) == 1 and spoken[0].shape not in _BLOCKS:
        yield replace(spoken[0], words=(*spoken[0].words, Span(" \u2014 forwarded"), *_origin(attachment)))
    else:
        yield Line((Span("Forwarded"), *_origin(attachment), Span(":")))
        yield from _below(spoken)


def origin_url(attachment: Mapping[str, Any]) -> str:
    """Where a forwarded message stands in the workspace."""
    return unescaped(text_of(attachment.get("from_url")) or text_of(attachment.get("original_url")))


def _origin(attachment: Mapping[str, Any]) -> Words:
    """Whose message it was, with a link to it; the channel is left out, as it may be private."""
    names = (text_of(attachment.get(name)) for name in ("author_name", "author_subname"))
    author = " ".join(unescaped(next(filter(None, names), "")).split())
    url = origin_url(attachment) or None
    if author:
        return (Span(" from "), Span(author, url=url))
    return (Span(" "), Span("message", url=url))


def _below(spoken: list[Line]) -> Iterator[Line]:
    """Lines as bullets below a title: what stands below a line that was no bullet stays below it."""
    deeper = 0
    for line in spoken:
        if line.shape is Shape.LINE and line.level == 0:
            deeper = 1
            yield replace(line, shape=Shape.BULLET)
        elif line.shape in (Shape.BULLET, Shape.NUMBER):
            yield replace(line, level=line.level + deeper)
        else:
            yield line
