"""Statements are compiled once in a test run, and not once for each of the thousands of databases it opens.

SQLAlchemy keeps what it has compiled by engine and by dialect. In a test run all engines keep it in one
place, and two dialects of one kind count as the same: they speak with the same library or the same server.
"""

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

COMPILED: dict[object, object] = {}


class _Same:
    """A dialect that is the same as any other of its kind, and whose engines share what they compile."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=COMPILED)


class SQLite(_Same, SQLiteDialect_pysqlite):
    supports_statement_cache = True


class PostgreSQL(_Same, PGDialect_psycopg):
    supports_statement_cache = True


def compile_once() -> None:
    """Let every engine that is made from now on share what is compiled."""
    registry.register("sqlite.pysqlite", __name__, SQLite.__name__)
    registry.register("postgresql.psycopg", __name__, PostgreSQL.__name__)
