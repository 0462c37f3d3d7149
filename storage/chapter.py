"""What all chapters of the book share: queries on the rows of one workspace.

A call may be called otherwise between one transaction and the next, and buttons and forms live for weeks: by
whatever name a call had its rows are found, and written.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Text, bindparam, text, type_coerce
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.delivery_keys import call_in
from storage.tables import HAS_FORMER_NAMES, CallRow, Row
from storage.values import reading

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
        query = select(CallRow.name, type_coerce(CallRow.was, Text)).where(
            CallRow.team_id == self._team, WAS_CALLED
        )
        with reading("call"):
            return {was: name for name, names in self._session.exec(query) for was in json.loads(names)}

    def _named_now(self, columns: dict[str, Any]) -> dict[str, Any]:
        return {**columns, "call": self._name_now(columns["call"])} if columns.get("call") else columns

    def _rows(
        self, table: type[R], *conditions: Any, order: str = "id", after: Any = None, **columns: Any
    ) -> list[R]:
        """Rows with these values in their columns, in order; `after` leaves out those up to a value of it."""
        columns = self._named_now(columns)
        known = {name: value for name, value in columns.items() if value is not None}
        empty = tuple(columns.keys() - known.keys())
        query = _query(table, order, tuple(known), empty, is_after=after is not None)
        if after is not None:
            known["after"] = after
        if conditions:
            query = query.where(*conditions)
        with reading(str(table.__tablename__)):
            return list(self._session.exec(query, params={"team_id": self._team, **known}))

    def _row(self, table: type[R], **columns: Any) -> R | None:
        return next(iter(self._rows(table, **columns)), None)

    def _put(self, table: type[R], identity: dict[str, Any], columns: dict[str, Any]) -> R:
        row = self._row(table, **identity)
        if row is None:
            return self._add(table, **{**identity, **columns})
        for name, value in self._named_now(columns).items():
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
def _query(
    table: type[R], order: str, known: tuple[str, ...], empty: tuple[str, ...], *, is_after: bool
) -> SelectOfScalar[R]:
    """Rows by workspace, by known and by empty columns; made once, which costs more than to run it."""
    same = [col(getattr(table, name)) == bindparam(name) for name in ("team_id", *known)]
    none = [col(getattr(table, name)).is_(None) for name in empty]
    later = [col(getattr(table, order)) > bindparam("after")] if is_after else []
    return select(table).where(*same, *none, *later).order_by(getattr(table, order), col(table.id))
