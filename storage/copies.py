"""Copies of a database as SQLite files: made while the bot runs, and looked through."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event, func
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot.model.errors import DatabaseUnusable
from storage import out_of_use
from storage.database import Database, backup, open_database, refuse_target
from storage.file_lock import open_private
from storage.migrations import current, upgrade
from storage.move import fill
from storage.tables import Row
from storage.traffic import DeliveryRow, InboxRow
from storage.values import reading

HEADER = b"SQLite format 3\0"
TRAFFIC = (InboxRow.kept_at, InboxRow.done_at, DeliveryRow.first_try_at, DeliveryRow.sent_at)


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a database: its revision, how many rows, and the moment of the newest traffic."""

    revision: str
    rows: int
    newest: datetime | None

    def __str__(self) -> str:
        """Say it in a line."""
        newest = f", the newest traffic is of {self.newest:%Y-%m-%d %H:%M} UTC" if self.newest else ""
        return f"{self.rows} rows at revision {self.revision}{newest}"


def back_up(database: Database, target: Path, interrupt: Callable[[], None] = lambda: None) -> None:
    """Write a consistent copy as an SQLite file, also while bots run; raises DatabaseUnusable.

    Of a server it holds the rows as they are at one moment; it can be restored into either kind of database.
    `interrupt` is called again and again meanwhile: it gives the copy up by raising something.
    """
    if database.file is not None:
        backup(database, target, interrupt)
        return
    refuse_target(target)
    draft = target.with_name(f"{target.name}.part")
    draft.unlink(missing_ok=True)
    copy = open_database(f"sqlite:///{draft}")

    def filled(rows: Session) -> None:
        for place in (rows.connection(), copy.engine):
            event.listen(place, "before_cursor_execute", lambda *_: interrupt())
        fill(rows, copy)

    try:
        database.read(filled)
        copy.close()
        draft.replace(target)
    finally:
        copy.close()
        draft.unlink(missing_ok=True)


def look_through(database: Database) -> Contents:
    """Read every row as the bot would, and check what the database itself can check.

    Raises DatabaseUnusable for a broken file, RowUnreadable for a row of which no value can be made.
    """
    out_of_use.refuse(database)
    if database.file is not None:
        _check(database)

    def everything(session: Session) -> Contents:
        rows = 0
        for table in Row.__subclasses__():
            with reading(str(table.__tablename__)):
                for _ in session.exec(select(table)).yield_per(1000):
                    rows += 1
        moments = [session.exec(select(func.max(column))).one() for column in TRAFFIC]
        return Contents(current(database), rows, max((each for each in moments if each), default=None))

    return database.read(everything)


def look_through_file(file: Path) -> Contents:
    """Look through a copy of a file, brought up to date as a restore would; the file stays as it is."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "copy.db"
        with opened(file, draft) as database:
            return look_through(database)


@contextmanager
def opened(file: Path, draft: Path) -> Iterator[Database]:
    """Copy a file and open the copy, brought up to date; raises DatabaseUnusable, also for what is broken."""
    take_over(file, draft)
    try:
        database = open_database(f"sqlite:///{draft}")
        try:
            upgrade(database)
            yield database
        finally:
            database.close()
    except DBAPIError as error:
        raise DatabaseUnusable(f"{file}: {error.orig}") from error


def take_over(file: Path, draft: Path) -> None:
    """Copy an SQLite file, which others may be using, to a new private one; raises DatabaseUnusable."""
    try:
        with file.open("rb") as opened:
            is_database = opened.read(len(HEADER)) == HEADER
    except OSError as error:
        raise DatabaseUnusable(f"{file}: {error.strerror}") from error
    if not is_database:
        raise DatabaseUnusable(f"{file} is no copy of a database, as `minutesbot db backup` writes it")
    draft.unlink(missing_ok=True)
    os.close(open_private(draft))
    try:
        with closing(_reading(file)) as source, closing(sqlite3.connect(draft)) as copied:
            source.backup(copied)
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"{file}: {error}") from error


def _reading(file: Path) -> sqlite3.Connection:
    """Open a file to read it only; one that nobody has open and that may not be written, just as it lies."""
    address = file.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if file.with_name(f"{file.name}-wal").exists():
            raise
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    return connection


def _check(database: Database) -> None:
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found != ["ok"]:
        raise DatabaseUnusable(f"{database.file} is broken: {found[0]}; restore a copy")
    if astray is not None:
        raise DatabaseUnusable(f"{database.file} has rows that point nowhere, in {astray[0]}; restore a copy")
