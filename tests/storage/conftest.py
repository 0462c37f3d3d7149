"""A database for each test: SQLite always, PostgreSQL where a server is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import migrations
from storage.database import Database, open_database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/week.db"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An open database with all tables."""
    opened = open_database(url)
    migrations.upgrade(opened)
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
