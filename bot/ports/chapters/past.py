"""The lines of posted minutes, for searching."""

from datetime import date
from typing import Protocol

from bot.model.history import Entry


class Past(Protocol):
    """The lines of posted minutes, for searching."""

    def keep_entries(self, call: str, day: date, entries: tuple[Entry, ...]) -> None:
        """Save the lines of the minutes of a meeting, in place of those saved before."""

    def search(
        self, text: str, *, calls: tuple[str, ...], limit: int, offset: int = 0
    ) -> tuple[int, tuple[Entry, ...]]:
        """Find the lines that contain all words of `text`: how many there are, and at most `limit` of them.

        The newest meeting comes first, `offset` lines are left out. Upper and lower case are the same, a word
        also finds words that begin with it, and punctuation is ignored. Without a word in `text` nothing is
        found.
        """
