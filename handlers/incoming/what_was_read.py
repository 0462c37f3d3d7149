"""Since when it is known what stands in the direct conversations."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from bot.model.errors import Rejected

T = TypeVar("T")

LISTING = "listing the direct conversations"
ONE = "reading back "


class WhatWasRead:
    """Remembers when each conversation was read the last time, and what is refused for good.

    In memory, as a process that has just begun has read nothing.
    """

    def __init__(self) -> None:
        self._writers: dict[str, str] = {}  # who writes in a conversation; nobody where that is not known
        self._at: dict[str, datetime] = {}  # the beginning of the last time that went well
        self._refused = set[str]()

    def listed(self, writers: Mapping[str, str]) -> None:
        """Note which conversations there are, and who writes in them besides the bot."""
        self._writers = dict(writers)

    def not_listed(self, known: Iterable[str]) -> None:
        """Note that there may be others beside those that are known."""
        self._writers = dict.fromkeys(known, "") | self._writers

    @property
    def places(self) -> frozenset[str]:
        """The conversations there are, as far as it is known."""
        return frozenset(self._writers)

    async def noted(self, key: str, work: Callable[[], Awaitable[T]], now: datetime) -> T:
        """Read something that begins now, and note what became of it."""
        try:
            found = await work()
        except Rejected:
            self._refused.add(key)
            raise
        self._refused.discard(key)
        self._at[key] = now
        return found

    def missing(self, people: Collection[str], until: datetime) -> frozenset[str]:
        """What was not read since a moment though these people may have written there, by its key.

        What is refused for good is not waited for. Without a list any conversation may be theirs.
        """
        theirs = (place for place, person in self._writers.items() if person in people or not person)
        wanted = {LISTING, *(f"{ONE}{place}" for place in theirs)} - self._refused
        return frozenset(key for key in wanted if not self.is_read(key, until))

    def is_read(self, key: str, since: datetime) -> bool:
        """Whether this was read since a moment, and that went well."""
        return key in self._at and self._at[key] >= since
