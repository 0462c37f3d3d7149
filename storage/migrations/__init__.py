"""Migrations of the tables; each runs in one transaction, completely or not at all."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.model.errors import DatabaseUnusable
from storage.database import Database, backup

HERE = Path(__file__).parent


def upgrade(database: Database, scripts: Path = HERE) -> str:
    """Bring the tables up to the newest revision and return it; raises DatabaseUnusable.

    An SQLite file is copied first, to `<file>.before-<revision>`. Tables of a newer release are refused.
    """
    config = _config(scripts)
    history = ScriptDirectory.from_config(config)
    newest = history.get_current_head() or ""
    before = current(database)
    if before == newest:
        return newest
    if before not in {"", *(script.revision for script in history.walk_revisions())}:
        raise DatabaseUnusable(_of_a_newer_release(database, before, newest))
    if before and database.file is not None:
        _copy_once(database, copy_before(database.file, newest))
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
        return MigrationContext.configure(connection).get_current_revision() or ""


def is_current(database: Database, scripts: Path = HERE) -> bool:
    """Whether the tables are of this release; raises DatabaseUnusable."""
    newest = ScriptDirectory.from_config(_config(scripts)).get_current_head()
    query = text("SELECT version_num FROM alembic_version")
    return database.read(lambda session: session.execute(query).scalar_one_or_none()) == newest


def check(database: Database, scripts: Path = HERE) -> None:
    """Compare the tables with the definitions of the rows; raises CommandError if they differ."""
    config = _config(scripts)
    config.attributes["engine"] = database.engine
    command.check(config)


def _config(scripts: Path) -> Config:
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
