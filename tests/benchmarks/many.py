"""Thousands of questions due in one minute, with Slack's limits on.

`python -m tests.benchmarks many --calls 5000`: no part of `make bench`, as a large run takes hours. A part of
it is timed, `--seconds` of sending.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import running
from bot.demo.server.ledger import Record
from bot.demo.workspace import Workspace
from storage.database import Database, open_database
from tests.benchmarks.crowd import ASKED, HEARTBEATS, Crowd, count, make_known, requests, set_to, until
from tests.benchmarks.processes import OURS, memory, process, processor_seconds
from tests.postgres import running_server

LAID_OUT = "DISTINCT call) FROM meeting"
PLANNED = "*) FROM delivery WHERE kind = 'ask'"
A_MINUTE = 60
OFTEN = 5  # so many calls have minutes due at the beginning of each minute


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: a crowd, by so many bots of a database, for so many seconds of sending at most.

    With `known` the bot has asked its leads lately, and looks nobody up.
    """

    crowd: Crowd
    database: str
    bots: int
    seconds: float
    known: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent in so many seconds, with what it took."""

    plan: Plan
    seconds: float
    asked: int
    planned: int
    calls: dict[str, int]
    posted: int
    refused: int
    twice: int
    late: tuple[float, ...]
    processor: float
    mebibytes: float

    def said(self) -> Iterator[tuple[str, str]]:
        """The figures in words."""
        crowd, rate = self.plan.crowd, self.asked / self.seconds
        name = f"{crowd.asks} questions, {self.plan.bots} bots, {self.plan.database}"
        posts = self.posted / self.seconds * A_MINUTE
        allowed = f", with minutes {posts / crowd.posts:.0%} of what is allowed" if crowd.posts else ""
        yield name, f"{self.asked} asked in {self.seconds:.0f} s, {rate:.1f} a second{allowed}"
        made = self.calls.get("chat.postMessage", 0) + self.calls.get("users.info", 0) - len(self.late)
        yield "requests for each", f"{made / max(self.asked, 1):.2f}, {self.refused} of them refused for now"
        yield "enqueued by then", f"{self.planned} of {crowd.asks}"
        yield "asked twice", str(self.twice)
        if self.late:
            p99 = self.late[int(0.99 * (len(self.late) - 1))]
            figures = statistics.median(self.late), p99, self.late[-1]
            yield (
                f"{len(self.late)} minutes late",
                "p50 {:.1f} s, p99 {:.1f} s, at most {:.1f} s".format(*figures),
            )
        yield "processor time for each", f"{self.processor / max(self.asked, 1) * 1000:.1f} ms in all bots"
        yield "memory", f"{self.mebibytes:.0f} MiB in the largest bot"
        if crowd.asks > self.asked:
            yield "all of them at this rate", f"{crowd.asks / rate / A_MINUTE:.0f} minutes"


def measure(arguments: Sequence[str]) -> list[tuple[str, str]]:
    """What the command line asks for."""
    asked = _arguments().parse_args(arguments)
    minutes = tuple([OFTEN] * (1 + int(asked.seconds // A_MINUTE)))
    crowd = Crowd(asked.calls, minutes, posts=asked.posts or None)
    plan = Plan(crowd, asked.database, asked.bots, asked.seconds, asked.known)
    with _address(asked.database) as address:
        if address is None:
            return [("many", "not measured: PostgreSQL is not installed")]
        return list(asyncio.run(sending(plan, address)).said())


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="many")
    parser.add_argument("--calls", type=int, default=5000)
    parser.add_argument("--bots", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long is measured at most")
    parser.add_argument(
        "--posts", type=int, default=600, help="what the workspace takes a minute; 0: everything"
    )
    parser.add_argument("--known", action="store_true", help="readers were looked up an hour before")
    return parser


@contextmanager
def _address(database: str) -> Iterator[str | None]:
    """An empty database; None where none can be had, "" for a file in the bot's own folder."""
    if database == "sqlite":
        yield ""
        return
    with running_server() as server:
        if server is None:
            yield None
            return
        server.execute("CREATE DATABASE many")
        yield server.url("many")


async def sending(plan: Plan, address: str) -> Sent:
    """Lay everything out, let the minute come, and see what is sent."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        set_to(folder, ASKED - 10 * HEARTBEATS)
        (folder / "calls.toml").write_text(plan.crowd.calls_file(), encoding="utf-8")
        address = address or f"sqlite:///{folder / 'minutesbot.db'}"
        async with plan.crowd.workspace(folder) as workspace, AsyncExitStack() as stack:
            bots = [
                await stack.enter_async_context(process(OURS, folder, workspace, database=address))
                for _ in range(plan.bots)
            ]
            patience = 60 * plan.bots + 0.3 * plan.crowd.calls  # all calls are read before anybody listens
            await until(lambda: len(workspace.sockets.open) >= plan.bots, patience)
            database = open_database(address)  # whose tables are there by now
            stack.callback(database.close)
            await _ready(plan, database, workspace)
            set_to(folder, ASKED - HEARTBEATS)
            await asyncio.sleep(HEARTBEATS.total_seconds())
            return await _sent(plan, database, workspace, [bot.pid for bot in bots])


async def _ready(plan: Plan, database: Database, workspace: Workspace) -> None:
    """Wait until every meeting is laid out, and let readers be known."""
    wanted = plan.crowd.calls + sum(plan.crowd.with_minutes)
    await until(lambda: count(database, LAID_OUT) >= wanted, 60 + 2.0 * wanted)
    if plan.known:
        await make_known(database, plan.crowd, workspace)


async def _sent(plan: Plan, database: Database, workspace: Workspace, bots: list[int]) -> Sent:
    crowd, began, before = plan.crowd, running(), len(workspace.ledger)
    used = sum(map(processor_seconds, bots))

    def all_asked() -> bool:
        return running() - began >= plan.seconds or _posted(workspace.ledger[before:]) >= wanted

    wanted = crowd.asks + sum(crowd.with_minutes)
    await until(all_asked, plan.seconds + 60)
    seconds, records = running() - began, workspace.ledger[before:]
    rooms = crowd.questions(workspace)
    return Sent(
        plan,
        seconds,
        asked=sum(bool(room) for room in rooms),
        planned=count(database, PLANNED),
        calls=requests(records),
        posted=_posted(records),
        refused=sum(record.refused for record in records),
        twice=sum(len(room) - 1 for room in rooms if room),
        late=tuple(crowd.lateness(workspace)),
        processor=sum(map(processor_seconds, bots)) - used,
        mebibytes=max(map(memory, bots)),
    )


def _posted(records: Sequence[Record]) -> int:
    """How many messages were taken."""
    return requests(each for each in records if not each.refused)["chat.postMessage"]
