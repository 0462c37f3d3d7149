"""A burst of direct messages through Socket Mode to durable rows, beside the least one can do."""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.demo import manifest
from bot.clock import MovableClock
from bot.demo.workspace import Workspace
from tests.benchmarks.processes import BARE, OURS, calls_file, memory, people, process, set_clock

MESSAGES = 1_000
CALLS, AREAS, LEADS = 10, 10, 10
ROUNDS = 3
START = datetime(2027, 1, 12, 18, tzinfo=UTC)
TEXT = "News:\n- Load tests reached 16K jobs on a single CE\nOngoing:\n- Certificate tool changes"


@dataclass(frozen=True)
class Run:
    """What one process did in one burst; times in milliseconds, memory in MiB."""

    p50: float
    p99: float
    memory: float


def measure() -> list[tuple[str, str]]:
    """Bursts in turn, ours and the bare app's; the medians and their ratio."""
    runs = asyncio.run(_runs())
    ours, bare = ([run[which] for run in runs] for which in (0, 1))
    return [
        figure
        for name, unit in (("p50", "ms"), ("p99", "ms"), ("memory", "MiB"))
        for figure in [_figure(name, unit, ours, bare)]
    ]


def _figure(name: str, unit: str, ours: list[Run], bare: list[Run]) -> tuple[str, str]:
    mine, least = (statistics.median(getattr(run, name) for run in side) for side in (ours, bare))
    titles = {
        "p50": f"{MESSAGES} DMs at once: ack p50",
        "p99": f"{MESSAGES} DMs at once: ack p99",
        "memory": "memory after the burst",
    }
    return titles[name], f"{mine:.0f} {unit}, bare app {least:.0f} {unit}: ratio {mine / least:.2f}"


async def _runs() -> list[tuple[Run, Run]]:
    return [(await _burst(OURS), await _burst(BARE)) for _ in range(ROUNDS)]


async def _burst(module: str) -> Run:
    """Start one process in a workspace of its own, send the burst, and take the time of every ack."""
    with tempfile.TemporaryDirectory() as folder:
        clock = MovableClock(START)
        workspace = Workspace(manifest=manifest(), clock=clock)
        workspace.envelopes.ack_seconds = 120.0
        leads = people(CALLS, AREAS, LEADS)
        for person in leads:
            workspace.add_person(person, f"Lead {person}")
        await workspace.start()
        set_clock(Path(folder), clock)
        (Path(folder) / "calls.toml").write_text(calls_file(CALLS, AREAS, LEADS), encoding="utf-8")
        async with process(module, Path(folder), workspace) as started_one:
            while not workspace.sockets.open:  # noqa: ASYNC110 - the workspace has no event for it
                await asyncio.sleep(0.002)
            await asyncio.sleep(1)
            acks = await _send(workspace, leads)
            resident = memory(started_one.pid)
        await workspace.stop()
    cuts = statistics.quantiles(acks, n=100)
    return Run(cuts[49] * 1000, cuts[98] * 1000, resident)


async def _send(workspace: Workspace, leads: list[str]) -> list[float]:
    """Write the messages at once; seconds from each one's sending to its acknowledgement."""
    acks: list[float] = []
    transmit = workspace.envelopes.transmit

    async def timed(envelope):
        sent = time.perf_counter()
        envelope.answer.add_done_callback(lambda _: acks.append(time.perf_counter() - sent))
        return await transmit(envelope)

    workspace.envelopes.transmit = timed
    for number in range(MESSAGES):
        await workspace.write(leads[number % len(leads)], TEXT)
    await workspace.settled(timeout=120)
    return acks
