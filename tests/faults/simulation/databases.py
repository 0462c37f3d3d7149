"""A database for each simulated world: the real one, used from one thread, in the time of that world."""

import asyncio
import shutil
from atexit import register
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import Connection, event, make_url

from storage import postgres, sqlite
from storage.database import Database
from tests.faults.blank import blank_database, blank_file, folder
from tests.faults.simulation.stage import BEGINS
from tests.postgres import Server, running_server

PATIENCE = timedelta(seconds=10)
ONE_AT_A_TIME = Lock()
WORLD = "simulated_world"
# Leases are kept by the server's clock, so it has to be the world's: found before the real one.
CLOCK = """
CREATE SCHEMA simulated;
CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT current_setting('simulated.now')::timestamptz $$;
"""


class InOneThread(Database):
    """A database that saves arrivals in the thread of everything else, as soon as it is free."""

    def soon(self, step: Callable[[], None]) -> None:
        """Run a function as soon as what runs now waits for something."""
        asyncio.get_running_loop().call_soon(step)


@contextmanager
def fresh(kind: str) -> Iterator[Database]:
    """A database with all tables and nothing in them; each world gets the same one anew."""
    with ONE_AT_A_TIME:
        database = _sqlite() if kind == "sqlite" else _postgres()
        if database.file is not None:
            shutil.copyfile(blank_file(), database.file)
        else:
            _copied(_server())
        try:
            yield database
        finally:
            database.engine.dispose()


@cache
def _sqlite() -> Database:
    """Opened once for all worlds: what the library has learnt of our statements is kept."""
    file = folder() / "week.db"
    database = InOneThread(*sqlite.engine_for(make_url(f"sqlite:///{file}"), PATIENCE), file)
    event.listen(database.engine, "connect", _carelessly)
    database.engine.dispose()
    return database


def _carelessly(connection: Any, _record: object) -> None:
    """Power is never lost here, so nothing has to reach the disk."""
    for what in ("synchronous = OFF", "secure_delete = OFF", "journal_mode = MEMORY"):
        connection.execute(f"PRAGMA {what}")


@cache
def _postgres() -> Database:
    server = _server()
    _copied(server)
    database = InOneThread(*postgres.engine_for(make_url(server.url(WORLD)), PATIENCE), None)
    event.listen(database.engine, "connect", _with_its_clock)
    event.listen(database.engine, "begin", _tell_time)
    database.engine.dispose()
    return database


def _with_its_clock(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET search_path = public, simulated, pg_catalog")
    connection.commit()


def _tell_time(connection: Connection) -> None:
    now = BEGINS + timedelta(seconds=asyncio.get_running_loop().time())
    connection.exec_driver_sql("SELECT set_config('simulated.now', %s, false)", (now.isoformat(),))


def _copied(server: Server) -> None:
    server.execute(f"DROP DATABASE IF EXISTS {WORLD} WITH (FORCE)")
    server.execute(f"CREATE DATABASE {WORLD} TEMPLATE {blank_database(server, CLOCK)}")


@cache
def _server() -> Server:
    """A server of this process; stopped when the process ends."""
    stack = ExitStack()
    server = stack.enter_context(running_server())
    assert server is not None, "no PostgreSQL server is installed"
    register(stack.close)
    return server
