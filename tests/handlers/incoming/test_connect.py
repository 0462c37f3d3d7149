"""Connecting: tokens that are refused, events that are kept first, sockets that break."""

import asyncio
import json
import logging

import aiohttp
import pytest
from aiohttp import web

from bot.clock import now
from bot.demo.workspace import Workspace
from bot.model.errors import ChatUnusable, DatabaseUnusable
from handlers.incoming.connect import EVENTS_PATH, build_app, connect, http_handler
from handlers.untrusted_json import RECEIVED_AT
from handlers.web_api.clients import posting_client
from handlers.web_api.tokens import bot_identity
from storage.queue import RowInbox
from tests.paths import MANIFEST
from tests.waiting import until

pytestmark = pytest.mark.wire


async def test_the_bot_knows_who_it_is_and_what_it_may(workspace):
    me = await bot_identity(posting_client(workspace.bot_token, workspace.api_url))
    assert (me.team, me.user) == ("T0DEMO", workspace.bot_user)
    assert "chat:write" in me.scopes


@pytest.mark.refuses
async def test_a_refused_bot_token_is_one_line_that_says_what_to_do(workspace):
    with pytest.raises(ChatUnusable) as refusal:
        await bot_identity(posting_client("xoxb-wrong", workspace.api_url))
    line = str(refusal.value)
    assert "the bot token was refused (invalid_auth)" in line
    assert "\n" not in line
    assert "xoxb-wrong" not in line


@pytest.mark.refuses
async def test_a_refused_app_token_is_told_before_connecting(workspace, database, clock):
    client = posting_client(workspace.bot_token, workspace.api_url)
    app = build_app(client, await bot_identity(client), RowInbox(database, "T0DEMO"), lambda: None, clock)
    with pytest.raises(ChatUnusable) as refusal:
        await connect(app, "xapp-wrong")
    assert "the app token was refused" in str(refusal.value)


async def test_a_workspace_that_cannot_be_reached_is_one_line():
    with pytest.raises(ChatUnusable) as refusal:
        await bot_identity(posting_client("xoxb-1", "http://127.0.0.1:9/api/"))
    assert "SLACK_API_URL" in str(refusal.value)


async def test_everything_that_arrives_is_kept_before_it_is_acknowledged(bot):
    await bot.workspace.write("U0TIM", "Hello")
    await bot.workspace.open_home("U0TIM")
    typed = asyncio.ensure_future(bot.workspace.command("U0TIM", "/minutes", "help", channel="C0PROD"))
    await until(lambda: not bot.workspace.envelopes.open)
    await bot.workspace.settled()
    kept = [arrival.payload for arrival in await bot.inbox.waiting(10)]
    assert [payload.get("command") or payload["event"]["type"] for payload in kept] == [
        "message",
        "app_home_opened",
        "/minutes",
    ]
    assert all(float(payload[RECEIVED_AT]) for payload in kept)
    await bot.drain.run()
    await typed


class Unreachable(RowInbox):
    """A memory that is away for a while."""

    away = True

    async def keep(self, identity, payload, at):
        if self.away:
            raise DatabaseUnusable("a lead's secret words")
        await super().keep(identity, payload, at)


async def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(workspace, database, clock, caplog):
    workspace.envelopes.ack_seconds, workspace.envelopes.retry_after = 0.2, (0.0, 0.2, 0.4)
    client = posting_client(workspace.bot_token, workspace.api_url)
    inbox = Unreachable(database, "T0DEMO")
    app = build_app(client, await bot_identity(client), inbox, lambda: None, clock)
    hello = asyncio.Event()
    handler = await connect(app, workspace.app_token, connected=hello.set)
    try:
        await hello.wait()
        await workspace.write("U0TIM", "secret too")
        await until(lambda: "could not be kept" in caplog.text)
        assert workspace.unacked
        inbox.away = False
        await workspace.settled()
    finally:
        await handler.close_async()
    (arrival,) = await inbox.waiting(10)
    assert arrival.payload["event"]["text"] == "secret too"
    assert "secret" not in caplog.text


async def test_after_a_lost_connection_the_bot_hears_again_and_is_told_so(bot):
    assert bot.hellos == ["hello"]
    bot.workspace.hard_drop()
    await until(lambda: len(bot.hellos) == 2)
    await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.settle()
    assert "Released" in bot.said_to("U0TIM")[0]["text"]


async def test_no_word_of_a_lead_and_no_token_gets_into_any_log(bot, caplog):
    caplog.set_level(logging.INFO)
    await bot.workspace.write("U0TIM", "- Unmistakable words")
    await bot.settle()
    bot.workspace.fail_next("chat.update", "http_500_html")
    await bot.workspace.write("U0TIM", "- Unmistakable too")
    await bot.settle()
    assert "Unmistakable" not in caplog.text
    assert bot.workspace.bot_token not in caplog.text
    assert bot.workspace.app_token not in caplog.text


@pytest.fixture
async def over_http(database, unused_tcp_port):
    """The workspace sends signed requests, which are good for five minutes; no socket is open."""
    workspace = Workspace(
        manifest=MANIFEST, clock=now, events_url=f"http://127.0.0.1:{unused_tcp_port}{EVENTS_PATH}"
    )
    workspace.add_person("U0TIM", "Tim T.")
    await workspace.start()
    client = posting_client(workspace.bot_token, workspace.api_url)
    inbox = RowInbox(database, "T0DEMO")
    app = build_app(
        client, await bot_identity(client), inbox, lambda: None, now, signing_secret=workspace.signing_secret
    )
    site = web.Application()
    site.router.add_post(EVENTS_PATH, http_handler(app))
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield workspace, inbox, f"http://127.0.0.1:{unused_tcp_port}{EVENTS_PATH}"
    await runner.cleanup()
    await workspace.stop()


async def test_over_http_signed_requests_are_kept_and_acknowledged(over_http):
    workspace, inbox, _ = over_http
    await workspace.write("U0TIM", "Hello")
    await workspace.settled()
    (arrival,) = await inbox.waiting(10)
    assert arrival.payload["event"]["text"] == "Hello"
    assert workspace.unacked == []


async def test_over_http_a_request_without_slack_s_signature_is_turned_away(over_http):
    _, inbox, address = over_http
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": {"type": "message"}})
    headers = {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1799700000"}
    async with aiohttp.ClientSession() as session:
        async with session.post(address, data=body, headers=headers) as response:
            assert response.status == 401
        async with session.post(address, data=body) as response:
            assert response.status == 401
    assert await inbox.waiting(10) == ()
