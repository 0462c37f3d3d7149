"""A database with all its tables, copied from one that was made once: to make it takes long."""

import tempfile
from functools import cache
from pathlib import Path

from storage.database import Database, open_database
from storage.migrations import upgrade


def with_tables(file: Path) -> Database:
    """A new SQLite database in this file, open, with tables as of today and no rows in them."""
    put_tables(file)
    return open_database(f"sqlite:///{file}")


def put_tables(file: Path) -> None:
    """Make a new SQLite database of this file, with those tables."""
    file.touch(0o600)
    file.write_bytes(_tables())


@cache
def _tables() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tables.db")
        database = open_database(f"sqlite:///{file}")
        upgrade(database)
        database.close()
        return file.read_bytes()
