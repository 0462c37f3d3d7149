"""Where a trial is played: a workspace that stays, bots that come and go, and a clock that is set forward."""

import asyncio
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from bot.clock import MovableClock, now
from bot.clock_guard import MOST_DIFFERENCE
from bot.demo.server.envelopes import Unanswered
from bot.demo.workspace import Workspace
from bot.model.delivery import Status
from storage.database import Database, open_database
from storage.store import RowStore
from tests.faults import project
from tests.faults.actor import BornAs
from tests.faults.blank import IN_MEMORY
from tests.faults.invariants import broken
from tests.faults.ledgers import Announced, Kept, Ledgers, Written, files, kept, posted
from tests.faults.lives import Life, Nursery
from tests.faults.points import Target
from tests.faults.project import CHAIR, CHANNEL
from tests.faults.shelves import PostgresShelf, Shelf, SqliteShelf
from tests.faults.trial import Trial
from tests.paths import MANIFEST
from tests.postgres import Server

TICK = "2"  # who is nudged takes turns at once
QUIET_SECONDS, IN_HAND_SECONDS = 0.3, 1.5  # so long nothing moves before time is let pass
TURN_SECONDS, BIRTH_SECONDS = 15.0, 15.0  # so long a bot may need for a turn, and to begin
HELD_SECONDS = 30.0  # so long nobody works on an arrival with nothing moving
STEP = timedelta(seconds=40)  # less than a lease may have left when a post begins
MOST_STEPS = 30  # twenty minutes; a lease takes two
AFTER_A_KILL = 15  # steps; after ten minutes nothing may wait because of a kill
PATIENCE_SECONDS = 600.0  # with a busy machine
DELIVERIES = "SELECT key, status, owner FROM delivery WHERE status IN ('pending', 'sending')"
ARRIVALS = "SELECT identity, owner FROM inbox WHERE done_at IS NULL"


@dataclass
class Stage:
    """One trial's world; `rng` decides everything that happens by chance."""

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
            if not self._has_turned(life):
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
        born = BornAs(0, str(self.folder), environment, self.without, targets, freezes_at, slip)
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

    # What people do

    async def write(self, person: str) -> Written:
        """Let a lead write an item that has a word of its own."""
        token = f"w{len(self.written) + 1}x"
        ts = await self.workspace.write(person, f"- The {token} migration is going on")
        at = self.clock()
        mine = Written(person, self.workspace.dm(person), ts, token, at, at)
        self.written.append(mine)
        return mine

    async def edit(self, mine: Written) -> None:
        """Let its writer change an item; the old word is gone."""
        mine.token = f"w{len(self.written) + 1000 + self.rng.randrange(10**6)}x"
        mine.changed_at = self.clock()
        await self.workspace.edit(mine.person, mine.ts, f"- The {mine.token} migration is going on")

    async def delete(self, mine: Written) -> None:
        """Let its writer delete an item."""
        mine.deleted, mine.changed_at = True, self.clock()
        await self.workspace.delete(mine.person, mine.ts)

    async def announce(self, *, twice: bool = False) -> None:
        """Let the chair announce something by a command, which may be delivered twice."""
        place = len(self.announced)
        token = f"w{place + 1}yx"
        self.announced.append(Announced(token, acknowledged=False))
        typed = self.workspace.command(CHAIR, "/minutes", f"announce The {token} shutdown", channel=CHANNEL)
        try:
            await typed
        except Unanswered:
            return
        self.announced[place] = Announced(token, acknowledged=True)
        if twice:
            sent = [record for record in self.workspace.ledger if token in str(record.arguments)]
            self.workspace.envelopes.send("slash_commands", sent[0].arguments["payload"])

    # Waiting

    async def settle(self, most: int = MOST_STEPS) -> None:
        """Wait until everything is done that can be done now, with bots that are born again when they end.

        Time passes in at most so many steps; after that it is a fault that something is open.
        """
        steps = most if not self.tampered else 1  # what is broken need not be waited for again
        while steps:
            before = len(self.reached)
            if await self._quiet():
                return
            self.move(self.clock() + STEP)
            steps -= before == len(self.reached)  # whose bot kills itself begins to wait anew
        if any(abs(life.slip) > MOST_DIFFERENCE.total_seconds() for life in self.living):
            return  # a bot whose clock is so wrong does nothing, as it should
        open_ = "; ".join((await self._open())[:3])
        self.tampered.append(
            f"I7 it did not settle in {most * STEP // timedelta(minutes=1)} minutes: {open_}"
        )

    @property
    def _under_way(self) -> bool:
        """Whether a call is being answered, or something that was asked for has still to happen."""
        return bool(self.workspace.api.busy or self.workspace.context.coming)

    async def quiet(self) -> None:
        """Wait until every call is answered, and all that was to happen later has happened."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._under_way:  # noqa: ASYNC110 - seldom long
                await asyncio.sleep(0.01)

    async def _quiet(self) -> bool:
        """Whether nothing is left to do; false when nothing moves although something is left."""
        before, since = None, monotonic()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                await self.populated()
                self.nudge()
                state = (await self._open(), len(self.workspace.ledger))
                if state != before or self._under_way:
                    before, since = state, monotonic()
                still = monotonic() - since
                left = bool(state[0] or self.workspace.envelopes.open)
                done = not left and self._all_at_work()
                if done and still >= QUIET_SECONDS / 2:
                    return True
                if still >= await self._enough(left=left) and not await self._worked_on(still):
                    return False
                await asyncio.sleep(0.05)

    async def _enough(self, *, left: bool) -> float:
        """How many seconds nothing has to move before time is let pass."""
        if not all(life.owners or life.frozen for life in self.living):  # nobody else may be there to do it
            return BIRTH_SECONDS
        if not left or not self._all_at_work():  # somebody has not taken a turn by this clock
            return TURN_SECONDS
        # whoever lives and has something in hand may be about to send it, or has had no answer
        return IN_HAND_SECONDS if await self._in_hand() else QUIET_SECONDS

    def _all_at_work(self) -> bool:
        """Whether all have taken a turn by the clock as it stands; who is frozen or wrong takes none."""
        able = [
            life
            for life in self.living
            if not life.frozen and abs(life.slip) < MOST_DIFFERENCE.total_seconds()
        ]
        turned = all(life.owners and self._has_turned(life) for life in able)
        return turned and self._are_connected()

    def _are_connected(self) -> bool:
        """Whether there is a socket for everybody who lives; what was said before, the history tells then."""
        sockets = [socket for socket in self.workspace.sockets.open if not socket.closed]
        return len(sockets) >= len(self.living)

    def _has_turned(self, life: Life) -> bool:
        """Whether it has taken a whole turn since time passed: the first may have begun before."""
        return life.turns >= self.turns.get(life.pid, 0) + 2

    async def _in_hand(self) -> bool:
        """Whether a living bot has a delivery in hand."""
        owners = self._owners()
        return any(owner in owners for _, status, owner in await self._rows() if status == Status.SENDING)

    async def _worked_on(self, still: float) -> bool:
        """Whether a living bot has an arrival in hand, and not for so long that this is a fault by itself."""
        if still >= HELD_SECONDS and not self.tampered:
            self.tampered.append(f"I7 an arrival stayed in hand for {HELD_SECONDS:.0f} seconds")
        if self.tampered:
            return False
        owners = self._owners()
        return any(row[-1] in owners for row in await asyncio.to_thread(self.shelf.select, ARRIVALS))

    def _owners(self) -> set[str]:
        return {owner for life in self.living if not life.frozen for owner in life.owners}

    async def _open(self) -> list[str]:
        rows, arrivals = await self._rows(), await self._arrivals()
        deliveries = sorted(f"{key} {status}" for key, status, _ in rows if key not in self.expected)
        return [*deliveries, *(f"arrival {name}" for name in arrivals)]

    async def _rows(self) -> list[tuple[str, str, str]]:
        return await asyncio.to_thread(self.shelf.select, DELIVERIES)

    async def _arrivals(self) -> list[str]:
        found = [str(row[0]) for row in await asyncio.to_thread(self.shelf.select, ARRIVALS)]
        return [name for name in found if name not in self.expected]

    # The end

    async def outcome(self) -> tuple[str, ...]:
        """What is broken, by all three ledgers; nobody may be at work any more."""
        deliveries, replies, wrong = await self._kept()
        deliveries = tuple(each for each in deliveries if each.key not in self.expected)
        remembered = Kept(deliveries, replies, len(await self._arrivals()), wrong)
        ledgers = Ledgers(
            tuple(posted(self.workspace)),
            files(self.workspace),
            tuple(self.written),
            tuple(self.announced),
            remembered,
            self.clocks_off,
        )
        return (*broken(ledgers), *self.tampered)

    def write_down(self, file: Path, violations: tuple[str, ...]) -> None:
        """Leave what helps to find a cause: what is broken, what went over the wire, what was logged."""
        seen = [
            f"{record.at:%d %H:%M:%S.%f} {record.kind} {record.name} {record.arguments} {record.answer}"
            for record in self.workspace.ledger
        ]
        logged = (self.folder / "bots.log").read_text(encoding="utf-8")
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            "\n".join([*violations, "", *(line[:600] for line in seen), "", logged]), encoding="utf-8"
        )

    async def _kept(self) -> tuple[Any, ...]:
        database = open_database(self.shelf.direct)
        try:
            deliveries, replies = await RowStore(database, self.workspace.world.team).read(kept)
            return deliveries, replies, checks(database)
        finally:
            database.close()


def checks(database: Database) -> tuple[str, ...]:
    """What the database itself finds wrong."""
    if database.dialect != "sqlite":
        return ()
    with database.engine.connect() as connection:
        integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        foreign = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return tuple([] if integrity == "ok" else [str(integrity)]) + tuple(str(row) for row in foreign)


@asynccontextmanager
async def stage(nursery: Nursery, trial: Trial, server: Server | None) -> AsyncIterator[Stage]:
    """A workspace with everybody in it, and no bot yet, until the context ends."""
    clock = MovableClock(project.START)
    workspace = Workspace(manifest=MANIFEST, clock=clock)
    project.populate(workspace)
    await workspace.start()
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=IN_MEMORY))
    (folder / "calls.toml").write_text(project.CALLS, encoding="utf-8")
    shelf = SqliteShelf(folder) if trial.database == "sqlite" else PostgresShelf.new(server)
    here = Stage(
        workspace,
        clock,
        folder,
        shelf,
        nursery,
        random.Random(trial.seed),
        trial.seed,
        trial.without,
        trial.brief,
    )
    here.move(project.START)
    try:
        yield here
    finally:
        for life in here.living:
            await nursery.kill(life)
        await workspace.stop()
        shelf.close()
        shutil.rmtree(folder)
