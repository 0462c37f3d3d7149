"""What all chapters of the book share: queries on the rows of one workspace."""

from typing import Any, TypeVar

from sqlmodel import Session, col, select

from storage.tables import Row

R = TypeVar("R", bound=Row)


class Chapter:
    """A part of the book of one workspace, valid during one transaction."""

    def __init__(self, session: Session, team: str) -> None:
        self._session = session
        self._team = team

    def _rows(self, table: type[R], *conditions: Any, order: str = "id", **columns: Any) -> list[R]:
        query = select(table).where(table.team_id == self._team, *conditions).filter_by(**columns)
        return list(self._session.exec(query.order_by(getattr(table, order), col(table.id))))

    def _row(self, table: type[R], **columns: Any) -> R | None:
        return next(iter(self._rows(table, **columns)), None)

    def _put(self, table: type[R], identity: dict[str, Any], columns: dict[str, Any]) -> R:
        row = self._row(table, **identity)
        if row is None:
            return self._add(table, **{**identity, **columns})
        for name, value in columns.items():
            setattr(row, name, value)
        self._session.flush()
        return row

    def _add(self, table: type[R], **columns: Any) -> R:
        row = table(team_id=self._team, **columns)
        self._session.add(row)
        self._session.flush()
        return row

    def _drop(self, table: type[R], *conditions: Any, **columns: Any) -> int:
        rows = self._rows(table, *conditions, **columns)
        for row in rows:
            self._session.delete(row)
        self._session.flush()
        return len(rows)
