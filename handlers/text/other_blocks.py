"""Blocks other than rich text, Markdown and tables: the words that they show, as mrkdwn. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.untrusted_json import mapping_of, mappings_in, text_of

_SILENT = ("rich_text", "markdown", "table", "data_table", "actions", "input", "divider")
_SHOWN = ("title", "text", "description", "subtitle")


def typed_of(block: Mapping[str, Any]) -> str:
    """What a section, header, context, image or the like says; nothing where it only offers a choice."""
    if block.get("type") in _SILENT:
        return ""
    return "\n".join(dict.fromkeys(filter(None, _texts(block))))


def _texts(block: Mapping[str, Any]) -> Iterator[str]:
    for name in _SHOWN:
        yield _text(block.get(name))
    yield from (_text(field) for field in mappings_in(block.get("fields")))
    yield from (_text(each.get("text")) for each in mappings_in(block.get("elements")))
    if not _text(block.get("title")):
        yield text_of(block.get("alt_text"))


def _text(value: Any) -> str:
    """A text, bare or as an object with its kind."""
    return text_of(value) or text_of(mapping_of(value).get("text"))
