"""Called by alembic: runs migrations on each kind of database."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Engine, TypeDecorator, func, select, text

import storage.book
import storage.installations  # noqa: F401 - with these every row is known
from bot.model.errors import DatabaseUnusable
from storage import postgres
from storage.tables import Row

MIGRATING = 1
WORDS = "entry_words"  # the index of words, which each database makes and names in its own way


def run(engine: Engine) -> None:
    """Run the migrations asked for, each in its own transaction with all that it changes."""
    with engine.connect() as connection:
        _foreign_keys(connection)
        _take_turns(connection)
        try:
            context.configure(
                connection=connection,
                target_metadata=Row.metadata,
                render_as_batch=True,  # SQLite cannot alter a column in place
                transactional_ddl=True,  # alembic does not expect it of SQLite, but BEGIN is explicit here
                transaction_per_migration=True,
                render_item=_plainly,
                include_name=_is_ours,
                on_version_apply=lambda **_: _refuse_orphans(connection),
            )
            with context.begin_transaction():
                context.run_migrations()
        finally:
            connection.rollback()
            connection.invalidate()  # with its turn, and its foreign keys as they are


def _foreign_keys(connection: Connection) -> None:
    """Changing a table in a batch drops it for a moment, and that must not take other rows with it."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")


def _take_turns(connection: Connection) -> None:
    """Several replicas may start at once; the next finds the work done."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_lock(postgres.LOCKS, MIGRATING)))
        connection.commit()


def _plainly(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own types as what lies in the column: a revision must not change with today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def _is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether the rows describe this table or index; the index of words and its parts they do not."""
    return name is None or not name.startswith(WORDS)


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise DatabaseUnusable("a migration left rows that point nowhere; nothing was changed")


run(context.config.attributes["engine"])
