"""Databases with all tables and nothing in them, made once and copied for each trial."""

import tempfile
from functools import cache
from pathlib import Path

from storage.database import open_database
from storage.migrations import upgrade
from tests.postgres import Server

IN_MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


@cache
def folder() -> Path:
    """A folder of this process, in memory where there is room for files; left to the end of the process."""
    return Path(_folder().name)


@cache
def blank_file() -> Path:
    """An SQLite file to be copied."""
    file = folder() / "blank.db"
    _upgrade(f"sqlite:///{file}")
    return file


@cache
def blank_database(server: Server, clock: str) -> str:
    """The name of a database of a server to be copied; the statements `clock` give it a clock of its own."""
    name = f"blank_{abs(hash(clock))}"
    server.execute(f"CREATE DATABASE {name}")
    _upgrade(server.url(name), clock)
    return name


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="faults-", dir=IN_MEMORY)


def _upgrade(url: str, more: str = "") -> None:
    database = open_database(url)
    try:
        upgrade(database)
        if more:
            with database.engine.begin() as connection:
                connection.exec_driver_sql(more)
    finally:
        database.close()
