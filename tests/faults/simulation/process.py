"""One life of a bot process: every port that it calls may be where it dies."""

import asyncio
from datetime import datetime, timedelta
from inspect import iscoroutinefunction
from typing import Any, NoReturn, Protocol

from bot.model.errors import DatabaseUnusable
from tests.faults.simulation.weather import Commit, Dice, Fate

TIMEOUT = 10.0  # seconds after which the bot waits for no answer of Slack
LEASE = timedelta(seconds=120)


class Killed(BaseException):
    """The process is no more; nothing of it may go on."""


class Surroundings(Protocol):
    """What a process stands in."""

    dice: Dice

    def now(self) -> datetime:
        """The true time."""

    def trouble(self, cost: timedelta, what: str = "") -> None:
        """Note that something went wrong, and by how much that may delay what is said to somebody."""

    def database_is_away(self) -> bool:
        """Whether the database cannot be reached just now."""


class Process:
    """A process that can be killed; `slip` is how much its clock is wrong."""

    def __init__(self, name: str, slip: timedelta, around: Surroundings) -> None:
        self.name = name
        self.slip = slip
        self.around = around
        self.dice = around.dice
        self.ended = asyncio.Event()

    def clock(self) -> datetime:
        """The time as this process believes it to be."""
        return self.around.now() + self.slip

    @property
    def dead(self) -> bool:
        """Whether it has ended."""
        return self.ended.is_set()

    def die(self) -> NoReturn:
        """End here and now."""
        self.ended.set()
        raise Killed

    def alive(self) -> None:
        """Go on only if the process still is."""
        if self.dead:
            raise Killed

    async def passes(self, seconds: float) -> None:
        """Let time pass, in which others go on."""
        self.alive()
        await asyncio.sleep(seconds)
        self.alive()

    async def fate(self, to: str, share: float = 1.0) -> Fate:
        """What becomes of a request about somebody, of which a share is in danger; what it costs is noted."""
        await self.passes(self.dice.pause())
        fate = self.dice.fate() if self.dice.happens(share) else Fate.TAKEN
        if fate is not Fate.TAKEN:
            self.around.trouble(LEASE + timedelta(seconds=30), to)
            self.around.trouble(timedelta(seconds=TIMEOUT + 5))
        return fate

    async def commit(self) -> Commit:
        """What becomes of a transaction; raises DatabaseUnusable while the database is away."""
        await self.passes(self.dice.rng.random() * 0.02)
        if self.around.database_is_away():
            raise DatabaseUnusable("it is away")
        done = self.dice.commit()
        if done is not Commit.DONE:
            self.around.trouble(LEASE + timedelta(seconds=75))
        return done


class Failing:
    """Stands before a port and lets its calls fail, before or after they were done."""

    def __init__(self, port: Any, process: Process) -> None:
        self._port = port
        self._process = process

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if not iscoroutinefunction(method):
            return method  # no transaction: who wants to hear of changes

        async def called(*args: Any, **kwargs: Any) -> Any:
            outcome = await self._process.commit()
            if outcome is Commit.KILLED_BEFORE:
                self._process.die()
            if outcome is Commit.FAILED:
                raise DatabaseUnusable("simulated")
            result = await method(*args, **kwargs)
            if outcome is Commit.KILLED_AFTER:
                self._process.die()
            if outcome is Commit.UNCLEAR:
                raise DatabaseUnusable("simulated, but it was done")
            self._process.alive()
            return result

        return called
