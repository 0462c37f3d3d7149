"""A table of a Slack message, row by row and cell by cell. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.model.words import plain
from handlers.text.inline import inline
from handlers.untrusted_json import everything, mappings_in, text_of

BETWEEN = "  |  "
WIDEST = 40  # one long cell does not push all others of its row away


def tables(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The tables of a message."""
    return (
        block for block in mappings_in(message.get("blocks")) if block.get("type") in ("table", "data_table")
    )


def cells(table: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All cells of a table, in reading order."""
    return (cell for row in _rows(table) for cell in row)


def laid_out(table: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The table as text, its columns below each other; empty if nothing stands in it."""
    said = [[_said(cell, names) for cell in row] for row in _rows(table)]
    widths: dict[int, int] = {}
    for row in said:
        for column, text in enumerate(row):
            widths[column] = min(max(widths.get(column, 0), len(text)), WIDEST)
    filled = (row for row in said if any(row))
    return "\n".join(
        BETWEEN.join(text.ljust(widths[column]) for column, text in enumerate(row)).rstrip() for row in filled
    )


def _rows(table: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], ...]]:
    rows = table.get("rows")
    if isinstance(rows, list | tuple):
        yield from (tuple(mappings_in(row)) for row in rows)


def _said(cell: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What a cell says, on one line."""
    if cell.get("type") == "rich_text":
        text = " ".join(_texts(mappings_in(cell.get("elements")), names))
    else:
        number = cell.get("value")
        text = text_of(cell.get("text")) or ("" if number is None else str(number))
    return " ".join(text.split())


def _texts(elements: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[str]:
    """The sections, quotes and code of a cell, also those in its lists."""
    for element in everything(elements):
        if element.get("type") != "rich_text_list" and "elements" in element:
            yield plain(inline(element, names))
