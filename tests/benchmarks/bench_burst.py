"""A burst of direct messages through Socket Mode to durable rows, beside the least one can do."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.demo import manifest
from bot.clock import MovableClock, now
from bot.demo.workspace import Workspace

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
    start: float
    memory: float


def measure() -> list[tuple[str, str]]:
    """Bursts in turn, ours and the bare app's; the medians and their ratio."""
    runs = asyncio.run(_runs())
    ours, bare = ([run[which] for run in runs] for which in (0, 1))
    return [
        figure
        for name, unit in (("p50", "ms"), ("p99", "ms"), ("start", "ms"), ("memory", "MiB"))
        for figure in [_figure(name, unit, ours, bare)]
    ]


def _figure(name: str, unit: str, ours: list[Run], bare: list[Run]) -> tuple[str, str]:
    mine, least = (statistics.median(getattr(run, name) for run in side) for side in (ours, bare))
    titles = {
        "p50": f"{MESSAGES} DMs at once: ack p50",
        "p99": f"{MESSAGES} DMs at once: ack p99",
        "start": "start to first hello",
        "memory": "memory after the burst",
    }
    return titles[name], f"{mine:.0f} {unit}, bare app {least:.0f} {unit}: ratio {mine / least:.2f}"


async def _runs() -> list[tuple[Run, Run]]:
    return [
        (await _burst("tests.week.actor"), await _burst("tests.benchmarks.bare_app")) for _ in range(ROUNDS)
    ]


async def _burst(module: str) -> Run:
    """Start one process in a workspace of its own, send the burst, and take the time of every ack."""
    with tempfile.TemporaryDirectory() as folder:
        clock = MovableClock(START)
        workspace = Workspace(manifest=manifest(), clock=clock)
        workspace.envelopes.ack_seconds = 120.0
        people = [f"U{number:04}" for number in range(CALLS * AREAS * LEADS)]
        for person in people:
            workspace.add_person(person, f"Lead {person}")
        await workspace.start()
        began = time.perf_counter()
        async with _process(module, Path(folder), workspace, clock) as process:
            while not workspace.sockets.open:  # noqa: ASYNC110 - the workspace has no event for it
                await asyncio.sleep(0.002)
            started = time.perf_counter() - began
            await asyncio.sleep(1)
            acks = await _send(workspace, people)
            memory = _memory(process.pid)
        await workspace.stop()
    cuts = statistics.quantiles(acks, n=100)
    return Run(cuts[49] * 1000, cuts[98] * 1000, started * 1000, memory)


async def _send(workspace: Workspace, people: list[str]) -> list[float]:
    """Write the messages at once; seconds from each one's sending to its acknowledgement."""
    acks: list[float] = []
    transmit = workspace.envelopes.transmit

    async def timed(envelope):
        sent = time.perf_counter()
        envelope.answer.add_done_callback(lambda _: acks.append(time.perf_counter() - sent))
        return await transmit(envelope)

    workspace.envelopes.transmit = timed
    for number in range(MESSAGES):
        await workspace.write(people[number % len(people)], TEXT)
    await workspace.settled(timeout=120)
    return acks


@asynccontextmanager
async def _process(
    module: str, folder: Path, workspace: Workspace, clock: MovableClock
) -> AsyncIterator[asyncio.subprocess.Process]:
    (folder / "ahead").write_text(str((clock() - now()) / timedelta(seconds=1)), encoding="ascii")
    (folder / "calls.toml").write_text(_calls(), encoding="utf-8")
    environment = {
        **os.environ,  # noqa: TID251 - the process needs PATH and the like
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": f"sqlite:///{folder / 'minutesbot.db'}",
        "MINUTESBOT_CALLS": str(folder / "calls.toml"),
        "MINUTESBOT_HTTP": "off",
    }
    argument = folder if module.endswith("actor") else folder / "bare.db"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "ignore",
        "-m",
        module,
        str(argument),
        env=environment,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


def _calls() -> str:
    parts = []
    for call in range(CALLS):
        parts.append(
            f'[[call]]\nname = "Call {call}"\nchannel = "C{call}"\nweekday = "friday"\ntime = "16:00"\n'
            'timezone = "America/New_York"\n'
        )
        for area in range(AREAS):
            people = [f"U{(call * AREAS + area) * LEADS + lead:04}" for lead in range(LEADS)]
            leads = ", ".join(f'{{ name = "{person}", slack = "{person}" }}' for person in people)
            parts.append(f'[[call.area]]\nname = "Area {area}"\nleads = [{leads}]\n')
    return "".join(parts)


def _memory(process: int) -> float:
    """Resident memory in MiB, as the kernel counts it."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
