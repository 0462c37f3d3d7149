"""Putting a copy back where the bot keeps its rows, so that it goes on without a double or a loss."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.model.errors import DatabaseUnusable, MinutesError
from storage import lost_time
from storage.copies import Contents, look_through, opened
from storage.database import Database, open_database
from storage.file_lock import FileLock
from storage.move import alone, fill
from storage.sqlite import path_of
from storage.store import teams

BESIDE = ("-wal", "-journal")  # what SQLite keeps beside a file, and needs to read it


def restore(url: str, file: Path, now: datetime, *, replace: bool) -> Contents:
    """Put the rows of a copy where the bot keeps its own; returns what they are.

    An SQLite file that is there already is replaced only with `replace`, never while a bot runs, and is kept
    as `<file>.before-restore-<moment>`. A server's database has to be empty. Whatever may have been posted
    since the copy was made is from then on looked up before it is posted. Raises DatabaseUnusable.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _restore_file(path_of(address), file, now, replace=replace)
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "copy.db"
        contents = _prepare(file, draft, now)
        copy = open_database(f"sqlite:///{draft}")
        try:
            with alone(url) as target:
                copy.read(lambda rows: fill(rows, target))
        finally:
            copy.close()
    return contents


def note_restored(database: Database, now: datetime) -> datetime:
    """Note that an older state was brought back; returns since when posts have to be looked up."""
    known = [team for team in teams(database) if team] or [""]
    return database.change(known[0], lambda rows: min(lost_time.note(rows, team, now) for team in known))


def _restore_file(target: Path, file: Path, now: datetime, *, replace: bool) -> Contents:
    if file.resolve() == target:
        raise DatabaseUnusable(f"{file} is the database itself")
    if not target.parent.is_dir():
        raise DatabaseUnusable(f"there is no directory {target.parent}")
    is_there = target.exists() and target.stat().st_size > 0
    lock = FileLock(target)
    draft = target.with_name(f"{target.name}.restoring")
    try:
        if is_there and not replace:
            raise DatabaseUnusable(
                f"{target} is there already{_newest(target)}; with --replace the copy takes its place"
            )
        contents = _prepare(file, draft, now)
        if is_there:
            _keep(target, target.with_name(f"{target.name}.before-restore-{now:%Y%m%dT%H%M%SZ}"))
        draft.replace(target)
        _make_durable(target.parent)
    finally:
        draft.unlink(missing_ok=True)
        lock.release()
    return contents


def _prepare(file: Path, draft: Path, now: datetime) -> Contents:
    """Make of a copy what this release works on, and read all of it once."""
    with opened(file, draft) as database:
        contents = look_through(database)
        note_restored(database, now)
    for each in draft.parent.glob(f"{draft.name}.before-*"):
        each.unlink()
    return contents


def _newest(target: Path) -> str:
    """What a database that would be replaced holds, as far as it can be read."""
    try:
        database = open_database(f"sqlite:///{target}")
        try:
            return f" ({look_through(database)})"
        finally:
            database.close()
    except (MinutesError, DBAPIError):
        return ""


def _keep(target: Path, name: Path) -> None:
    """Give the old file a second name, and what lies beside it the same; the first is then taken over.

    First SQLite is let to put back into the file what still lies beside it; a broken one keeps it beside.
    """
    try:
        open_database(f"sqlite:///{target}").close()
    except (MinutesError, DBAPIError):
        for ending in BESIDE:
            beside = target.with_name(target.name + ending)
            if beside.exists():
                beside.rename(name.with_name(name.name + ending))
    if any(target.with_name(target.name + ending).exists() for ending in BESIDE):
        raise DatabaseUnusable(f"another program has {target} open; close it first")
    os.link(target, name)


def _make_durable(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
