"""Whole processes under measurement: the bot and a bare app, in a workspace on this machine."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.clock import MovableClock, now
from bot.demo.workspace import Workspace

OURS, BARE = "tests.week.actor", "tests.benchmarks.bare_app"
RUN = "bot"  # the same as OURS, by its own command and clock
CALL = """[[call]]
name = "Call {call}"
channel = "C{call}"
weekday = "{weekday}"
time = "16:00"
timezone = "America/New_York"
"""
AREA = """[[call.area]]
name = "Area {area}"
leads = [{leads}]
"""


def people(calls: int, areas: int, leads: int) -> list[str]:
    """The ids of all leads of so many calls with so many areas with so many leads."""
    return [f"U{number:05}" for number in range(calls * areas * leads)]


def calls_file(calls: int, areas: int, leads: int, *, weekday: str = "friday") -> str:
    """A calls.toml of that size; each area has leads of its own."""
    parts = []
    for call in range(calls):
        parts.append(CALL.format(call=call, weekday=weekday))
        for area in range(areas):
            first = (call * areas + area) * leads
            led = (f'{{ name = "U{each:05}", slack = "U{each:05}" }}' for each in range(first, first + leads))
            parts.append(AREA.format(area=area, leads=", ".join(led)))
    return "".join(parts)


def set_clock(folder: Path, clock: MovableClock) -> None:
    """Let the processes that live in a folder have this time."""
    (folder / "ahead").write_text(str((clock() - now()) / timedelta(seconds=1)), encoding="ascii")


class Ended(Exception):
    """What was to be measured is not there any more."""


@asynccontextmanager
async def process(
    module: str, folder: Path, workspace: Workspace, *more: str, database: str = ""
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process with the settings of the workspace and the calls.toml in its folder, until the context ends.

    Without a `database` address it has a file of its own. Raises Ended if it has ended by itself.
    """
    environment = {
        **as_installed(),
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": database or f"sqlite:///{folder / 'minutesbot.db'}",
        "MINUTESBOT_CALLS": str(folder / "calls.toml"),
        "MINUTESBOT_HTTP": "off",
    }
    argument = {OURS: folder, BARE: folder / "bare.db", RUN: "run"}[module]
    began = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "ignore",
        "-m",
        module,
        str(argument),
        *more,
        env=environment,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield began
    finally:
        if began.returncode is not None:
            raise Ended(f"a process ended by itself, with {began.returncode}")
        began.kill()
        await began.wait()


def as_installed() -> dict[str, str]:
    """The environment, without what keeps Python from writing bytecode: an installed bot has it."""
    environment = dict(os.environ)  # noqa: TID251 - a process needs PATH and the like
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def memory(process: int) -> float:
    """Resident memory in MiB, as the kernel counts it."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_seconds(process: int) -> float:
    """The processor time that a process has taken, its own and the kernel's for it."""
    words = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
