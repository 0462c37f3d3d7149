"""A database that no bot may work on: its rows were moved away, or have not all come yet.

A table says so, which is there only then: it belongs to no migration.
"""

from sqlalchemy import Column, MetaData, Table, Text, inspect, select

from bot.model.errors import DatabaseUnusable
from storage.database import Database

NOTE = Table("out_of_use", MetaData(), Column("because", Text, nullable=False))
UNFINISHED = "not all rows have come yet; run `minutesbot db move` to its end"


def why(database: Database) -> str:
    """Why this database is out of use; empty if it is not."""
    if not inspect(database.engine).has_table(NOTE.name):
        return ""
    with database.engine.connect() as connection:
        return connection.execute(select(NOTE.c.because)).scalars().first() or UNFINISHED


def refuse(database: Database) -> None:
    """Raise DatabaseUnusable for a database that is out of use."""
    if because := why(database):
        raise DatabaseUnusable(because)


def take_out_of_use(database: Database, because: str) -> None:
    """Let no bot work on it from now on; knowing it already changes nothing."""
    if why(database):
        return
    with database.engine.begin() as connection:
        NOTE.create(connection)
        connection.execute(NOTE.insert().values(because=because))


def put_into_use(database: Database) -> None:
    """Let bots work on it again."""
    with database.engine.begin() as connection:
        NOTE.drop(connection, checkfirst=True)
