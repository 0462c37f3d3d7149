"""A database for each test: SQLite always, PostgreSQL where a server is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.tables import with_tables

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database: an empty one, or the one with all tables where that is asked for, too."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/week.db"
    has_tables = "database" in request.fixturenames
    address: str = request.getfixturevalue("postgres_url_with_tables" if has_tables else "postgres_url")
    return address


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    """An open database with all tables."""
    opened = with_tables(tmp_path / "week.db") if url.startswith("sqlite") else open_database(url)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> RowStore:
    return RowStore(database, "T1")


@pytest.fixture
def inbox(database: Database) -> RowInbox:
    return RowInbox(database, "T1")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/week.db"
