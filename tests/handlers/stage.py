"""The real bot, taken apart, and the call it prepares."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.cycle.advance import advance
from bot.cycle.deliver import deliver
from bot.demo.workspace import Workspace
from bot.model.call import Area, Call, Labels, Lead, Style, Weekday
from handlers.inbox import Drain
from handlers.workplace import Workplace
from storage.queue import RowInbox

Json = dict[str, Any]

LEASE = timedelta(seconds=120)

CALL = Call(
    name="Production",
    channel="C0PROD",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    also_in=("America/Chicago",),
    coordinates=("Phone: +1-555-0100",),
    chairs=("U0CHAIR",),
    areas=(
        Area("Software", (Lead("Tim T.", "U0TIM"),), labels=Labels(ongoing="Ongoing work")),
        Area("Storage", (Lead("Ana B.", "U0ANA"),), style=Style.FLAT),
        Area("Networks", (Lead("Ana B.", "U0ANA"),), style=Style.PLAIN),
    ),
)


@dataclass
class Bot:
    """All parts of a running bot, and what moves it."""

    workspace: Workspace
    at: Workplace
    reading: AsyncWebClient
    inbox: RowInbox
    drain: Drain
    socket: AsyncSocketModeHandler
    clock: MovableClock
    hellos: list[str]

    async def settle(self) -> None:
        """Let everything that has arrived be worked on, and everything owed be said."""
        await self.workspace.settled()
        await self.drain.run()
        await deliver(store=self.at.store, chat=self.at.chat, clock=self.clock, owner="test", lease=LEASE)
        await self.workspace.settled()

    async def tick(self) -> None:
        """Take every step that is due."""
        await advance(store=self.at.store, pages=self.at.chat.pages, now=self.clock())
        await self.settle()

    def said_to(self, person: str) -> list[Json]:
        """What the bot said in a direct conversation."""
        return [said for said in self.workspace.messages(self.workspace.dm(person)) if "bot_id" in said]
