"""What SQLite needs to keep its promises: a safe journal, BEGIN IMMEDIATE, one process, a local disk."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from bot.model.errors import DatabaseUnusable
from storage.file_lock import lock_of, open_private

# On these a lock is a rumour; sqlite.org/howtocorrupt.html, section 2.1.
NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smbfs", "smb3", "afs", "ceph", "lustre"})
PAGES = 1000  # copied at a time; some megabytes
MOUNTS = Path("/proc/self/mounts")


def engine_for(url: URL, patience: timedelta) -> tuple[Engine, str]:
    """Open the file of an SQLite address; returns the engine and a line about version and journal.

    Raises DatabaseUnusable: no such directory, a network file system, a file that cannot be written, a second
    name of a file.
    """
    file = path_of(url)
    try:
        _refuse_places(file)
    except PermissionError as error:
        raise DatabaseUnusable(f"{file}: {error.strerror}") from error
    _create(file)
    engine = create_engine(url.set(drivername="sqlite+pysqlite", database=str(file)), hide_parameters=True)
    journal, synchronous = safest(sqlite3.sqlite_version_info)
    event.listen(engine, "connect", _prepare(patience, synchronous))
    event.listen(engine, "begin", _begin)
    with engine.connect() as connection:
        _try_to_write(connection)
        _keep_journal(connection, journal)
        need_full_text(_driver(connection))
    return engine, f"SQLite {sqlite3.sqlite_version}, journal {journal}, synchronous {synchronous}"


def path_of(url: URL) -> Path:
    """The file of an SQLite address, links followed; raises DatabaseUnusable if it names none.

    A link may be led elsewhere while the bot runs; connections opened later must not follow it.
    """
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise DatabaseUnusable("an SQLite address names a file: sqlite:///minutesbot.db")
    return Path(url.database).resolve()


def safest(version: tuple[int, ...]) -> tuple[str, str]:
    """The fastest journal mode, and `synchronous` level, in which this SQLite version loses no commit.

    Versions 3.7.0 to 3.51.2 can lose commits in WAL mode (the "WAL-reset bug"), except two that were fixed
    later: sqlite.org/changes.html.
    """
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return ("WAL", "FULL") if mended else ("DELETE", "EXTRA")


def need_full_text(connection: sqlite3.Connection) -> None:
    """Raise DatabaseUnusable if the library was built without FTS5, which searching needs."""
    (has_it,) = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    if not has_it:
        raise DatabaseUnusable(
            f"SQLite {sqlite3.sqlite_version} was built without FTS5; use a complete one, or PostgreSQL"
        )


def file_system(file: Path, mounts: str) -> str:
    """The type of the file system of a file, by the kernel's table of mounts; empty if unknown."""
    known = {
        Path(place.replace(r"\040", " ")): kind
        for _, place, kind, *_ in (line.split(" ") for line in mounts.splitlines())
    }
    return next((known[place] for place in file.parents if place in known), "")


def copy(engine: Engine, target: Path, interrupt: Callable[[], None]) -> None:
    """Write a consistent copy while others read; who writes waits for its end.

    `interrupt` is called after each few pages; it gives the copy up by raising something.
    """
    draft = target.with_name(f"{target.name}.part")
    os.close(open_private(draft))
    try:
        with engine.connect() as connection, closing(sqlite3.connect(draft)) as copied:
            connection.rollback()
            source = _driver(connection)
            source.execute("BEGIN DEFERRED")
            # else each write of somebody else would begin it anew
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(copied, pages=PAGES, progress=lambda *_: interrupt())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _refuse_places(file: Path) -> None:
    if not file.parent.is_dir():
        raise DatabaseUnusable(f"there is no directory {file.parent}")
    if file.is_dir():
        raise DatabaseUnusable(f"{file} is a directory")
    kind = file_system(file, MOUNTS.read_text()) if MOUNTS.exists() else ""
    if kind in NETWORK_FILE_SYSTEMS:
        raise DatabaseUnusable(f"{file} is on a network file system ({kind}), whose locks cannot be trusted")
    if file.exists() and file.stat().st_nlink > 1 and not lock_of(file).exists():
        # SQLite's journal bears the name too: after a crash the other name has what is missing here
        raise DatabaseUnusable(
            f"{file} is another name (a hard link) of a file; use the name it was made under"
        )


def _create(file: Path) -> None:
    """Make a new file readable by nobody else: it will hold what people wrote."""
    if not file.exists():
        os.close(open_private(file))


def _prepare(patience: timedelta, synchronous: str) -> Any:
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin too late, and lose updates
        connection.execute(f"PRAGMA busy_timeout = {patience // timedelta(milliseconds=1)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what people have erased is not left in the file
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    return connected


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    # what is written in a transaction for reading would be lost without a word
    _driver(connection).execute(f"PRAGMA query_only = {'ON' if how == 'DEFERRED' else 'OFF'}")
    connection.exec_driver_sql(f"BEGIN {how}")


def _try_to_write(connection: Connection) -> None:
    """Write something and take it back; BEGIN IMMEDIATE alone succeeds on a file that may only be read."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version = {version + 1}")
    connection.rollback()


def _keep_journal(connection: Connection, journal: str) -> None:
    (kept,) = _driver(connection).execute(f"PRAGMA journal_mode = {journal}").fetchone()
    if kept != journal.lower():
        raise DatabaseUnusable(f"its journal cannot be kept as {journal}, it stays {kept}")


def _driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
