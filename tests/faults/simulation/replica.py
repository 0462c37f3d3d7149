"""One place at which a bot process runs, and runs again whenever it has ended."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, cast

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.app import Bot
from bot.clock_guard import ClockGuard
from bot.ports import Chat, Inbox, Store, Wiki
from handlers.context import HandlerContext
from handlers.incoming.catch_up import LookBack
from handlers.incoming.inbox import keeping
from handlers.incoming.stuck import sender_of
from handlers.web_api.names import Names
from storage.database import Database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.faults.simulation.chat import Pages, Poison, SimulatedChat, SimulatedWiki
from tests.faults.simulation.process import Failing, Killed, Process, Surroundings
from tests.faults.simulation.protections import Ports
from tests.faults.simulation.web import SimulatedWeb
from tests.faults.simulation.workspace import Workspace


@dataclass
class Replica:
    """Where one of a team's processes runs; `lives` counts how often it was started."""

    name: str
    slip: timedelta
    around: "Place"
    lives: int = 0
    process: Process | None = None

    async def live(self) -> None:
        """Start a process and wait until it has ended."""
        self.lives += 1
        process = Process(f"{self.name}.{self.lives}", self.slip, self.around)
        self.process = process
        try:
            bot = _bot(process, self.around)
        except Killed:
            return
        listener = _Connected(bot, process)
        self.around.workspace.listeners.append(listener)
        bot.connected()
        working = [asyncio.ensure_future(bot.run()), asyncio.ensure_future(self._beat(bot))]
        ends = asyncio.ensure_future(process.ended.wait())
        await asyncio.wait([*working, ends], return_when=asyncio.FIRST_COMPLETED)
        process.ended.set()
        self.around.workspace.listeners.remove(listener)
        for task in (*working, ends):
            task.cancel()
        await asyncio.gather(*working, ends, bot.stop(), return_exceptions=True)

    def end(self) -> None:
        """End the process that runs here, if one does."""
        if self.process is not None:
            self.process.ended.set()

    async def _beat(self, bot: Bot) -> None:
        while True:
            await asyncio.sleep(self.around.beat())
            bot.wake()


class Place(Surroundings, Protocol):
    """What a team's processes stand in: their database, their workspace, and what was taken away."""

    team: str
    database: Database
    workspace: Workspace
    wiki: Pages
    poison: Poison
    without: str

    def beat(self) -> float:
        """Seconds until the heart beats next."""


class _Connected:
    """A process to which events are sent."""

    def __init__(self, bot: Bot, process: Process) -> None:
        self._process = process
        self._keep: Any = keeping(bot.inbox, bot.wake, process.clock, bot.connected)

    async def receive(self, body: dict[str, Any]) -> bool:
        """Take a payload as the bot does; whether it was acknowledged."""
        acknowledged = False

        async def acknowledge() -> None:
            nonlocal acknowledged
            acknowledged = True

        asked = {"body": body, "resp": BoltResponse(status=200), "context": AsyncBoltContext()}
        keep = self._keep(**asked, next=acknowledge)
        await asyncio.gather(keep, return_exceptions=True)
        return acknowledged and not self._process.dead


def _bot(process: Process, at: Place) -> Bot:
    """The bot as it is put together in production, before ports that fail."""
    chat = SimulatedChat(at.workspace, process, at.poison)
    store = cast("Store", Failing(RowStore(at.database, at.team), process))
    inbox = cast("Inbox", Failing(RowInbox(at.database, at.team, sender_of), process))
    ports = Ports(cast("Chat", chat), store, inbox).without(at.without)
    web = SimulatedWeb(at.workspace, process)
    names = Names(ports.chat, web, process.clock)
    context = HandlerContext(ports.store, ports.chat, web, names, process.clock, "UBOT")
    look_back = LookBack(web, ports.inbox, ports.store, process.clock)
    wiki = cast("Wiki", SimulatedWiki(at.wiki, process))
    guard = ClockGuard(process.clock, asyncio.get_running_loop().time)
    life = f"{process.name}, since {process.around.now().timestamp():.6f}"
    return Bot(context, wiki, ports.inbox, look_back, guard, owner=life)
