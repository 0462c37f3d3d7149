"""What all chapters of the book share: queries on the rows of one workspace.

A call may be called otherwise between one transaction and the next, and buttons and forms live for weeks: by
whatever name a call had its rows are found, and written.
"""

import json
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Text, bindparam, select, text, type_coerce
from sqlmodel import Session, col

from storage.delivery_keys import call_in
from storage.tables import HAS_FORMER_NAMES, CallRow, Row
from storage.values import reading, select_values

R = TypeVar("R", bound=Row)
T = TypeVar("T")
# said as the index says it, without parameters: else it is not used
WAS_CALLED = text(f"{CallRow.__tablename__}.{HAS_FORMER_NAMES}")


class Chapter:
    """A part of the book of one workspace, valid during one transaction."""

    def __init__(self, session: Session, team: str) -> None:
        self._session = session
        self._team = team
        self._recalled: dict[tuple[Any, ...], Any] = {}

    @cached_property
    def _connection(self) -> Connection:
        """That of this transaction."""
        return self._session.connection()

    def _recall(self, what: tuple[Any, ...], load: Callable[[], T]) -> T:
        """What was loaded in this transaction already; whoever changes it forgets it."""
        if what not in self._recalled:
            self._recalled[what] = load()
        found: T = self._recalled[what]
        return found

    def _forget(self, kind: str) -> None:
        """Let what was loaded of a kind be loaded anew."""
        self._recalled = {what: found for what, found in self._recalled.items() if what[0] != kind}

    def _name_now(self, call: str) -> str:
        """The name of the call that had this name once; any other name as it is."""
        return self._recall(("names of calls",), self._former_names).get(call, call)

    def _key_now(self, key: str) -> str:
        """A key, or the beginning of one, with the name that its call has now."""
        for call in call_in(key):
            return f"{self._name_now(call)}{key.removeprefix(call)}"
        return key

    def _former_names(self) -> dict[str, str]:
        found = self._columns(_former_names(), {"team_id": self._team})
        with reading("call"):
            return {was: name for name, names in found for was in json.loads(names)}

    def _named_now(self, columns: dict[str, Any]) -> dict[str, Any]:
        return {**columns, "call": self._name_now(columns["call"])} if columns.get("call") else columns

    def _rows(self, table: type[R], *conditions: Any, order: str = "id", **columns: Any) -> list[R]:
        """Rows that may be changed, with these values in their columns, in order."""
        return [row for (row,) in self._found(table, conditions, order, columns, rows=True)]

    def _read(
        self, table: type[R], *conditions: Any, order: str = "id", after: Any = None, **columns: Any
    ) -> list[Any]:
        """The same as named tuples, to make values of; see `select_values`.

        `after` leaves out those up to a value of what they are ordered by.
        """
        return self._found(table, conditions, order, columns, after=after, rows=False)

    def _found(
        self,
        table: type[R],
        conditions: tuple[Any, ...],
        order: str,
        columns: dict[str, Any],
        *,
        after: Any = None,
        rows: bool,
    ) -> list[Any]:
        columns = self._named_now(columns)
        known = {name: value for name, value in columns.items() if value is not None}
        empty = tuple(columns.keys() - known.keys())
        query = _query(table, order, tuple(known), empty, is_after=after is not None, rows=rows)
        if after is not None:
            known["after"] = after
        if conditions:
            query = query.where(*conditions)
        asked = {"team_id": self._team, **known}
        with reading(str(table.__tablename__)):
            return list(self._session.execute(query, asked)) if rows else self._columns(query, asked)

    def _columns(self, query: Any, asked: dict[str, Any]) -> list[Any]:
        """What a query for columns finds, past the session, which would look for rows in them."""
        self._session.flush()
        return list(self._connection.execute(query, asked))

    def _row(self, table: type[R], **columns: Any) -> R | None:
        return next(iter(self._rows(table, **columns)), None)

    def _put(self, table: type[R], identity: dict[str, Any], columns: dict[str, Any]) -> R:
        row = self._row(table, **identity)
        if row is None:
            return self._add(table, **{**identity, **columns})
        for name, value in self._named_now(columns).items():
            if getattr(row, name) != value:  # to set it again would take far longer
                setattr(row, name, value)
        self._session.flush()
        return row

    def _add(self, table: type[R], **columns: Any) -> R:
        row = table(team_id=self._team, **self._named_now(columns))
        self._session.add(row)
        self._session.flush()
        return row

    def _drop(self, table: type[R], *conditions: Any, **columns: Any) -> int:
        rows = self._rows(table, *conditions, **columns)
        for row in rows:
            self._session.delete(row)
        self._session.flush()
        return len(rows)


@cache
def _former_names() -> Any:
    mine = col(CallRow.team_id) == bindparam("team_id")
    return select(col(CallRow.name), type_coerce(CallRow.was, Text)).where(mine, WAS_CALLED)


@cache
def _query(
    table: type[R],
    order: str,
    known: tuple[str, ...],
    empty: tuple[str, ...],
    *,
    is_after: bool,
    rows: bool,
) -> Select[Any]:
    """Rows by workspace, by known and by empty columns; made once, which costs more than to run it."""
    same = [col(getattr(table, name)) == bindparam(name) for name in ("team_id", *known)]
    none = [col(getattr(table, name)).is_(None) for name in empty]
    later = [col(getattr(table, order)) > bindparam("after")] if is_after else []
    found = select(table) if rows else select_values(table)
    return found.where(*same, *none, *later).order_by(getattr(table, order), col(table.id))
