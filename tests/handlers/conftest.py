"""The real bot, taken apart: Bolt app, inbox and memory in a workspace in a box."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.demo.workspace import Workspace
from bot.model.delivery import Delivery, Kind
from bot.model.message import MinutesPage
from handlers.context import HandlerContext
from handlers.home.show import HomeRefresher
from handlers.incoming.connect import build_app, connect
from handlers.incoming.inbox import Drain
from handlers.incoming.route import route
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client, reading_client
from handlers.web_api.names import Names
from handlers.web_api.tokens import bot_identity
from storage.queue import RowInbox
from storage.store import RowStore
from tests.complaints import complaints
from tests.handlers import samples
from tests.handlers.stage import CALL, Bot
from tests.paths import MANIFEST
from tests.rounds import advance
from tests.tables import with_tables
from tests.waiting import patient, until

MONDAY = datetime(2027, 1, 11, 22, 0, tzinfo=UTC)  # 23 hours before the call


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY)


@pytest.fixture
async def workspace(clock, request) -> AsyncIterator[Workspace]:
    made = Workspace(manifest=MANIFEST, clock=clock)
    patient(made)
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
    refused, unacked = complaints(made)
    await made.stop()
    if "refuses" not in request.keywords:
        assert (refused, unacked) == ([], [])


@pytest.fixture
def database(tmp_path):
    made = with_tables(tmp_path / "minutes.db")
    yield made
    made.close()


@pytest.fixture
async def bot(workspace, database, clock) -> AsyncIterator[Bot]:
    posting = posting_client(workspace.bot_token, workspace.api_url)
    reading = reading_client(workspace.bot_token, workspace.api_url)
    me = await bot_identity(posting)
    store, inbox = RowStore(database, me.team), RowInbox(database, me.team)
    await store.change(lambda book: book.keep_call(CALL))
    await advance(store=store, pages=lambda _: 1, now=clock() - timedelta(days=2))
    chat = SlackChat(posting, team=me.team)
    context = HandlerContext(store, chat, posting, Names(chat, reading, clock), clock, me.user)
    drain = Drain(inbox, route(context, HomeRefresher(context)), clock)
    hellos: list[str] = []
    app = build_app(posting, me, inbox, wake=lambda: None, clock=clock)
    socket = await connect(app, workspace.app_token, connected=lambda: hellos.append("hello"), ping_seconds=1)
    await until(lambda: hellos)
    made = Bot(workspace, context, reading, inbox, drain, socket, clock, hellos)
    yield made
    await socket.close_async()


@pytest.fixture
def chat(workspace):
    return SlackChat(posting_client(workspace.bot_token, workspace.api_url))


@pytest.fixture
def owed(clock):
    def made(message, to="C0PROD", key="Production/2027-01-12/minutes", **more):
        kind = more.pop("kind", Kind.MINUTES)
        return Delivery(key, to, message, due=clock(), first_try_at=clock(), kind=kind, **more)

    return made


@pytest.fixture
async def minutes(chat, owed):
    delivery = owed(MinutesPage(samples.FULL))
    return replace(delivery, posted=await chat.say(delivery))
