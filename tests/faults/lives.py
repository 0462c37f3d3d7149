"""Bots that are born, killed, frozen and born again."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.faults.actor import BornAs
from tests.faults.points import Target


@dataclass(slots=True)
class Life:
    """One bot process."""

    pid: int
    folder: Path
    status: int | None = None  # how it ended
    frozen: bool = False
    slip: float = 0.0

    @property
    def owners(self) -> tuple[str, ...]:
        """Under which names it claims deliveries and arrivals; none until it is at work."""
        signed = self.folder / f"owner-{self.pid}"
        return tuple(signed.read_text(encoding="ascii").split()) if signed.exists() else ()

    @property
    def turns(self) -> int:
        """How many turns it has taken."""
        counted = self.folder / f"turns-{self.pid}"
        return int(counted.read_text(encoding="ascii")) if counted.exists() else 0

    @property
    def died_at(self) -> Target | None:
        """At which point it killed itself, if it did."""
        left = self.folder / f"died-{self.pid}"
        if not left.exists():
            return None
        point, hit = json.loads(left.read_text(encoding="utf-8"))
        return point, hit

    def has_ended(self) -> bool:
        """Whether it is dead."""
        return self.status is not None

    async def at_work(self) -> None:
        """Wait until it works, or has ended."""
        while self.status is None and not self.owners:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)

    async def stopped(self) -> None:
        """Wait until it has stopped itself, or has ended."""
        while self.status is None and not self._is_stopped():  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)
        self.frozen = self.status is None

    def _is_stopped(self) -> bool:
        """Whether the system says so: the word after its name in parentheses."""
        said = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8")
        return said.rpartition(")")[2].split()[0] == "T"

    def nudge(self) -> None:
        """Let it take a turn now; who is not at work yet takes one anyway."""
        with suppress(ProcessLookupError):  # it has just ended
            os.kill(self.pid, signal.SIGUSR1)

    def freeze(self) -> None:
        """Stop it without its noticing."""
        os.kill(self.pid, signal.SIGSTOP)
        self.frozen = True

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)
        self.frozen = False


class Nursery:
    """The process from which all bots are forked."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._births: dict[int, asyncio.Future[int]] = {}
        self._lives: dict[int, Life] = {}
        self._ended: dict[int, int] = {}
        self._changed = asyncio.Event()
        self._number = 0

    async def open(self) -> None:
        """Start it; it takes some seconds, once."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.nursery",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._listening = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """End it and all bots."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        if self._listening is not None:
            await self._listening

    async def bear(self, born: BornAs) -> Life:
        """Start a bot."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._number += 1
        birth = asyncio.get_running_loop().create_future()
        self._births[self._number] = birth
        line = json.dumps({**asdict(born), "number": self._number}) + "\n"
        self._process.stdin.write(line.encode())
        pid = await birth
        life = Life(pid, Path(born.folder), self._ended.pop(pid, None))
        self._lives[pid] = life
        return life

    async def kill(self, life: Life) -> bool:
        """Kill a bot and wait until it is dead; false if it had ended by itself."""
        if life.has_ended():
            return False
        with suppress(ProcessLookupError):  # it has just ended, which is still to be told
            os.kill(life.pid, signal.SIGKILL)
        while not life.has_ended():
            self._changed.clear()
            await self._changed.wait()
        return life.status == -signal.SIGKILL

    async def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            if "number" in said:
                self._births.pop(said["number"]).set_result(said["pid"])
            elif said["ended"] in self._lives:
                self._lives.pop(said["ended"]).status = said["status"]
            else:
                self._ended[said["ended"]] = said["status"]
            self._changed.set()
