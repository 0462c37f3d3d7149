"""Moving to another database, of the same kind or the other, while no bot works on either."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, make_url, select, text
from sqlmodel import Session

from bot.model.errors import DatabaseBusy, DatabaseUnusable
from storage import out_of_use, postgres
from storage.copy_rows import Counts, copy_rows, filled
from storage.database import Database, open_database
from storage.migrations import upgrade

COPYING = 2  # the number of our lock, besides that of migrations
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND usename IS NOT NULL"  # what works for the server itself has no name
)
LOOKS, PAUSE = 10, 0.2  # seconds between looks: a connection that was just closed is seen a little longer


def move(source: str, target: str) -> Counts:
    """Copy all rows into an empty database, compare them, and take the source out of use.

    It goes on where an earlier try was ended. Returns how many rows there are of each table. Raises
    DatabaseUnusable; DatabaseBusy while somebody else uses either database.
    """
    address = make_url(target).render_as_string()
    moved = f"its rows were moved to {address}; let DATABASE_URL name that one"
    with alone(source) as old, alone(target) as new:
        if out_of_use.why(old) != moved:
            out_of_use.refuse(old)
        upgrade(old)
        counts = old.read(lambda rows: _copied(rows, new))
        out_of_use.take_out_of_use(old, moved)
        out_of_use.put_into_use(new)
    return counts


def fill(rows: Session, target: Database) -> Counts:
    """Copy all rows into an empty database, which no bot can use until all have come."""
    counts = _copied(rows, target)
    out_of_use.put_into_use(target)
    return counts


@contextmanager
def alone(url: str) -> Iterator[Database]:
    """Open a database that nobody else uses; raises DatabaseBusy where somebody does."""
    database = open_database(url)
    try:
        database.own()
        with database.engine.connect() as connection:
            if database.file is None:
                _refuse_others(connection)
            connection.rollback()
            yield database
    finally:
        database.close()


def _copied(rows: Session, target: Database) -> Counts:
    because = out_of_use.why(target)
    if because != out_of_use.UNFINISHED:
        out_of_use.refuse(target)
        upgrade(target)
        if there := filled(target):
            told = ", ".join(f"{count} of {name}" for name, count in there.items())
            raise DatabaseUnusable(f"it holds rows already ({told}); an empty one is needed")
        out_of_use.take_out_of_use(target, out_of_use.UNFINISHED)
    return copy_rows(rows, target)


def _refuse_others(connection: Connection) -> None:
    """Raise DatabaseBusy where somebody else copies, or is connected at all."""
    mine = connection.execute(select(func.pg_try_advisory_lock(postgres.LOCKS, COPYING))).scalar_one()
    connection.commit()  # the lock is that of the connection
    for _ in range(LOOKS):
        others = connection.execute(OTHERS).scalar_one() if mine else 1
        connection.rollback()
        if not others:
            return
        time.sleep(PAUSE)
    raise DatabaseBusy(f"{others} other connections to {connection.engine.url.database}; stop all bots first")
