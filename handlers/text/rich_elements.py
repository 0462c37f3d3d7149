"""The elements of Slack's rich text: sections, lists, quotes and code, as lines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.model.words import Line, Shape, Span, Words, plain
from handlers.text.inline import inline
from handlers.text.mrkdwn import joined
from handlers.text.plain_lines import shaped
from handlers.untrusted_json import mappings_in, number_of

_DEEPEST = 8


def lines_of(element: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    """An element of a rich text block, line by line."""
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
