"""One bot of the campaign: the real one, with named points, a posted clock, and perhaps a weakness."""

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Bot
from bot.at_work import bot_of
from bot.clock import now
from bot.composition import BotParts, bot_parts
from bot.logs import set_up_logging
from bot.model.errors import MinutesError
from bot.settings import load
from handlers.incoming.catch_up import LookBack
from handlers.incoming.connect import PING_SECONDS
from tests.faults.points import Pointed, PointedStore, Points, Target
from tests.faults.protections import Through, weaken_bot, weakened

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BornAs:
    """How a bot is started.

    `without` is the protection that is taken away. It kills itself at the first of the points `dies_at` that
    it passes for the so-manieth time, and stops itself once at the point `freezes_at`. Its clock is wrong by
    `slip` seconds. Its pauses between sockets are counted in `ping_seconds`.
    """

    number: int
    folder: str
    environment: dict[str, str]
    without: str = ""
    dies_at: Sequence[Target] = ()
    freezes_at: str = ""
    slip: float = 0.0
    ping_seconds: float = PING_SECONDS


class Told(Through):
    """An inbox that logs who has which arrival in hand, and when it is done or has failed."""

    async def claim(self, now: datetime, owner: str, *args: Any, **kwargs: Any) -> Any:
        claimed = await self._inner.claim(now, owner, *args, **kwargs)
        for each in claimed:
            log.info("%s claims %s", owner, each.identity)
        return claimed

    async def done(self, identities: Sequence[str], at: datetime, owner: str = "") -> None:
        await self._inner.done(identities, at, owner)
        log.info("%s is done with %s", owner, ", ".join(identities))


class PostedClock:
    """A clock that is ahead of the machine's by what a file says, and by a slip of its own."""

    def __init__(self, file: Path, slip: float) -> None:
        self._file = file
        self._slip = slip

    def __call__(self) -> datetime:
        return now() + timedelta(seconds=float(self._file.read_text(encoding="ascii")) + self._slip)


def live(born: BornAs) -> int:
    """Run the bot until it is killed; returns 1 where it could not start, as the program does."""
    try:
        asyncio.run(_live(born))
    except MinutesError as error:
        print(error)
        return 1
    return 0


async def _live(born: BornAs) -> None:
    folder = Path(born.folder)
    settings = load(born.environment, dotenv=None)
    set_up_logging(settings)
    clock = PostedClock(folder / "ahead", born.slip)
    points = Points(folder, born.dies_at, born.freezes_at)
    trial = PostedClock(folder / "ahead", 0.0)  # what nobody can set goes as fast as the trial's time
    async with bot_parts(settings, clock) as parts:
        arranged = _arranged(parts, points, born)
        async with bot_of(arranged, settings, lambda: trial().timestamp()) as bot:
            weaken_bot(bot, born.without)
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, bot.wake)
            _sign(folder, bot)
            await bot.run()


def _arranged(parts: BotParts, points: Points, born: BornAs) -> BotParts:
    """The same parts, with a point before and after whatever goes through a port."""
    parts = weakened(parts, born.without)
    inbox = Pointed(Told(parts.inbox), "inbox", points)
    store = PointedStore(parts.context.store, points)
    context = replace(parts.context, store=store, chat=Pointed(parts.context.chat, "chat", points))
    look_back = LookBack(parts.look_back._reading, inbox, store, context.clock)
    return replace(parts, context=context, inbox=inbox, look_back=look_back, ping_seconds=born.ping_seconds)


def _sign(folder: Path, bot: Bot) -> None:
    """Leave word under which name this process claims."""
    (folder / f"owner-{os.getpid()}").write_text(f"{bot._owner} {bot._drain._owner}", encoding="ascii")
