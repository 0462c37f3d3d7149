"""The composition root of the database: for the bot, and for commands on what is stored."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from bot.clock import now
from bot.ports import Copies, Store
from bot.settings import Settings
from storage import out_of_use
from storage.copies import back_up, look_through, look_through_file
from storage.daily_copies import DailyCopies, newest
from storage.database import Database, folder_of, open_database
from storage.migrations import current, upgrade
from storage.move import move
from storage.restore import note_restored, restore
from storage.store import RowStore, only_team


class Records:
    """The database for a command: its tables are up to date, and it is of one workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.engine = database.journal

    @property
    def store(self) -> Store:
        """The records of the one workspace; raises SeveralTeams where there are more."""
        return RowStore(self._database, only_team(self._database))

    @property
    def revision(self) -> str:
        """The migration that the tables are at."""
        return current(self._database)

    def back_up(self, file: Path) -> None:
        """Write a consistent copy; raises DatabaseUnusable where that cannot be done."""
        back_up(self._database, file)

    def look_through(self) -> str:
        """Read everything and say what there is; raises DatabaseUnusable or RowUnreadable."""
        return str(look_through(self._database))

    def note_restored(self) -> datetime:
        """Note that an older state was brought back; returns since when posts have to be looked up."""
        return note_restored(self._database, now())


@contextmanager
def open_records(settings: Settings) -> Iterator[Records]:
    """The database until the context ends; raises DatabaseUnusable."""
    with up_to_date(settings, alone=False) as database:
        yield Records(database)


def look_through_copy(file: Path) -> str:
    """Read everything in a copy and say what there is; raises DatabaseUnusable or RowUnreadable."""
    return str(look_through_file(file))


def restore_copy(settings: Settings, file: Path, *, replace: bool) -> str:
    """Put a copy where the bot keeps its rows, and say what it holds; see `storage.restore`."""
    return str(restore(settings.database_url, file, now(), replace=replace))


def move_rows(source: str, target: str) -> Mapping[str, int]:
    """Move to another database; returns how many rows of each table there are. See `storage.move`."""
    return move(source, target)


def database_folder(settings: Settings) -> Path | None:
    """Where an SQLite file is, or will be; None for a server. Raises DatabaseUnusable."""
    return folder_of(settings.database_url)


def daily_copies(settings: Settings, database: Database) -> Copies | None:
    """The copies that are made every day, if the settings say where."""
    folder, keep = settings.backup_dir, settings.backup_keep
    return DailyCopies(database, folder, keep) if folder else None


def newest_copy(folder: Path) -> date | None:
    """The day of the newest daily copy; raises NoCopy where none can be written to this folder."""
    return newest(folder)


@contextmanager
def up_to_date(settings: Settings, *, alone: bool) -> Iterator[Database]:
    """The database with its tables up to date; `alone` keeps other bots from the same file."""
    database = open_database(settings.database_url)
    try:
        if alone:
            database.own()
        out_of_use.refuse(database)
        upgrade(database)
        yield database
    finally:
        database.close()
