"""An installed PostgreSQL server in a temporary directory, and a fresh database for each test."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from storage.database import open_database
from storage.migrations import upgrade

INSTALLED = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `programs` is where its programs are, `home` its directory and socket."""

    programs: Path
    home: Path
    user: str | None

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.home}"

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        subprocess.run(command, user=self.user, check=True, capture_output=True, cwd=self.home)

    def restart(self, how: str = "immediate") -> None:
        """Stop the server as a crash would, and start it again."""
        self.run("pg_ctl", "-D", f"{self.home}/data", "-m", how, "-w", "restart", "-l", f"{self.home}/log")

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_server() -> Iterator[Server | None]:
    """A server of our own until the context ends; None where none is installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    user = _user()
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    if user is not None:
        shutil.chown(home, user)
    server = Server(programs, home, user)
    options = f"-c listen_addresses='' -c fsync=off -k {home}"
    try:
        server.run("initdb", "-D", f"{home}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        server.run("pg_ctl", "-D", f"{home}/data", "-w", "-l", f"{home}/log", "-o", options, "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server of this test session; skips where none is installed."""
    with running_server() as server:
        if server is None:
            pytest.skip("no PostgreSQL server is installed (initdb and pg_ctl were not found)")
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of an empty database of this test alone."""
    with _one_more(postgres_server, like="template1") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: Server) -> str:
    """The name of a database that has its tables: to copy it is faster than to make them again."""
    postgres_server.execute("CREATE DATABASE tables")
    database = open_database(postgres_server.url("tables"))
    upgrade(database)
    database.close()
    return "tables"


@pytest.fixture
def postgres_url_with_tables(postgres_server: Server, postgres_tables: str) -> Iterator[str]:
    """The address of a database of this test alone, with tables as of today and no rows in them."""
    with _one_more(postgres_server, like=postgres_tables) as url:
        yield url


@contextmanager
def _one_more(server: Server, like: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    yield server.url(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path | None:
    """Where the programs of the newest installed server are."""
    found = [path.parent for path in sorted(INSTALLED.glob("*/bin/initdb"))]
    on_path = shutil.which("initdb")
    if on_path is not None:
        found.append(Path(on_path).resolve().parent)
    return next((path for path in reversed(found) if (path / "pg_ctl").exists()), None)


def _user() -> str | None:
    """Whom the server runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)
