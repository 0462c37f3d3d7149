"""From the start of the process to Slack's hello, memory at rest, and how quick commands are."""

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.cli.demo import manifest
from bot.clock import now
from bot.demo.workspace import Workspace
from tests.benchmarks.processes import BARE, RUN, as_installed, calls_file, memory, people, process

ROUNDS = 5  # after one that makes the tables and the bytecode
REST_SECONDS = 2
CALLS, AREAS, LEADS = 3, 10, 2
UNTIL_CONNECTED = "import bot.service"
LEAST = "import tests.benchmarks.bare_app"
WITH_TABLES = f"{LEAST}; import sqlmodel"
LARGEST = 6  # packages that are told by name


@dataclass(frozen=True)
class Start:
    """Seconds, and milliseconds of the processor, until Slack said hello; MiB of memory after a rest."""

    seconds: float
    processor: float
    memory: float


def measure() -> list[tuple[str, str]]:
    """Starts in turn, ours and the bare app's, then what is imported, then commands."""
    runs = asyncio.run(_starts())
    ours, bare = ([run[which] for run in runs] for which in (0, 1))
    figures = [
        _beside(
            "start to first hello", "ms", [1000 * r.seconds for r in ours], [1000 * r.seconds for r in bare]
        ),
        _beside("processor time until then", "ms", [r.processor for r in ours], [r.processor for r in bare]),
        _beside("memory at rest", "MiB", [r.memory for r in ours], [r.memory for r in bare]),
    ]
    return [*figures, *_imports(), *map(_command, (["--help"], ["parse"]))]


def _beside(what: str, unit: str, ours: list[float], bare: list[float]) -> tuple[str, str]:
    mine, least = statistics.median(ours), statistics.median(bare)
    return what, f"{mine:.0f} {unit}, bare app {least:.0f} {unit}: ratio {mine / least:.2f}"


async def _starts() -> list[tuple[Start, Start]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "calls.toml").write_text(calls_file(CALLS, AREAS, LEADS), encoding="utf-8")
        runs = [(await _start(RUN, folder), await _start(BARE, folder)) for _ in range(1 + ROUNDS)]
    return runs[1:]


async def _start(module: str, folder: Path) -> Start:
    workspace = Workspace(manifest=manifest(), clock=now)
    for person in people(CALLS, AREAS, LEADS):
        workspace.add_person(person, f"Lead {person}")
    await workspace.start()
    began = time.perf_counter()
    async with process(module, folder, workspace) as started:
        while not workspace.sockets.open:  # noqa: ASYNC110 - the workspace has no event for it
            await asyncio.sleep(0.002)
        seconds, processor = time.perf_counter() - began, _processor(started.pid)
        await asyncio.sleep(REST_SECONDS)
        resident = memory(started.pid)
    await workspace.stop()
    return Start(seconds, processor, resident)


def _processor(process: int) -> float:
    """Milliseconds that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _imports() -> list[tuple[str, str]]:
    """What is imported until Slack is connected: by `-X importtime`, each the least of all rounds."""
    ours, least, floor = map(_imported, (UNTIL_CONNECTED, LEAST, WITH_TABLES))
    bare = least.total()
    largest = ", ".join(f"{name} {cost / 1000:.0f}" for name, cost in ours.most_common(LARGEST))
    return [
        (
            "imported until connected",
            f"{ours.total() / 1000:.0f} ms: {ours.total() / bare:.2f} of a bare app",
        ),
        ("of that by package", f"{largest} ms"),
        ("a bare app and sqlmodel, nothing else", f"{floor.total() / bare:.2f} of a bare app"),
    ]


def _imported(program: str) -> Counter[str]:
    """Microseconds by package."""
    least: dict[str, int] = {}
    for _ in range(ROUNDS):
        run = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", program],
            env=as_installed(),
            capture_output=True,
            text=True,
            check=True,
        )
        for cost, module in re.findall(
            r"^import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)$", run.stderr, re.MULTILINE
        ):
            least[module] = min(int(cost), least.get(module, int(cost)))
    by_package = Counter[str]()
    for module, cost in least.items():
        by_package[module.partition(".")[0]] += cost
    return by_package


def _command(arguments: list[str]) -> tuple[str, str]:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input="News:\n- It works",
            env=as_installed(),
            capture_output=True,
            text=True,
            check=True,
        )
        times.append(time.perf_counter() - began)
    return f"minutesbot {' '.join(arguments)}", f"{statistics.median(times):.2f} s"
