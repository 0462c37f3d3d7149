"""What people wrote and nobody has found yet, as a test says it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass
class Backlog:
    """Implements `bot.ports.Backlog`; the words of these `people` are not known since `known_until`."""

    looks_back: bool = False
    people: Collection[str] = ()
    known_until: datetime | None = None

    def holds(self, minutes: str, people: frozenset[str]) -> bool:  # noqa: ARG002 - it looks back for all
        return self.looks_back

    async def misses(self, people: Collection[str], until: datetime) -> bool:
        known = self.known_until is not None and self.known_until >= until
        return not known and not set(people).isdisjoint(self.people)
