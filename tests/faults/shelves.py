"""The databases of the trials, as they are seen and troubled from outside."""

import shutil
import sqlite3
import uuid
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Protocol

import psycopg

from tests.faults.blank import blank_database, blank_file
from tests.faults.proxy import Mood, Proxy
from tests.postgres import Server

PATIENCE_SECONDS, LOOK_SECONDS = 20.0, 0.1  # while the server starts after a crash
UNREADABLE = [("what cannot be read", "", "")]
# Leases are kept by the server's clock, so it has to be the trial's: found before the real one.
CLOCK = """
CREATE SCHEMA faults;
CREATE TABLE faults.ahead (seconds double precision);
INSERT INTO faults.ahead VALUES (0);
CREATE FUNCTION faults.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT pg_catalog.clock_timestamp() + make_interval(secs => seconds) FROM faults.ahead $$;
"""


class Shelf(Protocol):
    """A database that bots are given."""

    url: str  # by which bots reach it
    direct: str  # past all trouble

    def select(self, text: str) -> list[Any]:
        """Look at it from outside; one strange row while it has no tables, or cannot be read."""

    def execute(self, text: str) -> None:
        """Change it behind the bots' backs."""

    def tell_time(self, ahead: float) -> None:
        """Say by how many seconds the trial's clock is ahead."""

    def relieve(self) -> None:
        """End all trouble with it."""

    def close(self) -> None:
        """Throw it away."""


class SqliteShelf:
    """A file in the folder of the trial."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "minutesbot.db"
        shutil.copyfile(blank_file(), self.file)
        self.url = self.direct = f"sqlite:///{self.file}"
        self._older, self._aside = folder / "older.db", folder / "aside.db"
        self._lock: sqlite3.Connection | None = None

    def select(self, text: str) -> list[Any]:
        """Look at it from outside."""
        try:
            connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)
        except sqlite3.Error:
            return UNREADABLE
        try:
            return connection.execute(text).fetchall()
        except sqlite3.Error:
            return UNREADABLE
        finally:
            connection.close()

    def execute(self, text: str) -> None:
        """Change it behind the bots' backs."""
        connection = sqlite3.connect(self.file, timeout=10)
        with connection:
            connection.execute(text)
        connection.close()

    def tell_time(self, ahead: float) -> None:
        """Bots tell an SQLite file what time it is."""

    def lock(self) -> None:
        """Hold the write lock, as another program may."""
        self._lock = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        self._lock.execute("BEGIN IMMEDIATE")

    def lose_journal(self) -> bool:
        """Delete the journal of a transaction, if there is one just now."""
        try:
            self.file.with_name(f"{self.file.name}-journal").unlink()
        except FileNotFoundError:
            return False
        return True

    def copy(self) -> None:
        """Keep a copy, to be put in the place of the file later."""
        with sqlite3.connect(self.file, timeout=10) as mine, sqlite3.connect(self._older) as copied:
            mine.backup(copied)
        mine.close()
        copied.close()

    def put_aside(self, *, older: bool) -> None:
        """Move the file away under the bots; an older one may take its place."""
        self.file.rename(self._aside)
        if older:
            shutil.copyfile(self._older, self.file)

    def put_back(self) -> bool:
        """Put the file back where it was; true if what took its place was written to meanwhile."""
        written = self.file.exists() and self.file.read_bytes() != self._older.read_bytes()
        self._aside.replace(self.file)
        return written

    def relieve(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def close(self) -> None:
        """The folder is thrown away."""


class PostgresShelf:
    """A database of a server that runs as long as the campaign."""

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name
        self.url = self.direct = server.url(name)
        self.proxy: Proxy | None = None
        self._outside: psycopg.Connection | None = None

    @classmethod
    def new(cls, server: Server | None) -> "PostgresShelf":
        """A database with all tables and nothing in them, whose clock is the trial's."""
        assert server is not None, "no PostgreSQL server is installed"
        name = f"faults_{uuid.uuid4().hex}"
        server.execute(f"CREATE DATABASE {name} TEMPLATE {blank_database(server, CLOCK)}")
        server.execute(f"ALTER DATABASE {name} SET search_path = public, faults, pg_catalog")
        return cls(server, name)

    def another(self) -> str:
        """The address of a second database, without tables; it stays as long as the server."""
        name = f"{self.name}_too"
        self.server.execute(f"CREATE DATABASE {name}")
        return self.server.url(name)

    def select(self, text: str) -> list[Any]:
        """Look at it from outside."""
        try:
            return self._say(text).fetchall()
        except psycopg.Error:
            return UNREADABLE

    def execute(self, text: str) -> None:
        """Change it behind the bots' backs."""
        self._say(text)

    def tell_time(self, ahead: float) -> None:
        """Set the server's clock."""
        self._say(f"UPDATE faults.ahead SET seconds = {ahead}")

    def relieve(self) -> None:
        """Let everything through again."""
        if self.proxy is not None:
            self.proxy.mood = Mood.OPEN

    async def behind_a_proxy(self, folder: Path) -> None:
        """Let the bots come through a proxy, which can do to them what networks do."""
        self.proxy = await Proxy.open(self.server.home, folder)
        self.url = f"postgresql://postgres@/{self.name}?host={folder}"

    def terminate(self) -> None:
        """End all connections to it, as an operator may."""
        self.server.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'"
        )

    def close(self) -> None:
        """Drop it."""
        if self.proxy is not None:
            self.proxy.close()
        if self._outside is not None:
            self._outside.close()
        self.server.execute(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _say(self, text: str) -> psycopg.Cursor[Any]:
        """Run a statement; again where the server has ended our connection, or is starting, meanwhile."""
        ends = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._connection().execute(text.encode())
            except psycopg.OperationalError:
                if monotonic() >= ends:
                    raise
                sleep(LOOK_SECONDS)

    def _connection(self) -> psycopg.Connection[Any]:
        if self._outside is None or self._outside.closed:
            self._outside = psycopg.connect(self.direct, autocommit=True)
        return self._outside
