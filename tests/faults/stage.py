"""Where a trial is played: what people do there, and what has come of it in the end."""

import random
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.clock import MovableClock
from bot.demo.server.envelopes import Unanswered
from bot.demo.workspace import Workspace
from storage.database import Database, open_database
from storage.store import RowStore
from tests.faults import project
from tests.faults.blank import IN_MEMORY
from tests.faults.invariants import broken
from tests.faults.ledgers import Announced, Kept, Ledgers, Written, files, given_back, kept, posted
from tests.faults.lives import Nursery
from tests.faults.project import CHAIR, CHANNEL
from tests.faults.settling import Settling
from tests.faults.shelves import PostgresShelf, SqliteShelf
from tests.faults.trial import Trial
from tests.paths import MANIFEST
from tests.postgres import Server


class Stage(Settling):
    """One trial's world, with the people in it."""

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

    async def outcome(self) -> tuple[str, ...]:
        """What is broken, by all three ledgers; nobody may be at work any more."""
        deliveries, replies, wrong = await self._kept()
        deliveries = tuple(each for each in deliveries if each.key not in self.expected)
        remembered = Kept(deliveries, replies, len(await self.arrivals()), wrong)
        ledgers = Ledgers(
            tuple(posted(self.workspace)),
            files(self.workspace),
            tuple(self.written),
            self._said_to_be_announced(),
            remembered,
            self.clocks_off,
        )
        return (*broken(ledgers), *self.tampered)

    def _said_to_be_announced(self) -> tuple[Announced, ...]:
        tokens = given_back(self.workspace)
        return tuple(
            replace(each, acknowledged=each.acknowledged and each.token not in tokens)
            for each in self.announced
        )

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
