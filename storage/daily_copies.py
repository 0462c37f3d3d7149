"""Implements `bot.ports.Copies`: copies in a folder, named by their day, of which the newest are kept."""

import asyncio
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from uuid import uuid4

from bot.model.errors import DatabaseUnusable, NoCopy
from storage.copies import back_up
from storage.database import Database

NAME = re.compile(r"minutesbot-(\d{4}-\d\d-\d\d)\.db")
DRAFT = re.compile(r"minutesbot-(\d{4}-\d\d-\d\d)\.[0-9a-f]{32}(\.part)?")


class _GivenUp(Exception):
    """A copy is not wanted any more."""


class DailyCopies:
    """Copies of one database; `keep` is how many stay. Whatever else lies in the folder is left alone."""

    def __init__(self, database: Database, folder: Path, keep: int) -> None:
        self._database = database
        self._folder = folder
        self._keep = keep

    def has(self, day: date) -> bool:
        """Whether there is a copy of a day."""
        return self._of(day).exists()

    async def make(self, day: date, goes_on: Callable[[], bool] = lambda: True) -> bool:
        """Make the copy of a day, and delete the oldest; another replica may do the same. Raises NoCopy.

        False if it was given up, as it did not go on.
        """

        def interrupt() -> None:
            if not goes_on():
                raise _GivenUp

        try:
            await asyncio.to_thread(self._make, day, interrupt)
        except _GivenUp:
            return False
        except OSError as error:
            raise NoCopy(f"nothing can be written to {self._folder} ({error.strerror})") from error
        except DatabaseUnusable as error:
            raise NoCopy(error.detail) from error
        return True

    def _of(self, day: date) -> Path:
        return self._folder / f"minutesbot-{day.isoformat()}.db"

    def _make(self, day: date, interrupt: Callable[[], None]) -> None:
        draft = self._folder / f"minutesbot-{day.isoformat()}.{uuid4().hex}"
        try:
            back_up(self._database, draft, interrupt)
            interrupt()
            _check(draft)
            draft.replace(self._of(day))
        finally:
            draft.unlink(missing_ok=True)
        self._tidy(day)

    def _tidy(self, day: date) -> None:
        """Delete the oldest copies, and what processes left that were killed on an earlier day."""
        named = sorted(file for file in self._folder.iterdir() if NAME.fullmatch(file.name))
        drafts = ((file, DRAFT.fullmatch(file.name)) for file in self._folder.iterdir())
        left = (file for file, found in drafts if found and found[1] < day.isoformat())
        for file in (*named[: -self._keep], *left):
            file.unlink(missing_ok=True)


def newest(folder: Path) -> date | None:
    """The day of the newest copy in a folder, if there is one; raises NoCopy where nothing can be written."""
    try:
        with TemporaryFile(dir=folder):
            days = [found[1] for file in folder.iterdir() if (found := NAME.fullmatch(file.name))]
    except OSError as error:
        raise NoCopy(f"nothing can be written to {folder} ({error.strerror})") from error
    return date.fromisoformat(max(days)) if days else None


def _check(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        (found,) = opened.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise NoCopy(f"what was written to {copy.parent} was not whole: {found}")
