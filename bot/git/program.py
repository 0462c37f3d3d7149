"""The program git in a process of its own: no shell, nobody is asked for a password, and time is bounded."""

import asyncio
import os
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.errors import NotNow, Rejected

RETRY_SECONDS = 60.0
SECONDS = 20.0  # for one command; a push over a slow line takes a few
_NOT_FOUND = 127  # what `env` says of a program that is missing
_LONGEST_REASON = 200
# What the environment of a hook would say about another repository than the one that is meant.
_UNSET = [f"--unset=GIT_{name}" for name in ("DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "PREFIX")]
_LOGIN = re.compile(r"//[^/\s@]*@")


class GitNotNow(NotNow):
    """The minutes are not in the repository yet, and it is tried again."""

    def __init__(self, detail: str) -> None:
        super().__init__(RETRY_SECONDS, detail)


class GitRefused(Rejected):
    """The minutes could not be put into the repository."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command wrote, and whether it did what it should; `why` is one line without a login in it."""

    fine: bool
    out: bytes
    why: str

    @property
    def text(self) -> str:
        """What it wrote, without the end of the last line."""
        return self.out.decode("utf-8", "replace").rstrip("\n")


class Git:
    """Runs git in a folder; hooks of that folder are not run.

    Raises GitNotNow where a command takes longer than `seconds`, GitRefused where there is no git.
    """

    def __init__(self, folder: str, seconds: float = SECONDS) -> None:
        self._folder = folder
        self._seconds = seconds

    async def run(
        self, *command: str, given: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> Ran:
        """Run a command with what it is given on its standard input."""
        settings = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(environment or {})}
        process = await asyncio.create_subprocess_exec(
            *("env", *_UNSET, *(f"{name}={value}" for name, value in settings.items())),
            *("git", "-C", self._folder, "-c", "core.hooksPath=/dev/null", *command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # so nothing can ask at a terminal, and helpers end with it
        )
        try:
            async with asyncio.timeout(self._seconds):
                out, err = await process.communicate(given)
        except TimeoutError:
            raise GitNotNow(f"git {command[0]} took longer than {self._seconds:.0f} s") from None
        finally:
            await _ended(process)
        if process.returncode == _NOT_FOUND:
            raise GitRefused("the program git is not installed on this machine")
        return Ran(process.returncode == 0, out, _reason(err.decode("utf-8", "replace")))


async def _ended(process: asyncio.subprocess.Process) -> None:
    """End it with everything that it started; it may be over."""
    if process.returncode is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        await process.wait()


def _reason(said: str) -> str:
    """The line that says what was wrong."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    wrong = [line for line in lines if line.startswith(("fatal:", "error:"))]
    line = _LOGIN.sub("//", (wrong or lines or [""])[0])
    return line[:_LONGEST_REASON]
