"""Two teams with the same names and ids share a database, and neither ever sees or touches the other."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select

from bot.ports import Book, Inbox
from handlers.incoming.stuck import sender_of
from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.queue import RowInbox
from storage.store import RowStore
from storage.tables import Row
from tests.storage.two_teams import Use, functions, turns, uses
from tests.tables import with_tables

TEAMS = {"T1": "canary-one", "T2": "canary-two"}
PLAYED = st.deferred(lambda: turns(TEAMS))  # made where it is drawn from, not wherever tests are collected
TABLES = [*reversed(Row.metadata.sorted_tables)]
OF_THE_DATABASE = {
    "id",
    "call_id",
    "area_id",
    "update_id",
    "lease_until",
}  # numbers and moments that it gives

# to make an example of many transactions smaller takes longer than to read it
UNHURRIED: Any = {
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


class Worked:
    """Teams at work on a database: what each was given, in order, and which rows are whose."""

    def __init__(self, database: Database, *teams: str) -> None:
        self.database = database
        with database.engine.begin() as connection:
            for table in TABLES:
                connection.execute(delete(table))
        self.given: dict[str, list[Any]] = {team: [] for team in teams}
        self._stores = {team: RowStore(database, team) for team in teams}
        self._inboxes = {team: RowInbox(database, team, sender_of) for team in teams}

    async def play(self, turns: list[tuple[str, Use]]) -> None:
        for team, use in turns:
            if team in self.given:
                things = self._inboxes if use.of is Inbox else self._stores
                self.given[team].append((use.name, await use.on(things[team])))

    def rows(self, team: str) -> list[str]:
        """The team's rows as text, without what only this database gave them."""
        with self.database.engine.connect() as connection:
            found = [
                (table.name, {k: v for k, v in row._mapping.items() if k not in OF_THE_DATABASE})
                for table in TABLES
                if "team_id" in table.columns
                for row in connection.execute(select(table).where(table.c.team_id == team))
            ]
        return sorted(map(repr, found))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Database]]:
    folder: Path = tmp_path_factory.mktemp("teams")
    opened = [with_tables(folder / f"{name}.db") for name in ("both", "one", "two")]
    for database in opened:  # thousands of transactions need not outlive a power cut
        event.listen(
            database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF")
        )
        database.engine.dispose()
    yield opened
    for database in opened:
        database.close()


@pytest.fixture
def server(postgres_url: str) -> Iterator[Database]:
    opened = open_database(postgres_url)
    upgrade(opened)
    yield opened
    opened.close()


def test_each_function_of_book_and_inbox_is_among_the_uses():
    """One that takes something of a kind nobody can draw ends this with the name of that kind."""
    for use in uses("a canary").values():
        use.validate()
    assert len(functions(Book)) > 60
    assert {"keep", "claim", "done", "failed"} <= functions(Inbox).keys()


@given(played=PLAYED)
@settings(max_examples=settings().max_examples // 10, **UNHURRIED)
def test_beside_another_team_a_team_has_what_it_would_have_alone(files, played):
    both, *alone = files
    shared = Worked(both, *TEAMS)
    lone = [Worked(database, team) for database, team in zip(alone, TEAMS, strict=True)]

    async def play() -> None:
        for each in (shared, *lone):
            await each.play(played)

    asyncio.run(play())
    for team, single in zip(TEAMS, lone, strict=True):
        assert shared.given[team] == single.given[team]
        assert shared.rows(team) == single.rows(team)
    _keep_apart(shared)


@pytest.mark.postgres
@given(played=PLAYED)
@settings(max_examples=settings().max_examples // 30, **UNHURRIED)
def test_on_a_server_no_word_and_no_row_of_one_team_gets_to_the_other(server, played):
    shared = Worked(server, *TEAMS)

    async def play() -> None:
        for turn in played:
            (other,) = TEAMS.keys() - {turn[0]}
            before = shared.rows(other)
            await shared.play([turn])
            assert shared.rows(other) == before, turn

    asyncio.run(play())
    _keep_apart(shared)


def _keep_apart(shared: Worked) -> None:
    """Neither the results nor the rows of a team hold the other's canary."""
    for team, other in zip(TEAMS, reversed(TEAMS.values()), strict=True):
        assert other not in repr(shared.given[team])
        assert other not in "".join(shared.rows(team))
    assert sum(len(shared.rows(team)) for team in TEAMS) == _all_rows(shared.database)


def _all_rows(database: Database) -> int:
    """However many rows there are: each belongs to one of the teams."""
    with database.engine.connect() as connection:
        return sum(
            len(connection.execute(select(table.c.team_id)).all()) for table in TABLES if "team_id" in table.c
        )
