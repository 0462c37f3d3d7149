"""Copies of everything that is kept, one for each day."""

from collections.abc import Callable
from datetime import date
from typing import Protocol


class Copies(Protocol):
    """Copies in a folder, of which the newest are kept."""

    def has(self, day: date) -> bool:
        """Whether there is a copy of a day."""

    async def make(self, day: date, goes_on: Callable[[], bool]) -> bool:
        """Make the copy of a day, and delete the oldest; another replica may do the same.

        False if it was given up, as it did not go on: that is asked again and again, from another thread.
        Raises NoCopy where nothing can be written, or what was written is no whole copy.
        """
