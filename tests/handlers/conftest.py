"""The real bot, taken apart: Bolt app, inbox and memory in a workspace in a box."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.clock import MovableClock
from bot.cycle.advance import advance
from bot.cycle.deliver import deliver
from bot.demo.workspace import Workspace
from bot.model.call import Area, Call, Labels, Lead, Style, Weekday
from handlers.connect import build_app, connect, introduce, posting_client, reading_client
from handlers.inbox import Drain
from handlers.route import route
from handlers.workplace import Workplace, workplace
from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.queue import RowInbox
from storage.store import RowStore

MANIFEST = Path(__file__).resolve().parents[2] / "deploy" / "slack-manifest.json"
MONDAY = datetime(2027, 1, 11, 22, 0, tzinfo=UTC)  # 23 hours before the call
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
    database: Database
    at: Workplace
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

    def said_to(self, person: str) -> list[dict]:
        """What the bot said in a direct conversation."""
        return [said for said in self.workspace.messages(self.workspace.dm(person)) if "bot_id" in said]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY)


@pytest.fixture
async def workspace(clock) -> AsyncIterator[Workspace]:
    made = Workspace(manifest=MANIFEST, clock=clock)
    made.envelopes.ack_seconds = 2.0
    for person, name in (
        ("U0TIM", "Tim T."),
        ("U0ANA", "Ana B."),
        ("U0CHAIR", "Scott"),
        ("U0BY", "Bystander"),
    ):
        made.add_person(person, name)
    made.add_person("U0GONE", "Gone", deleted=True)
    made.add_person("U0ROBOT", "Robot", is_bot=True)
    made.add_person("U0SHY", "Shy", dm_refused=True)
    made.add_person("U0ABROAD", "Abroad", tz="Europe/Berlin")
    made.add_channel("C0PROD", "production", ["U0TIM", "U0ANA", "U0CHAIR", "U0BY"])
    made.add_channel("C0OLD", "old", ["U0TIM"], archived=True)
    made.add_channel("C0ELSE", "elsewhere", ["U0TIM"], bot_is_member=False)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def database(tmp_path):
    made = open_database(f"sqlite:///{tmp_path / 'minutes.db'}")
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
async def bot(workspace, database, clock) -> AsyncIterator[Bot]:
    posting = posting_client(workspace.bot_token, workspace.api_url)
    reading = reading_client(workspace.bot_token, workspace.api_url)
    me = await introduce(posting)
    store, inbox = RowStore(database, me.team), RowInbox(database, me.team)
    await store.change(lambda book: book.keep_call(CALL))
    await advance(store=store, pages=lambda _: 1, now=clock() - timedelta(days=2))
    at = workplace(store, posting, reading, clock)
    hellos: list[str] = []
    app = build_app(posting, me, inbox, wake=lambda: None, clock=clock)
    socket = await connect(app, workspace.app_token, connected=lambda: hellos.append("hello"), ping_seconds=1)
    for _ in range(200):
        if hellos:
            break
        await asyncio.sleep(0.01)
    made = Bot(workspace, database, at, inbox, Drain(inbox, route(at), clock), socket, clock, hellos)
    yield made
    await socket.close_async()
