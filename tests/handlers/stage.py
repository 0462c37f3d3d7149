"""The real bot, taken apart, and the call it prepares."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.cycle.deliver import deliver
from bot.demo.workspace import Workspace
from bot.model.call import Area, Call, Labels, Lead, Style, Weekday
from bot.wiki.pages import WikiPages
from handlers.context import HandlerContext
from handlers.incoming.inbox import Drain
from storage.queue import RowInbox
from tests.rounds import advance

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
    context: HandlerContext
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
        nowhere = WikiPages(password=None)
        at = self.context
        await deliver(store=at.store, chat=at.chat, wiki=nowhere, clock=self.clock, owner="test", lease=LEASE)
        await self.workspace.settled()

    async def tick(self) -> None:
        """Take every step that is due."""
        chat = self.context.chat
        await advance(
            store=self.context.store, pages=chat.pages, now=self.clock(), read_status=chat.own_status
        )
        await self.settle()

    def said_to(self, person: str) -> list[Json]:
        """What the bot said in a direct conversation."""
        return [said for said in self.workspace.messages(self.workspace.dm(person)) if "bot_id" in said]


async def card_of(
    bot: Bot, text: str = "News:\n- Released version 4.2\n- Moved the mirror", person: str = "U0TIM"
) -> Json:
    await bot.workspace.write(person, text)
    await bot.settle()
    return last_card(bot, person)


def last_card(bot: Bot, person: str = "U0TIM") -> Json:
    return [said for said in bot.said_to(person) if "/card/" in said["blocks"][0]["block_id"]][-1]


async def press(bot: Bot, said: Json, label: str, *, person: str = "U0TIM", value: str | None = None) -> None:
    """Press the button with this label, or choose a value from the first menu whose id begins like this."""
    for block in said["blocks"]:
        for element in block.get("elements", ()):
            name = element.get("action_id", "")
            shown = element.get("text", {}).get("text") if element["type"] == "button" else None
            if shown == label or (value and name.startswith(label)):
                place = bot.workspace.dm(person)
                await bot.workspace.press(
                    person, place, said["ts"], name, block_id=block["block_id"], value=value
                )
                await bot.settle()
                return
    raise AssertionError((label, said["text"]))
