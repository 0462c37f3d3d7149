"""One process on an SQLite file, whatever name the file is reached by."""

import fcntl
import os
import sys
from pathlib import Path

from bot.model.errors import DatabaseBusy, DatabaseUnusable

# Elsewhere flock(2) meets the fcntl locks that SQLite takes on the same file: the bot would wait for itself.
LOCKS_ARE_APART = sys.platform == "linux"


class FileLock:
    """Locks a file and its name for this process, until `release` or the end of the process.

    The lock of the file finds symbolic links, hard links and bind mounts; the lock of the name, which lies
    beside it, finds a file that was put in the place of another. Raises DatabaseBusy, and then holds nothing.

    Release it when SQLite has closed the file, not before: closing any descriptor of the file drops SQLite's
    own locks in this process (sqlite.org/howtocorrupt.html, section 2.2).
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held = list[int]()
        try:
            self._take(lock_of(file), apart=True)
            self._take(file, apart=LOCKS_ARE_APART)
        except DatabaseUnusable:
            self.release()
            raise
        self._identity = _identity(os.fstat(self._held[-1]))

    def release(self) -> None:
        """Let others have the file."""
        for each in self._held:
            os.close(each)
        self._held.clear()

    def check(self) -> None:
        """Raise DatabaseUnusable where the file's name does not lead to the file any more.

        What is written to a file without a name is gone with the process.
        """
        try:
            stands = _identity(self._file.stat()) == self._identity
        except OSError:
            stands = False
        if not stands:
            raise DatabaseUnusable(
                f"{self._file} was moved, removed or replaced while it was in use; start anew"
            )

    def _take(self, file: Path, *, apart: bool) -> None:
        self._held.append(open_private(file))
        try:
            if apart:
                fcntl.flock(self._held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatabaseBusy(f"{self._file}; stop that one first, or use PostgreSQL for several") from error


def lock_of(file: Path) -> Path:
    """Where the lock of a file's name lies; it stays there when the process has ended."""
    return file.with_name(f"{file.name}.lock")


def open_private(file: Path) -> int:
    """Open or make a file that nobody else may read: it will hold what people wrote."""
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DatabaseUnusable(f"{file}: {error.strerror}") from error


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
