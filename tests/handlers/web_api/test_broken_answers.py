"""Answers of Slack in which something is missing, of another type, or without an end."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.model.delivery import Delivery, Kind, Posted
from bot.model.errors import ChatUnusable, NotNow, OutcomeUnknown
from bot.model.message import Notice, TwikiCopy
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from handlers.web_api.conversation_history import direct_conversations, history, replies
from handlers.web_api.find_people import members
from handlers.web_api.tokens import bot_identity
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.wire

NOW = datetime(2027, 1, 11, 22, 0, tzinfo=UTC)
OWED = Delivery("Production/2027-01-12/notice/x", "C0PROD", Notice("Hello"), due=NOW, kind=Kind.NOTICE)
BROKEN = (b"", b"null", b"[]", b'"ok"', b"0", b"{", b"\xff\xfe", b"[" * 3_000, b"<html>", b'{"ok": true}')
COPY = replace(
    OWED,
    kind=Kind.TWIKI,
    message=TwikiCopy("Minutes", "m.txt", "---+ x"),
    thread=Posted("C0PROD", "1.000100"),
)
CIRCLE = (
    b'{"ok": true, "messages": [], "channels": [], "members": [], "response_metadata": {"next_cursor": "x"}}'
)


@pytest.fixture
async def answering(unused_tcp_port):
    """A client, and how its server answers everything."""
    bodies: list[bytes] = []

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=bodies[-1], content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield posting_client("xoxb-1", f"http://127.0.0.1:{unused_tcp_port}/api/"), bodies.append
    await runner.cleanup()


@pytest.mark.parametrize("body", BROKEN, ids=lambda body: repr(body[:12]))
async def test_what_cannot_be_read_is_not_known_to_be_done_and_asked_again(answering, body):
    client, answer = answering
    answer(body)
    chat = SlackChat(client, team="T0DEMO")
    with pytest.raises(OutcomeUnknown):
        await chat.say(OWED)
    with pytest.raises(NotNow):
        await chat.person("U0TIM")
    with pytest.raises(NotNow):
        await chat.members("C0PROD")
    with pytest.raises(ChatUnusable):
        await bot_identity(client)


@pytest.mark.parametrize("user", [b"{}", b'{"id": 1, "profile": [], "tz": {}, "enterprise_user": "x"}'])
async def test_a_person_of_whom_little_is_told_is_known_by_the_id(answering, user):
    client, answer = answering
    answer(b'{"ok": true, "user": %s}' % user)
    found = await SlackChat(client, team="T0DEMO").person("U0TIM")
    assert found.zone == "UTC"
    assert not found.stranger


async def test_pages_that_go_round_in_circles_are_given_up(answering):
    client, answer = answering
    answer(CIRCLE)
    async with asyncio.timeout(PATIENCE_SECONDS):
        for pages in (direct_conversations(client), history(client, "D0TIM", 0)):
            with pytest.raises(NotNow):
                [page async for page in pages]
        with pytest.raises(NotNow):
            await members(client)


@pytest.mark.parametrize("message", [b"null", b"[]", b'"x"', b"{}", b'{"text": "no number"}'])
async def test_messages_without_a_number_are_an_answer_that_cannot_be_read(answering, message):
    client, answer = answering
    answer(b'{"ok": true, "messages": [%s]}' % message)
    for pages in (history(client, "D0TIM", 0), replies(client, "D0TIM", "1.000100")):
        with pytest.raises(NotNow, match=r"messages\.ts"):
            [page async for page in pages]


@pytest.mark.parametrize("address", [b"1", b"{}", b'""', b'"//x:"', b'"x"', b'"ftp://x/"', b'"http://a..b/"'])
async def test_what_is_no_address_to_send_a_file_to_is_asked_for_again(answering, address):
    client, answer = answering
    answer(b'{"ok": true, "upload_url": %s, "file_id": "F1"}' % address)
    with pytest.raises(NotNow):
        await SlackChat(client, team="T0DEMO").say(COPY)


@pytest.mark.parametrize("file", [b"null", b'"x"', b'{"shares": "x"}', b'{"shares": {"public": "x"}}'])
async def test_a_file_of_which_nobody_can_read_where_it_stands_is_not_known_to_stand(answering, file):
    client, answer = answering
    upload = f"{client.base_url}upload".encode()
    answer(b'{"ok": true, "upload_url": "%s", "file_id": "F1", "file": %s}' % (upload, file))
    with pytest.raises(OutcomeUnknown, match="does not stand"):
        await SlackChat(client, pauses=(0,), team="T0DEMO").say(COPY)
