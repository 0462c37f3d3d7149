"""Each protection is needed: without it the very same misfortune does its harm."""

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.workspace import Workspace
from bot.model.delivery import Delivery, Kind, Posted
from bot.model.errors import OutcomeUnknown
from bot.model.message import Notice
from bot.ports import Clock
from handlers.incoming.connect import connect
from handlers.incoming.dispatch import SlackApp
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from tests.waiting import until

pytestmark = pytest.mark.wire


async def post_with(client: AsyncWebClient, workspace: Workspace, clock: Clock) -> Posted:
    delivery = Delivery("Production/2027-01-12/notice", "C0PROD", Notice("Hello"), clock(), kind=Kind.NOTICE)
    workspace.fail_next("chat.postMessage", "drop_after_commit")
    return await SlackChat(client).say(delivery)


async def test_a_client_that_repeats_requests_by_itself_posts_twice(workspace, clock):
    await post_with(AsyncWebClient(workspace.bot_token, workspace.api_url), workspace, clock)
    assert len(workspace.messages("C0PROD")) == 2


async def test_ours_posts_once_and_says_that_it_does_not_know(workspace, clock):
    with pytest.raises(OutcomeUnknown):
        await post_with(posting_client(workspace.bot_token, workspace.api_url), workspace, clock)
    assert len(workspace.messages("C0PROD")) == 1


async def write_many(workspace: Workspace) -> int:
    await asyncio.gather(*(workspace.write("U0TIM", f"- Item {number}") for number in range(40)))
    await workspace.settled()
    return [record.name for record in workspace.ledger].count("auth.test")


async def test_bolt_by_itself_asks_who_it_is_for_every_event_of_a_burst(workspace):
    app = SlackApp(signing_secret="", client=posting_client(workspace.bot_token, workspace.api_url))
    hello = asyncio.Event()

    @app.event("message")
    async def listen() -> None:
        await asyncio.sleep(0)

    handler = await connect(app, workspace.app_token, connected=hello.set)
    await hello.wait()
    assert await write_many(workspace) > 1
    await handler.close_async()


async def test_ours_asks_once(bot):
    assert await write_many(bot.workspace) == 1


@pytest.mark.refuses
async def test_bolt_by_itself_leaves_the_rest_of_what_slack_sends_without_an_answer(workspace):
    workspace.envelopes.ack_seconds, workspace.envelopes.retry_after = 0.1, (0.0, 0.1)
    app = SlackApp(signing_secret="", client=posting_client(workspace.bot_token, workspace.api_url))
    hello = asyncio.Event()

    @app.message()
    async def listen() -> None:
        await asyncio.sleep(0)

    handler = await connect(app, workspace.app_token, connected=hello.set)
    await hello.wait()
    ts = await workspace.write("U0TIM", "- Item")
    await workspace.edit("U0TIM", ts, "- Another")
    await until(lambda: not workspace.envelopes.open)
    assert len(workspace.unacked) == 1
    await handler.close_async()


async def test_ours_acknowledges_every_kind(bot):
    ts = await bot.workspace.write("U0TIM", "- Item")
    await bot.workspace.edit("U0TIM", ts, "- Another")
    await bot.workspace.delete("U0TIM", ts)
    await bot.workspace.open_home("U0TIM")
    await bot.workspace.settled()
    assert bot.workspace.unacked == []
