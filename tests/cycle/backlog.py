"""What people wrote and nobody has found yet, as a test says it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass
class Backlog:
    """Implements `bot.ports.Backlog`; the words of these `people` are not known since `known_until`.

    With `gaps` it is known that some may be missing.
    """

    looks_back: bool = False
    people: Collection[str] = ()
    known_until: datetime | None = None
    gaps: bool = False

    def holds(self, minutes: str, people: frozenset[str]) -> bool:  # noqa: ARG002 - it looks back for all
        return self.looks_back

    async def misses(self, people: Collection[str], until: datetime) -> bool:
        known = self.known_until is not None and self.known_until >= until
        return not known and not set(people).isdisjoint(self.people)

    async def lacks(self, people: Collection[str], posted: datetime, until: datetime) -> bool:
        return await self.misses(people, until if self.gaps else posted)
