"""The bots of a trial, who come and go, and the clock that is set forward for all of them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.clock import MovableClock, now
from bot.demo.workspace import Workspace
from handlers.incoming.connect import PING_SECONDS
from tests.faults.actor import BornAs
from tests.faults.ledgers import Announced, Written
from tests.faults.lives import Life, Nursery
from tests.faults.points import Target
from tests.faults.shelves import Shelf

TICK = "2"  # who is nudged takes turns at once


@dataclass
class Bots:
    """A workspace, a database and the bots between them; `rng` decides everything that happens by chance."""

    workspace: Workspace
    clock: MovableClock
    folder: Path
    shelf: Shelf
    nursery: Nursery
    rng: random.Random
    seed: int = 1
    without: str = ""
    brief: bool = False  # a short week
    replicas: int = 1
    slip: Callable[[], float] = lambda: 0.0  # by how many seconds the next bot's clock is wrong
    clocks_off: float = 0.0  # by how many seconds a clock may be wrong without breaking a promise
    ping_seconds: float = PING_SECONDS  # of the next bots: in these their sockets' pauses are counted
    kills: int = 0
    expected: set[str] = field(default_factory=set)  # what stays open for good
    targets: set[Target] = field(default_factory=set)  # at which points the next bots kill themselves
    reached: list[Target] = field(default_factory=list)
    turns: dict[int, int] = field(default_factory=dict)  # that each bot had taken when the clock was moved
    lives: list[Life] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    tampered: list[str] = field(default_factory=list)  # what else is broken, seen on the way

    def move(self, moment: datetime) -> None:
        """Let time pass for everybody."""
        self.clock.move(moment)
        self.turns = {life.pid: life.turns for life in self.living}
        draft = self.folder / "ahead.new"
        ahead = (self.clock() - now()).total_seconds()
        draft.write_text(str(ahead), encoding="ascii")
        draft.rename(self.folder / "ahead")
        self.shelf.tell_time(ahead)
        self.nudge()

    def nudge(self) -> None:
        """Let everybody who has not taken a whole turn since time passed take one now."""
        for life in self.living:
            if not self.has_turned(life):
                life.nudge()

    async def bear(self, *, slip: float = 0.0, freezes_at: str = "") -> Life:
        """Start a bot, which kills itself at one of the `targets`, and may stop itself at a point."""
        environment = {
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_APP_TOKEN": self.workspace.app_token,
            "SLACK_API_URL": self.workspace.api_url,
            "DATABASE_URL": self.shelf.url,
            "MINUTESBOT_CALLS": str(self.folder / "calls.toml"),
            "MINUTESBOT_HTTP": "off",
            "MINUTESBOT_TICK_SECONDS": TICK,
        }
        targets = tuple(sorted(self.targets))
        born = BornAs(
            0, str(self.folder), environment, self.without, targets, freezes_at, slip, self.ping_seconds
        )
        life = await self.nursery.bear(born)
        life.slip = slip
        self.lives.append(life)
        return life

    async def kill(self, life: Life) -> None:
        """Kill a bot with SIGKILL."""
        self.kills += await self.nursery.kill(life)

    @property
    def living(self) -> list[Life]:
        """The bots that have not ended."""
        return [life for life in self.lives if life.status is None]

    async def populated(self) -> None:
        """Start bots in the place of those that have ended, as a supervisor does."""
        died_at = {life.died_at for life in self.lives if life.has_ended()} if self.targets else set()
        for target in self.targets & died_at:
            self.targets.remove(target)
            self.reached.append(target)
            self.kills += 1
        for _ in range(self.replicas - len(self.living)):
            await self.bear(slip=self.slip())

    async def relieve(self) -> None:
        """End all trouble; bots whose clocks are wrong are replaced."""
        self.targets.clear()
        self.slip = lambda: 0.0
        self.workspace.trouble.relieve()
        self.shelf.relieve()
        for life in self.living:
            if life.frozen:
                life.thaw()
            if life.slip:
                await self.kill(life)

    def has_turned(self, life: Life) -> bool:
        """Whether it has taken a whole turn since time passed: the first may have begun before."""
        return life.turns >= self.turns.get(life.pid, 0) + 2
