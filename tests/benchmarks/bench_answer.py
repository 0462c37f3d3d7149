"""From a direct message to its card, at rest and over the wire, beside a bare app that echoes it."""

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.demo import manifest
from bot.clock import MovableClock
from bot.demo.workspace import Workspace
from tests.benchmarks.processes import BARE, OURS, calls_file, people, process, set_clock

START = datetime(2027, 1, 12, 18, tzinfo=UTC)
CALLS, AREAS, LEADS = 1, 10, 4
MESSAGES, UNCOUNTED = 60, 5  # one after the other, each by somebody who has not written yet
TEXT = "News:\n- Load tests reached 16K jobs on a single CE\nOngoing:\n- Certificate tool changes"


def measure() -> list[tuple[str, str]]:
    """The median and the slowest of a hundred, ours and the echo's."""
    ours, echo = asyncio.run(_answers(OURS)), asyncio.run(_answers(BARE, "echo"))
    return [
        (
            f"DM to answer: {name}",
            f"{mine:.0f} ms, an echo {theirs:.0f} ms: ratio {mine / theirs:.2f}",
        )
        for name, mine, theirs in zip(("p50", "p99"), _cuts(ours), _cuts(echo), strict=True)
    ]


def _cuts(times: list[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return cuts[49] * 1000, cuts[98] * 1000


async def _answers(module: str, *more: str) -> list[float]:
    """Seconds from what somebody writes to what they are answered."""
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), MovableClock(START)
        workspace = Workspace(manifest=manifest(), clock=clock)
        leads = people(CALLS, AREAS, LEADS)
        for person in leads:
            workspace.add_person(person, f"Lead {person}")
        await workspace.start()
        set_clock(folder, clock)
        (folder / "calls.toml").write_text(calls_file(CALLS, AREAS, LEADS), encoding="utf-8")
        async with process(module, folder, workspace, *more):
            while not workspace.sockets.open:  # noqa: ASYNC110 - the workspace has no event for it
                await asyncio.sleep(0.002)
            await asyncio.sleep(2)
            times = [await _answered(workspace, leads[n % len(leads)]) for n in range(MESSAGES + UNCOUNTED)]
        await workspace.stop()
    return times[UNCOUNTED:]


async def _answered(workspace: Workspace, person: str) -> float:
    room = workspace.dm(person)
    known = len(workspace.messages(room))
    began = time.perf_counter()
    await workspace.write(person, TEXT)
    while len(workspace.messages(room)) < known + 2:  # noqa: ASYNC110 - the workspace has no event for it
        await asyncio.sleep(0.001)
    seconds = time.perf_counter() - began
    await asyncio.sleep(0.2)  # what it brings about besides is no part of the next
    return seconds
