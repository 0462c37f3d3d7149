"""The command line as a process of its own, in an empty folder and with an environment of its own."""

import asyncio
import os
import sys
from dataclasses import dataclass

import pytest

from bot.demo.workspace import Workspace
from tests.paths import ROOT
from tests.waiting import PATIENCE_SECONDS

BARE = {
    "PATH": os.environ["PATH"],  # noqa: TID251 - a process needs it
    "PYTHONPATH": str(ROOT),
    "MINUTESBOT_HTTP": "off",
}
# The smallest `calls.toml` that says all that has to be said.
CALLS = """\
[[call]]
name = "Production"
channel = "C0PRODUCTION"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
[[call.area]]
name = "Software"
leads = [{ name = "Tilda C.", slack = "U0TILDA" }]
"""


@dataclass(frozen=True)
class Said:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def minutesbot(tmp_path):
    """Runs a command in an empty folder, with an environment of its own."""

    async def run(*arguments: str, stdin: str = "", **environment: str) -> Said:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=tmp_path,
            env={**BARE, **environment},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                out, err = await process.communicate(stdin.encode())
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()  # its pipes are closed only when they were read to the end
        return Said(process.returncode or 0, out.decode(), err.decode())

    return run


def tokens(workspace: Workspace) -> dict[str, str]:
    """The settings that lead a command into this workspace."""
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }
