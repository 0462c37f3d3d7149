"""The Web API misbehaves on demand, and notes everything."""

import asyncio
import json

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo import limits
from bot.demo.server.methods import METHODS
from tests.demo.calls import raw, refusal


async def test_one_message_a_second_is_enforced_when_switched_on(workspace, client, clock):
    workspace.context.one_post_a_second = True
    await client.chat_postMessage(channel="C0PROD", text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0PROD", text="y")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    clock.advance(seconds=1)
    assert (await client.chat_postMessage(channel="C0PROD", text="y"))["ok"]


async def test_a_method_takes_as_many_calls_a_minute_as_its_tier_when_switched_on(workspace, client, clock):
    for _ in range(limits.TIERS[2] + 5):
        await client.users_list()
    await workspace.trouble.make("tiers", {})
    for _ in range(limits.TIERS[2]):
        await client.users_list()
    clock.advance(seconds=20)
    with pytest.raises(SlackApiError) as caught:
        await client.users_list()
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "40")
    assert (await client.users_info(user="U0TIM"))["ok"]
    clock.advance(seconds=40)
    assert (await client.users_list())["ok"]


async def test_a_workspace_takes_as_many_messages_a_minute_as_it_is_told(workspace, client, clock):
    workspace.context.rates.posts = 2
    for person in ("U0TIM", "C0PROD"):
        await client.chat_postMessage(channel=person, text="x")
    clock.advance(seconds=20)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0PROD", text="y")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "40")
    assert (await client.users_info(user="U0TIM"))["ok"]
    clock.advance(seconds=40)
    assert (await client.chat_postMessage(channel="C0PROD", text="y"))["ok"]


async def test_every_method_with_a_tier_has_one_that_is_known(workspace):
    tiers = {name: method.tier for name, method in METHODS.items()}
    assert set(tiers.values()) <= {None, *limits.TIERS}
    assert [name for name, tier in tiers.items() if tier is None] == [
        "auth.test",
        "chat.postMessage",
        "chat.getPermalink",
    ]


async def test_a_connection_that_drops_after_the_post_leaves_the_message(workspace, client):
    workspace.fail_next("chat.postMessage", "drop_after_commit")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C0PROD", text="x")
    assert len(workspace.messages("C0PROD")) == 1


async def test_a_client_that_repeats_a_dropped_post_posts_twice(workspace):
    repeating = AsyncWebClient(
        token=workspace.bot_token,
        base_url=workspace.api_url,
        retry_handlers=[AsyncConnectionErrorRetryHandler()],
    )
    workspace.fail_next("chat.postMessage", "drop_after_commit")
    await repeating.chat_postMessage(channel="C0PROD", text="x")
    assert len(workspace.messages("C0PROD")) == 2


@pytest.mark.parametrize(
    ("kind", "messages"),
    [("drop_before", 0), ("http_500_html", 0), ("http_500_after_commit", 1), ("refused", 0)],
)
async def test_other_faults_fail_once_and_leave_what_they_say(workspace, client, kind, messages):
    workspace.fail_next("chat.postMessage", kind)
    with pytest.raises((SlackApiError, aiohttp.ClientError)):
        await client.chat_postMessage(channel="C0PROD", text="x")
    assert len(workspace.messages("C0PROD")) == messages
    assert (await client.chat_postMessage(channel="C0PROD", text="x"))["ok"]


async def test_a_slow_post_takes_effect_after_the_client_gave_up(workspace):
    impatient = AsyncWebClient(
        token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[], timeout=1
    )
    workspace.fail_next("chat.postMessage", "slow", 1.8)
    with pytest.raises(TimeoutError):
        await impatient.chat_postMessage(channel="C0PROD", text="x")
    assert workspace.messages("C0PROD") == []
    await workspace.settled()
    assert len(workspace.messages("C0PROD")) == 1


async def test_a_rate_limit_says_how_long(workspace, client):
    workspace.fail_next("chat.postMessage", "rate_limited", 7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0PROD", text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "7")


async def test_the_ledger_holds_every_call_and_no_secret(workspace, client):
    await client.api_call("chat.postMessage", json={"channel": "C0PROD", "text": workspace.bot_token})
    await raw(workspace, "auth.test", data={"token": workspace.bot_token})
    opened = await AsyncWebClient(base_url=workspace.api_url).apps_connections_open(
        app_token=workspace.app_token
    )
    written = json.dumps([(record.arguments, record.answer) for record in workspace.ledger])
    assert [record.name for record in workspace.ledger] == [
        "chat.postMessage",
        "auth.test",
        "apps.connections.open",
    ]
    for secret in (workspace.bot_token, workspace.app_token, opened["url"].partition("ticket=")[2]):
        assert secret not in written


async def test_chaos_is_the_same_for_the_same_seed(workspace, client):
    async def outcomes(seed: int) -> list[str]:
        workspace.trouble.chaos(seed, rate=0.5)
        said = []
        for _ in range(20):
            try:
                await client.chat_postMessage(channel="C0PROD", text="x")
            except (SlackApiError, aiohttp.ClientError) as wrong:
                said.append(type(wrong).__name__)
            else:
                said.append("posted")
        return said

    first = await outcomes(7)
    assert 5 < first.count("posted") < 20
    assert await outcomes(7) == first
    assert await outcomes(8) != first


async def test_events_by_chance_come_again_but_are_never_lost(workspace, connect):
    ear = await connect()
    workspace.trouble.chaos(seed=3, rate=0.5)
    for number in range(20):
        await workspace.write("U0TIM", str(number))
    await asyncio.sleep(0.4)
    await workspace.settled()
    assert {event["text"] for event in ear.events} == {str(number) for number in range(20)}
    assert 20 < len(ear.events) < 40
    assert len({envelope["payload"]["event_id"] for envelope in ear.heard}) == 20


@pytest.mark.parametrize(
    ("kind", "asked", "error"),
    [
        ("dm_refused", {"person": "U0TIM"}, limits.DM_REFUSED),
        ("refused", {"method": "chat.postMessage"}, "fatal_error"),
    ],
)
async def test_trouble_is_made_by_name(workspace, client, kind, asked, error):
    await workspace.trouble.make(kind, asked)
    assert await refusal(client.chat_postMessage(channel="U0TIM", text="x")) == error


async def test_a_person_can_be_deactivated_later(workspace, client):
    await workspace.trouble.make("deactivated", {"person": "U0TIM"})
    assert (await client.users_info(user="U0TIM"))["user"]["deleted"] is True
    assert await refusal(client.conversations_open(users="U0TIM")) == "user_disabled"
