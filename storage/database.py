"""An open database: how work runs on it, when it is tried again, how it is copied."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
)
from sqlmodel import Session

from bot.model.errors import DatabaseLocked, DatabaseUnusable
from storage import postgres, sqlite
from storage.file_lock import FileLock

T = TypeVar("T")
PAUSES = (0.1, 0.4, 1.0)  # seconds before work is tried again
# serialization failure, deadlock, lock not available; the rest are servers that go down or come up
LOCK_NOT_AVAILABLE = "55P03"
PASSING = frozenset({"40001", "40P01", LOCK_NOT_AVAILABLE, "57P01", "57P02", "57P03"})

UNKNOWN_TABLE = "42P01"
NO_PERMISSION = "42501"


class Database:
    """An open database. Changes run one after another in one thread, reads in other threads beside them.

    Everything that runs work raises DatabaseUnusable when the database fails; on PostgreSQL what may pass is
    tried again three times first; `failure_observed` is told of it. Errors in a statement are raised as
    SQLAlchemy's own.
    """

    def __init__(self, engine: Engine, journal: str, file: Path | None) -> None:
        self.engine = engine
        self.journal = journal
        self.file = file
        self.dialect = engine.dialect.name
        self._viewer = engine.execution_options(**_VIEWS[self.dialect])
        self._writer = ThreadPoolExecutor(1, "change")
        # SQLite has one writer anyway; on PostgreSQL what comes in does not wait for what is worked on
        self._receiver = ThreadPoolExecutor(1, "receive") if file is None else self._writer
        self._readers = ThreadPoolExecutor(4, "read")
        self._lock: FileLock | None = None
        self.failure_observed: Callable[[], None] = lambda: None

    def own(self) -> None:
        """Lock an SQLite file for this process; raises DatabaseBusy if another process has it."""
        if self.file is not None and self._lock is None:
            self._lock = FileLock(self.file)

    def close(self) -> None:
        """Wait for running work, then close all connections and the lock."""
        for threads in (self._writer, self._receiver, self._readers):
            threads.shutdown()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def change(self, team: str, work: Callable[[Session], T]) -> T:
        """Run the work in a transaction, one at a time for each workspace; returns its result."""

        def once() -> T:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                if self.file is None:
                    postgres.alone(session, team)
                return work(session)

        return self._persist(once)

    def receive(self, work: Callable[[Session], T]) -> T:
        """Run the work in a transaction that other transactions may run beside, and return its result."""

        def once() -> T:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                return work(session)

        return self._persist(once)

    def read(self, work: Callable[[Session], T]) -> T:
        """Run the work on one consistent snapshot, and return its result; it cannot write."""

        def once() -> T:
            with Session(self._viewer) as session:
                return work(session)

        return self._persist(once)

    async def changing(self, team: str, work: Callable[[Session], T]) -> T:
        """Run `change` in the thread for changes."""
        return await _in_thread(self._writer, lambda: self.change(team, work))

    async def reading(self, work: Callable[[Session], T]) -> T:
        """Run `read` in a thread for reads."""
        return await _in_thread(self._readers, lambda: self.read(work))

    def soon(self, step: Callable[[], None]) -> None:
        """Run a function soon in the thread that saves arrivals."""
        self._receiver.submit(step)

    def _persist(self, once: Callable[[], T]) -> T:
        if self._lock is not None:
            self._lock.check()
        for pause in (*PAUSES, None):
            try:
                return once()
            except (DatabaseError, InterfaceError) as error:
                if _our_fault(error):
                    raise
                if pause is None or not self._may_pass(error):
                    self.failure_observed()
                    raise _unusable(error) from error
                time.sleep(pause)
        raise AssertionError

    def _may_pass(self, error: DBAPIError) -> bool:
        """Whether to try again: SQLite has waited already, on PostgreSQL a connection may have been lost."""
        state = getattr(error.orig, "sqlstate", None)
        return self.file is None and (error.connection_invalidated or state is None or state in PASSING)


async def _in_thread(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    """Run the work there, with the variables of whoever asks for it: lines of the log say whose they are."""
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, work)


_VIEWS: dict[str, dict[str, object]] = {
    "sqlite": {"sqlite_begin": "DEFERRED"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def open_database(url: str, *, patience: timedelta = timedelta(seconds=10)) -> Database:
    """Open `sqlite:///FILE` or `postgresql://…`; raises DatabaseUnusable.

    `patience` is how long to wait for a lock that somebody else holds. The tables may still be out of date.
    """
    address = _address(url)
    try:
        if address.get_backend_name() == "sqlite":
            return Database(*sqlite.engine_for(address, patience), sqlite.path_of(address))
        return Database(*postgres.engine_for(address, patience), None)
    except DBAPIError as error:
        raise DatabaseUnusable(f"{address.render_as_string()}: {_one_line(error)}") from error
    except UnicodeError as error:
        raise DatabaseUnusable(f"{address.render_as_string()}: no server can be called so") from error


def backup(database: Database, target: Path, interrupt: Callable[[], None] = lambda: None) -> None:
    """Write a consistent copy of an SQLite database, also while the bot runs; raises DatabaseUnusable.

    `storage.copies.back_up` copies every kind.
    """
    assert database.file is not None
    refuse_target(target)
    sqlite.copy(database.engine, target, interrupt)


def refuse_target(target: Path) -> None:
    """Raise DatabaseUnusable where no new file can be written."""
    if not target.absolute().parent.is_dir():
        raise DatabaseUnusable(f"there is no directory {target.absolute().parent}")
    if target.exists():
        raise DatabaseUnusable(f"{target} exists already")


def folder_of(url: str) -> Path | None:
    """The folder of an SQLite file, also of one that is not there yet; None for a server.

    Raises DatabaseUnusable.
    """
    address = _address(url)
    return sqlite.path_of(address).parent if address.get_backend_name() == "sqlite" else None


def _address(url: str) -> URL:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError) as error:  # the latter for a port that is no number
        raise DatabaseUnusable("its address is neither sqlite:///FILE nor postgresql://…") from error
    if address.get_backend_name() not in _VIEWS:
        raise DatabaseUnusable("its address is neither sqlite:///FILE nor postgresql://…")
    return address


def _our_fault(error: DBAPIError) -> bool:
    """Whether the statement is wrong rather than the database."""
    if isinstance(error, ProgrammingError):
        return getattr(error.orig, "sqlstate", None) not in {UNKNOWN_TABLE, NO_PERMISSION}
    return isinstance(error, (IntegrityError, DataError))


def _unusable(error: DBAPIError) -> DatabaseUnusable:
    locked = getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE
    return (DatabaseLocked if locked else DatabaseUnusable)(_one_line(error))


def _one_line(error: DBAPIError) -> str:
    said = str(error.orig).strip().split("\n")[0]
    unknown_table = said.startswith("no such table") or getattr(error.orig, "sqlstate", None) == UNKNOWN_TABLE
    return f"{said} (run `minutesbot db upgrade`)" if unknown_table else said
