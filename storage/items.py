"""The items of updates: a tree in the value, a list of rows with their depth in the database."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Insert, Select, bindparam, delete, insert
from sqlmodel import Session, col

from bot.model.call import Section
from bot.model.update import Item, Sections, Update
from storage.reports import ItemRow, UpdateRow
from storage.values import columns_of, select_values, value_of

Depth = int


def keep(session: Session, update: UpdateRow, sections: Sections, had: Sections | None) -> None:
    """Save the items of an update, in place of those it `had`; None where nobody knows which.

    What stands where it stood is not written again: most of what a lead writes is added behind the rest.
    """
    if had is None:
        session.exec(delete(ItemRow).where(col(ItemRow.update_id) == update.id))
    rows: list[dict[str, Any]] = []
    for section in Section:
        before = list(_flat(had.of(section), 0)) if had else []
        after = list(_flat(sections.of(section), 0))
        same = _same(before, after)
        if len(before) > same:
            outdated = col(ItemRow.section) == section, col(ItemRow.place) >= same
            session.exec(delete(ItemRow).where(col(ItemRow.update_id) == update.id, *outdated))
        for place, (depth, item) in enumerate(after[same:], same):
            rows.append(_row(update, item, section=section, place=place, level=depth))
    if rows:
        session.connection().execute(_adding(), rows)


def updates(session: Session, rows: Iterable[Any]) -> tuple[Update, ...]:
    """The updates of these rows, complete with their items."""
    known = list(rows)
    found = session.connection().execute(_of_updates(), {"updates": [row.id for row in known]})
    sections: dict[int | None, Sections] = {}
    for (update, section), group in groupby(found, lambda row: (row.update_id, row.section)):
        sections[update] = sections.get(update, Sections()).adding(section, *_tree(list(group), 0))
    return tuple(value_of(Update, row, sections=sections.get(row.id, Sections())) for row in known)


def _flat(items: Iterable[Item], depth: Depth) -> Iterator[tuple[Depth, Item]]:
    for item in items:
        yield depth, item
        yield from _flat(item.items, depth + 1)


def _same(before: list[tuple[Depth, Item]], after: list[tuple[Depth, Item]]) -> int:
    """How many at the beginning are the same."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (old, new) in pairs if old != new), min(len(before), len(after)))


def _tree(rows: list[Any], depth: Depth) -> tuple[Item, ...]:
    starts = [number for number, row in enumerate(rows) if row.level == depth]
    ends = [*starts[1:], len(rows)]
    return tuple(_item(rows[start], rows[start + 1 : end]) for start, end in zip(starts, ends, strict=False))


def _item(row: Any, below: list[Any]) -> Item:
    item: Item = value_of(Item, row, items=_tree(below, row.level + 1))
    return item


def _row(update: UpdateRow, item: Item, **where: Any) -> dict[str, Any]:
    """The columns of an item: its row is written in one statement with those of the others."""
    known = {"team_id": update.team_id, "update_id": update.id, "text": _searchable(item.text)}
    return {**known, **columns_of(item, but="items"), **where}


def _searchable(text: str) -> str:
    """The text without what a text column cannot hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


# What is asked with every reply is made once: to make it costs more than to run it.


@cache
def _adding() -> Insert:
    return insert(ItemRow)


@cache
def _of_updates() -> Select[Any]:
    """The items of some updates in reading order."""
    theirs = col(ItemRow.update_id).in_(bindparam("updates", expanding=True))
    return (
        select_values(ItemRow)
        .where(theirs)
        .order_by(*map(col, (ItemRow.update_id, ItemRow.section, ItemRow.place)))
    )
