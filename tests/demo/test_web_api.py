"""The Web API takes what Slack takes and refuses what Slack refuses."""

import asyncio
import dataclasses
import json
from collections.abc import Awaitable
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo import limits
from bot.demo.wire import Json
from bot.demo.workspace import Workspace

DIVIDER = {"type": "divider"}


def section(text: str = "x", **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def rich(text: str = "x") -> Json:
    run = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [run]}


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def raw(workspace: Workspace, method: str, **kwargs: Any) -> tuple[int, Json]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(workspace.api_url + method, **kwargs) as answer,
    ):
        return answer.status, await answer.json()


async def test_arguments_travel_in_query_form_and_json_alike(workspace):
    header = {"Authorization": f"Bearer {workspace.bot_token}"}
    asked = {"channel": "C0PROD", "text": "hello"}
    ways = (
        {"params": asked},
        {"data": asked},
        {"json": asked},
        {"params": {"channel": "C0PROD"}, "json": {"text": "hello"}},
    )
    for way in ways:
        status, answer = await raw(workspace, "chat.postMessage", headers=header, **way)
        assert (status, answer["ok"], answer["message"]["text"]) == (200, True, "hello")
    token_in_the_form = await raw(workspace, "auth.test", data={"token": workspace.bot_token})
    assert token_in_the_form[1]["user_id"] == workspace.bot_user


async def test_the_synchronous_client_works_too(workspace):
    client = WebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])
    posted = await asyncio.to_thread(client.chat_postMessage, channel="C0PROD", text="hi", blocks=[section()])
    seen = await asyncio.to_thread(client.conversations_history, channel="C0PROD")
    assert seen["messages"][0]["ts"] == posted["ts"]
    shared = await asyncio.to_thread(
        client.files_upload_v2, channel="C0PROD", content="---++ Hi", filename="a.txt"
    )
    assert shared["file"]["size"] == 8


async def test_the_scopes_of_the_manifest_are_told_in_a_header(client):
    answer = await client.auth_test()
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-of-somebody-else", "auth.test", "invalid_auth"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
        ("app", "auth.test", "not_allowed_token_type"),
        ("bot", "chat.explode", "unknown_method"),
        ("bot", "files.upload", "unknown_method"),
    ],
)
async def test_tokens_and_methods_are_checked(workspace, token, method, error):
    token = {"bot": workspace.bot_token, "app": workspace.app_token}.get(token, token)
    _, answer = await raw(workspace, method, headers={"Authorization": f"Bearer {token}"})
    assert (answer["ok"], answer["error"]) == (False, error)


async def test_a_revoked_token_is_refused(workspace, client):
    workspace.api.revoked = True
    assert await refusal(client.auth_test()) == "token_revoked"


async def test_a_method_outside_the_granted_scopes_says_what_it_needs(workspace, client):
    with pytest.raises(SlackApiError) as caught:
        await client.team_info()
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "team:read")
    assert "chat:write" in answer["provided"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "G0SECRET", "text": "x"}, "channel_not_found"),
        ({"channel": "C0ELSE", "text": "x"}, "not_in_channel"),
        ({"channel": "C0OLD", "text": "x"}, "is_archived"),
        ({"channel": "C0PROD"}, "no_text"),
        ({"channel": "C0PROD", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"channel": "C0PROD", "blocks": [DIVIDER] * 51}, "invalid_blocks"),
        ({"channel": "C0PROD", "blocks": "[not json"}, "invalid_blocks_format"),
        ({"channel": "C0PROD", "blocks": [section("x" * 2_900)] * 4}, "msg_blocks_too_long"),
        ({"channel": "C0PROD", "markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"channel": "C0PROD", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0PROD", "text": "x", "thread_ts": "soon"}, "invalid_thread_ts"),
        ({"channel": "C0PROD", "text": "x", "metadata": {"event_type": "k"}}, "invalid_metadata_format"),
        (
            {
                "channel": "C0PROD",
                "text": "x",
                "metadata": {"event_type": "k", "event_payload": {"a": "x" * 9_000}},
            },
            "metadata_too_large",
        ),
        ({"channel": "U0SHY", "text": "x"}, limits.DM_REFUSED),
        ({"channel": "U0MINUTES", "text": "x"}, "cannot_dm_bot"),
    ],
)
async def test_posts_that_slack_refuses_are_refused(workspace, client, arguments, error):
    assert await refusal(client.api_call("chat.postMessage", json=arguments)) == error
    assert workspace.refused[-1].name == "chat.postMessage"
    assert workspace.messages("C0PROD") == []


async def test_what_is_wrong_with_blocks_is_told(client):
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0PROD", text="x", blocks=[{"type": "section"}])
    messages = caught.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must have text or fields [json-pointer:/blocks/0]"]


async def test_posting_to_a_person_opens_the_conversation_even_of_somebody_deactivated(workspace, client):
    posted = await client.chat_postMessage(channel="U0GONE", text="x")
    assert posted["channel"] == workspace.dm("U0GONE")
    assert await refusal(client.conversations_open(users="U0GONE")) == "user_disabled"


async def test_a_manifest_without_the_messages_tab_takes_no_direct_messages(workspace, client):
    workspace.world.manifest = dataclasses.replace(workspace.world.manifest, messages_tab=False)
    assert await refusal(client.chat_postMessage(channel="U0TIM", text="x")) == "messages_tab_disabled"


async def test_text_is_escaped_but_sequences_stay(client):
    posted = await client.chat_postMessage(
        channel="C0PROD", text="a < b & c &amp; <@U0TIM> <https://a.org|a> <x>"
    )
    assert posted["message"]["text"] == "a &lt; b &amp; c &amp; <@U0TIM> <https://a.org|a> &lt;x&gt;"


async def test_a_post_without_text_gets_the_text_of_its_blocks(client):
    posted = await client.api_call(
        "chat.postMessage", json={"channel": "C0PROD", "blocks": [section("one"), rich("a < b")]}
    )
    assert posted["message"]["text"] == "one\na &lt; b"


async def test_too_long_a_text_is_cut_with_a_warning_in_posts_and_refused_in_updates(client):
    posted = await client.chat_postMessage(channel="C0PROD", text="x" * 40_001)
    assert posted["response_metadata"]["warnings"] == ["message_truncated"]
    assert len(posted["message"]["text"]) == 40_000
    update = client.chat_update(channel="C0PROD", ts=posted["ts"], text="x" * 4_001)
    assert await refusal(update) == "msg_too_long"


async def test_an_update_with_text_alone_removes_the_blocks_and_keeps_the_metadata(workspace, client):
    metadata = {"event_type": "m", "event_payload": {"key": "k"}}
    posted = await client.chat_postMessage(channel="C0PROD", text="a", blocks=[section()], metadata=metadata)
    await client.chat_update(channel="C0PROD", ts=posted["ts"], text="b")
    (message,) = workspace.messages("C0PROD")
    assert "blocks" not in message
    assert (message["text"], message["metadata"]) == ("b", metadata)


async def test_rich_text_cannot_be_replaced_by_other_blocks(client):
    posted = await client.chat_postMessage(channel="C0PROD", text="x", blocks=[rich()])
    update = client.chat_update(channel="C0PROD", ts=posted["ts"], text="x", blocks=[section()])
    assert await refusal(update) == "block_mismatch"
    assert (
        await client.chat_update(channel="C0PROD", ts=posted["ts"], text="x", blocks=[section(), rich()])
    )["ok"]


async def test_the_bot_changes_and_deletes_only_its_own_messages(workspace, client):
    ts = await workspace.write("U0TIM", "mine", channel="C0PROD")
    assert await refusal(client.chat_update(channel="C0PROD", ts=ts, text="x")) == "cant_update_message"
    assert await refusal(client.chat_delete(channel="C0PROD", ts=ts)) == "cant_delete_message"
    assert await refusal(client.chat_update(channel="C0PROD", ts="1.000001", text="x")) == "message_not_found"


async def test_metadata_is_read_back_only_by_who_asks(workspace, client):
    metadata = {"event_type": "m", "event_payload": {"key": "k"}}
    await client.chat_postMessage(channel="C0PROD", text="a", metadata=metadata)
    without = await client.conversations_history(channel="C0PROD")
    within = await client.conversations_history(channel="C0PROD", include_all_metadata=True)
    assert "metadata" not in without["messages"][0]
    assert within["messages"][0]["metadata"] == metadata
    workspace.office.history_without_metadata = True
    kept_back = await client.conversations_history(channel="C0PROD", include_all_metadata=True)
    assert "metadata" not in kept_back["messages"][0]


async def test_history_comes_in_pages_newest_first_without_answers_in_threads(client, clock):
    stamps = []
    for number in range(5):
        clock.advance(seconds=1)
        stamps.append((await client.chat_postMessage(channel="C0PROD", text=f"{number}"))["ts"])
    await client.chat_postMessage(channel="C0PROD", text="inside", thread_ts=stamps[0])
    seen = [page["messages"] async for page in await client.conversations_history(channel="C0PROD", limit=2)]
    assert [[message["text"] for message in page] for page in seen] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]
    since = await client.conversations_history(channel="C0PROD", oldest=stamps[2])
    assert [message["text"] for message in since["messages"]] == ["4", "3"]
    within = await client.conversations_history(
        channel="C0PROD", oldest=stamps[2], latest=stamps[3], inclusive=True
    )
    assert [message["text"] for message in within["messages"]] == ["3", "2"]
    thread = await client.conversations_replies(channel="C0PROD", ts=stamps[0])
    assert [message["text"] for message in thread["messages"]] == ["0", "inside"]
    assert thread["messages"][0]["reply_count"] == 1
    assert await refusal(client.conversations_history(channel="C0PROD", cursor="?")) == "invalid_cursor"


async def test_people_are_described_with_zone_and_state(client):
    ana = (await client.users_info(user="U0ANA"))["user"]
    assert (ana["tz"], ana["tz_offset"], ana["profile"]["display_name"]) == ("Europe/Berlin", 3600, "Ana")
    assert (await client.users_info(user="U0GONE"))["user"]["deleted"] is True
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"
    pages = [page["members"] async for page in await client.users_list(limit=2)]
    assert len([person for page in pages for person in page]) == 5


async def test_rooms_are_listed_by_kind_and_private_ones_only_to_members(workspace, client):
    listed = await client.conversations_list(types="public_channel,private_channel", exclude_archived=True)
    assert {room["id"]: room["is_member"] for room in listed["channels"]} == {"C0PROD": True, "C0ELSE": False}
    mine = await client.users_conversations()
    assert {room["id"] for room in mine["channels"]} == {"C0PROD", "C0OLD"}
    assert (await client.conversations_members(channel="C0PROD"))["members"][-1] == workspace.bot_user
    await client.conversations_join(channel="C0ELSE")
    assert (await client.conversations_info(channel="C0ELSE"))["channel"]["is_member"]


async def test_every_moment_is_later_than_the_one_before_though_the_clock_stands_still(client):
    stamps = [(await client.chat_postMessage(channel="C0PROD", text="x"))["ts"] for _ in range(3)]
    assert stamps == ["1799784000.000000", "1799784000.000001", "1799784000.000002"]


async def test_one_message_a_second_is_enforced_when_switched_on(workspace, client, clock):
    workspace.office.one_post_a_second = True
    await client.chat_postMessage(channel="C0PROD", text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0PROD", text="y")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    clock.advance(seconds=1)
    assert (await client.chat_postMessage(channel="C0PROD", text="y"))["ok"]


async def test_an_ephemeral_message_is_seen_by_one_person_and_kept_nowhere(workspace, client):
    await client.chat_postEphemeral(channel="C0PROD", user="U0TIM", text="psst")
    assert [message["text"] for message in workspace.private("U0TIM")] == ["psst"]
    assert workspace.messages("C0PROD") == []
    outside = client.chat_postEphemeral(channel="C0PROD", user="U0GONE", text="psst")
    assert await refusal(outside) == "user_not_in_channel"


async def test_a_link_to_a_message_and_a_reaction(workspace, client):
    ts = (await client.chat_postMessage(channel="C0PROD", text="x"))["ts"]
    link = await client.chat_getPermalink(channel="C0PROD", message_ts=ts)
    assert link["permalink"] == f"{workspace.url}archives/C0PROD/p{ts.replace('.', '')}"
    await client.reactions_add(channel="C0PROD", timestamp=ts, name="eyes")
    assert (
        await refusal(client.reactions_add(channel="C0PROD", timestamp=ts, name="eyes")) == "already_reacted"
    )


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
    workspace.fail_next("chat.postMessage", "slow", 1.2)
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
