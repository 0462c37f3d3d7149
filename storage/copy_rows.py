"""All rows from one database into another, also of the other kind: in chunks, and on from where it stopped.

Values are copied as they lie in the columns, never as what this release reads in them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import DataError
from sqlmodel import Session

import storage.book  # noqa: F401 - with it every row is known
from bot.model.errors import DatabaseUnusable
from storage.columns import Choice, OneOf, Packed, Span
from storage.database import Database
from storage.tables import Row

CHUNK = 1000  # rows in one transaction
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows of a table there are, and a digest (hash) of all that they hold."""

    rows: int
    digest: str


def copy_rows(source: Session, target: Database) -> Counts:
    """Copy all rows, and compare them; returns how many there are of each table.

    What an earlier try copied stays if it is as in the source, else everything is copied anew: nothing may
    have written to the target but such tries. Raises DatabaseUnusable, also where both differ in the end.
    """
    if not all(_is_beginning(source, target, table) for table in tables()):
        clear(target)
    for table in tables():
        _copy(source, target, table)
    counts = _compared(source, target)
    if target.file is None:
        _go_on_counting(target)
    return counts


def clear(target: Database) -> None:
    """Delete all rows."""
    with target.engine.begin() as connection:
        for table in reversed(tables()):
            connection.execute(table.delete())


def filled(database: Database) -> Counts:
    """How many rows there are of each table that has any."""
    with database.engine.connect() as connection:
        counted = {table.name: _count(connection, table) for table in tables()}
    return {name: count for name, count in counted.items() if count}


@cache
def tables() -> tuple[Table, ...]:
    """All tables with rows of workspaces, what is referred to first, with columns as they are stored.

    An installation that somebody began in a browser is of none, and over in minutes: it is left behind.
    """
    bare = MetaData()
    kept = (table for table in Row.metadata.sorted_tables if "team_id" in table.columns)
    return tuple(Table(table.name, bare, *map(_bare, table.columns)) for table in kept)


def _bare(column: Column[Any]) -> Column[Any]:
    kind = (
        column.type.impl_instance if isinstance(column.type, Packed | OneOf | Choice | Span) else column.type
    )
    return Column(column.name, kind, primary_key=column.primary_key, nullable=column.nullable)


def _copy(source: Session, target: Database, table: Table) -> None:
    with target.engine.connect() as connection:
        last = _newest(connection, table)
    for rows in _chunks(source, table, after=last):
        try:
            with target.engine.begin() as connection:
                connection.execute(insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001 - its name
        except DataError as error:  # such as NUL characters, which only SQLite takes
            said = str(error.orig).strip().split("\n")[0]
            raise DatabaseUnusable(f"rows of {table.name} cannot be copied: {said}") from error


def _chunks(
    reader: Session | Connection, table: Table, *, after: int = 0, up_to: int | None = None
) -> Iterator[Any]:
    query = select(table).order_by(table.c.id).limit(CHUNK)
    query = query if up_to is None else query.where(table.c.id <= up_to)
    while rows := reader.execute(query.where(table.c.id > after)).all():
        yield rows
        after = rows[-1].id


def _sum(reader: Session | Connection, table: Table, up_to: int | None = None) -> Sum:
    count, digest = 0, sha256()
    for rows in _chunks(reader, table, up_to=up_to):
        count += len(rows)
        for row in rows:
            digest.update(json.dumps([_plain(value) for value in row]).encode() + b"\n")
    return Sum(count, digest.hexdigest())


def _plain(value: Any) -> Any:
    """A value as both databases give it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value


def _is_beginning(source: Session, target: Database, table: Table) -> bool:
    """Whether the rows that the target has are the first ones of the source."""
    with target.engine.connect() as connection:
        last = _newest(connection, table)
        return last == 0 or _sum(connection, table) == _sum(source, table, up_to=last)


def _compared(source: Session, target: Database) -> Counts:
    counts = {}
    with target.engine.connect() as connection:
        for table in tables():
            wanted, found = _sum(source, table), _sum(connection, table)
            if wanted != found:
                what = f"{found.rows} rows of {table.name} were copied of {wanted.rows}, or not as they are"
                raise DatabaseUnusable(f"{what}; nothing may write to either database; try again")
            counts[table.name] = found.rows
    return counts


def _newest(connection: Connection, table: Table) -> int:
    newest: int = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
    return newest


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _go_on_counting(target: Database) -> None:
    """Let the server give new rows the numbers behind those that were copied with their own."""
    with target.engine.begin() as connection:
        for table in tables():
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :newest, :used)"),
                {
                    "name": f'"{table.name}"',
                    "newest": max(newest := _newest(connection, table), 1),
                    "used": newest > 0,
                },
            )
