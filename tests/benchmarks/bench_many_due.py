"""Many questions due in the same minute, and minutes among them, on one bot and on replicas.

`CALLS=5000 make bench` asks for the full size; without it the calls are few enough for a coffee.
"""

import asyncio
import os
import statistics
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import psycopg

from bot.cli.demo import manifest
from bot.clock import now, running
from bot.demo.server.ledger import Kind
from bot.demo.wire import Json
from bot.demo.workspace import Workspace
from bot.model.local_time import instant
from tests.benchmarks.processes import AREA, CALL, OURS, process
from tests.postgres import running_server
from tests.week.actor import PostedClock

CALLS = int(os.environ.get("CALLS", "60"))  # noqa: TID251 - how large a run is is said on the command line
LEADS, WITH_MINUTES = 12, 10
REPLICAS = (1, 2, 4)
FRIDAY = date(2027, 1, 15)
HEARTBEATS = timedelta(seconds=35)
PATIENCE = 0.02 * CALLS * LEADS + 120  # seconds per stage, on a busy machine


@dataclass(frozen=True)
class Burst:
    """What came of it: questions a second, requests for each, and how late minutes were, in seconds."""

    rate: float
    requests: float
    late: tuple[float, float]
    twice: int


def measure() -> list[tuple[str, str]]:
    """One bot and replicas on PostgreSQL, each with the same calls; nothing where none is installed."""
    with running_server() as server:
        if server is None:
            return [("many due", "not measured: PostgreSQL is not installed")]
        found = []
        for count in REPLICAS:
            server.execute(f"CREATE DATABASE many_{count}")
            found.append(asyncio.run(_burst(server.url(f"many_{count}"), count)))
    return [
        (f"{CALLS * LEADS} questions due at once, {count} bots", _figure(burst, found[0]))
        for count, burst in zip(REPLICAS, found, strict=True)
    ]


def _figure(burst: Burst, first: Burst) -> str:
    p50, slowest = burst.late
    return (
        f"{burst.rate:.0f} a second, ratio {burst.rate / first.rate:.2f}; "
        f"{burst.requests:.2f} requests each; "
        f"minutes {p50:.1f} s late at p50, {slowest:.1f} s at most; {burst.twice} twice"
    )


async def _burst(database: str, bots: int) -> Burst:
    asked = instant(FRIDAY, time(16), "America/New_York") - timedelta(hours=24)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _set(folder, asked - timedelta(minutes=5))
        (folder / "calls.toml").write_text(_calls(asked), encoding="utf-8")
        async with _workspace(folder) as workspace, AsyncExitStack() as stack:
            for _ in range(bots):
                await stack.enter_async_context(process(OURS, folder, workspace, database=database))
            await _until(lambda: _meetings(database) >= CALLS + WITH_MINUTES)
            await asyncio.sleep(3)
            _set(
                folder, asked - HEARTBEATS
            )  # so that everybody has seen the new time, and set the alarm by it
            await asyncio.sleep(HEARTBEATS.total_seconds())
            began, before = running(), len(workspace.ledger)
            await _until(lambda: all(_questions(workspace)))
            seconds = running() - began
            await _until(lambda: all(_minutes(workspace)))
            return _found(workspace, before, asked, seconds)


@asynccontextmanager
async def _workspace(folder: Path) -> AsyncIterator[Workspace]:
    made = Workspace(manifest=manifest(), clock=PostedClock(folder / "ahead"))
    for number in range(CALLS * LEADS):
        made.add_person(f"U{number:05}", f"Lead {number}")
    made.add_person("UM", "Minutes")
    for number in range(WITH_MINUTES):
        made.add_channel(f"CM{number}", f"minutes-{number}", ["UM"])
    made.context.one_post_a_second = True
    await made.start()
    yield made
    await made.stop()


def _found(workspace: Workspace, before: int, asked: datetime, seconds: float) -> Burst:
    calls = Counter(record.name for record in workspace.ledger[before:] if record.kind is Kind.CALL)
    late = sorted(float(said["ts"]) - asked.timestamp() for said, *_ in _minutes(workspace))
    asks = CALLS * LEADS
    needed = calls["chat.postMessage"] + calls["users.info"] + calls["conversations.open"] - WITH_MINUTES
    return Burst(
        rate=asks / seconds,
        requests=needed / asks,
        late=(statistics.median(late), late[-1]),
        twice=sum(len(room) - 1 for room in _questions(workspace)),
    )


def _calls(asked: datetime) -> str:
    """The calls that are asked, and a few whose minutes are due in the same second."""
    parts = []
    for number in range(CALLS):
        people = range(number * LEADS, (number + 1) * LEADS)
        leads = ", ".join(f'{{ name = "U{each:05}", slack = "U{each:05}" }}' for each in people)
        parts += [CALL.format(call=number, weekday="friday"), AREA.format(area=0, leads=leads)]
    for number in range(WITH_MINUTES):
        held = CALL.format(call=f"M{number}", weekday=f"{asked:%A}".lower()).replace(
            "America/New_York", "UTC"
        )
        lead = AREA.format(area=0, leads='{ name = "UM", slack = "UM" }')
        parts += [held.replace('time = "16:00"', f'time = "{asked.astimezone(UTC):%H:%M}"'), lead]
    return "".join(parts)


def _set(folder: Path, moment: datetime) -> None:
    draft = folder / "ahead.new"
    draft.write_text(str((moment - now()) / timedelta(seconds=1)), encoding="ascii")
    draft.rename(folder / "ahead")


def _meetings(database: str) -> int:
    try:
        with psycopg.connect(database) as connection:
            ((found,),) = connection.execute("SELECT count(DISTINCT call) FROM meeting").fetchall()
            return int(found)
    except psycopg.errors.UndefinedTable:
        return 0


def _questions(workspace: Workspace) -> list[list[Json]]:
    """What stands in the conversation with each lead."""
    return [workspace.messages(workspace.dm(f"U{number:05}")) for number in range(CALLS * LEADS)]


def _minutes(workspace: Workspace) -> list[list[Json]]:
    """What stands in each channel whose minutes are due."""
    return [workspace.messages(f"CM{number}") for number in range(WITH_MINUTES)]


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - neither the workspace nor a database has an event for it
            await asyncio.sleep(0.2)
