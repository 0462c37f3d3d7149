"""A database with all its tables, copied from one that was made once: to make it takes long."""

import tempfile
from functools import cache
from pathlib import Path

from storage.database import Database, open_database
from storage.migrations import upgrade


def with_tables(file: Path) -> Database:
    """A new SQLite database in this file, open, with tables as of today and no rows in them."""
    file.write_bytes(_tables())
    return open_database(f"sqlite:///{file}")


@cache
def _tables() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tables.db")
        database = open_database(f"sqlite:///{file}")
        upgrade(database)
        database.close()
        return file.read_bytes()
