"""The store of one workspace, and which workspace a database belongs to."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import union, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from bot.model.errors import MinutesError
from bot.ports import Book, HeavyWork
from storage.book import RowBook
from storage.database import Database
from storage.happenings import Tell, notice
from storage.tables import Row
from storage.touches import TellTouched, watch

T = TypeVar("T")
P = ParamSpec("P")


class SeveralTeams(MinutesError):
    """This database holds several workspaces, so it is not clear which one is meant."""


class AlreadyKept(MinutesError):
    """The same things were kept for this workspace already, so nothing was taken over."""


class RowStore:
    """Implements `bot.ports.Store` for one workspace.

    `heavy` does what would hold up transactions; `tell` hears what happened once it is committed.
    """

    def __init__(
        self, database: Database, team: str, heavy: HeavyWork | None = None, tell: Tell | None = None
    ) -> None:
        self._database = database
        self._team = team
        self._heavy = heavy
        self._tell = tell
        self._hears: list[TellTouched] = []

    def tell_touched(self, hears: TellTouched) -> None:
        """Let somebody hear, from any thread, which calls a change was about, once it is committed."""
        self._hears.append(hears)

    async def change(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work in one transaction that nobody else's change can interleave."""
        opening = self._opening(work, *args, **kwargs)

        def watched(session: Session) -> T:
            watch(session, self._team, self._touched)
            if self._tell is not None:
                notice(session, self._tell)
            return opening(session)

        return await self._database.changing(self._team, watched)

    async def read(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work on one consistent view."""
        return await self._database.reading(self._opening(work, *args, **kwargs))

    def _touched(self, calls: frozenset[str]) -> None:
        for hears in self._hears:
            hears(calls)

    def _opening(
        self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Callable[[Session], T]:
        return lambda session: work(RowBook(session, self._team, self._heavy), *args, **kwargs)


def only_team(database: Database) -> str:
    """The id of the workspace that this database belongs to; empty if unknown yet. Raises SeveralTeams."""
    known = sorted(team for team in teams(database) if team)
    if len(known) > 1:
        raise SeveralTeams(", ".join(known))
    return known[0] if known else ""


def teams(database: Database) -> tuple[str, ...]:
    """The ids of all workspaces of which there are rows, "" for those of an unknown one."""
    return tuple(database.read(lambda session: session.execute(union(*_teams())).scalars().all()))


def adopt(database: Database, team: str) -> None:
    """Give the rows that were saved before the workspace was known to this workspace.

    Raises AlreadyKept where both have rows for the same thing.
    """

    def work(session: Session) -> None:
        for table in _tables():
            session.execute(update(table).where(col(table.team_id) == "").values(team_id=team))

    try:
        database.change(team, work)
    except IntegrityError as error:
        raise AlreadyKept(team) from error


def _teams() -> tuple[Any, ...]:
    return tuple(select(table.team_id).distinct() for table in _tables())


def _tables() -> tuple[type[Row], ...]:
    return tuple(Row.__subclasses__())
