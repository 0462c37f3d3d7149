"""Migrations of the tables; each runs in one transaction, completely or not at all.

Mostly the tables are up to date, and that is seen without Alembic, which takes long to import.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.model.errors import DatabaseUnusable
from storage.database import Database, backup

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent


def upgrade(database: Database, scripts: Path = HERE) -> str:
    """Bring the tables up to the newest revision and return it; raises DatabaseUnusable.

    An SQLite file is copied first, to `<file>.before-<revision>`. Tables of a newer release are refused.
    """
    known = _revisions(scripts)
    newest, before = known[-1], current(database)
    if before == newest:
        return newest
    if before not in {"", *known}:
        raise DatabaseUnusable(_of_a_newer_release(database, before, newest))
    if before and database.file is not None:
        _copy_once(database, copy_before(database.file, newest))
    from alembic import command  # noqa: PLC0415 - only where there is something to do

    config = _config(scripts)
    config.attributes["engine"] = database.engine
    try:
        command.upgrade(config, "head")
    except DBAPIError as error:
        raise DatabaseUnusable(str(error.orig).strip().split("\n")[0]) from error
    return current(database)


def copy_before(file: Path, revision: str) -> Path:
    """Where the copy lies that was made before the tables were brought to a revision."""
    return file.with_name(f"{file.name}.before-{revision}")


def current(database: Database) -> str:
    """The revision of the tables; empty when there are none yet."""
    with database.engine.connect() as connection:
        return _revision_in(connection) if inspect(connection).has_table("alembic_version") else ""


def is_current(database: Database, scripts: Path = HERE) -> bool:
    """Whether the tables are of this release; raises DatabaseUnusable."""
    found = database.read(lambda session: _revision_in(session.connection()))
    return found == _revisions(scripts)[-1]


def check(database: Database, scripts: Path = HERE) -> None:
    """Compare the tables with the definitions of the rows; raises CommandError if they differ."""
    from alembic import command  # noqa: PLC0415 - for work on the code

    config = _config(scripts)
    config.attributes["engine"] = database.engine
    command.check(config)


def _revision_in(connection: Connection) -> str:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""


def _revisions(scripts: Path) -> list[str]:
    """The revisions from the oldest to the newest: the name of each one's file begins with it."""
    return sorted(script.stem.partition("_")[0] for script in (scripts / "versions").glob("[0-9]*.py"))


def _config(scripts: Path) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _of_a_newer_release(database: Database, found: str, newest: str) -> str:
    """What to say of tables that no migration of this release leads to."""
    said = f"a newer release changed its tables (to {found}; this one knows {newest}); run that release again"
    if database.file is None:
        return said
    copy = copy_before(database.file, found)
    return f"{said}, or go back with `minutesbot db restore {copy} --replace`" if copy.exists() else said


def _copy_once(database: Database, target: Path) -> None:
    if not target.exists():
        backup(database, target)
