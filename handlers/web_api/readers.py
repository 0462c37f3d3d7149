"""In which zone the readers of a message are, known for a while, so that not every question asks Slack."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.model.person import Person
from bot.ports import Clock

FRESH = timedelta(hours=12)  # whoever is deactivated meanwhile is written to, and does not read it
MOST = 100_000  # people; beyond them the one who was looked up first is looked up again


class Readers:
    """Remembers people who can be written to; without a clock nobody is remembered."""

    def __init__(self, look_up: Callable[[str], Awaitable[Person]], clock: Clock | None) -> None:
        self._look_up = look_up
        self._clock = clock
        self._known: dict[str, tuple[Person, datetime]] = {}

    async def of(self, person: str) -> Person:
        """Somebody as they were at most `FRESH` ago; raises what looking them up raises."""
        if self._clock is None:
            return await self._look_up(person)
        now, known = self._clock(), self._known.get(person)
        if known and now < known[1]:
            return known[0]
        self.forget(person)
        found = await self._look_up(person)
        if not found.trouble:
            self._known[person] = found, now + FRESH
        if len(self._known) > MOST:
            self.forget(next(iter(self._known)))
        return found

    def forget(self, person: str) -> None:
        """Look somebody up anew the next time."""
        self._known.pop(person, None)
