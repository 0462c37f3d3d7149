"""A theatre whose bot runs in a process of its own, so that it can be killed, stopped and started again."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.clock import now
from bot.demo import limits
from bot.demo.story import cast
from tests.waiting import until
from tests.week.theatre import Theatre, theatre


class Mortal(Theatre):
    """A theatre whose bot runs in a process of its own."""

    @asynccontextmanager
    async def process(self, **more: str):
        """The bot in its process, with `more` settings; killed when the context ends. It logs to a file."""
        self.tell_time()
        calls = self.folder / "calls.toml"
        if not calls.exists():
            calls.write_text(cast.CALLS, encoding="utf-8")
        environment = {
            **os.environ,  # noqa: TID251 - the process needs PATH and the like
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_APP_TOKEN": self.workspace.app_token,
            "SLACK_API_URL": self.workspace.api_url,
            "DATABASE_URL": f"sqlite:///{self.folder / 'minutesbot.db'}",
            "MINUTESBOT_CALLS": str(calls),
            "MINUTESBOT_HTTP": "off",
            "MINUTESBOT_TICK_SECONDS": "0.1",
            **more,
        }
        with (self.folder / "bot.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.week.actor", str(self.folder), env=environment, stderr=log
            )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.wait()

    @property
    def log(self) -> str:
        """What all processes have logged."""
        return (self.folder / "bot.log").read_text(encoding="utf-8")

    def tell_time(self) -> None:
        """Set the process's clock to ours."""
        ahead = (self.clock() - now()).total_seconds()
        (self.folder / "ahead.new").write_text(str(ahead), encoding="ascii")
        (self.folder / "ahead.new").rename(self.folder / "ahead")

    def move(self, moment) -> None:
        """Let time pass for everybody."""
        self.clock.move(moment)
        self.tell_time()

    def connected(self) -> bool:
        """The bot listens on a socket."""
        return bool(self.workspace.sockets.open)

    def calls(self, method: str) -> int:
        """How often a method was called, with whatever outcome."""
        return sum(record.name == method for record in self.workspace.ledger)

    async def rest(self) -> None:
        """Let what the dead bot left unacknowledged come again, and the living one do what it still would."""
        self.move(self.clock() + timedelta(minutes=6))
        await until(lambda: not self.workspace.unacked)
        await asyncio.sleep(1)


@asynccontextmanager
async def mortal(folder):
    async with theatre(folder) as stage:
        stage.workspace.envelopes.ack_seconds = limits.ACK_SECONDS  # what a dead bot had comes again
        yield Mortal(stage.workspace, stage.clock, stage.folder)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
