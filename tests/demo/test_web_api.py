"""The Web API takes what Slack takes and refuses what Slack refuses."""

import asyncio
import dataclasses

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo import limits
from bot.demo.wire import Json
from tests.demo.calls import raw, refusal

DIVIDER = {"type": "divider"}


def section(text: str = "x", **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def rich(text: str = "x") -> Json:
    run = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [run]}


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


async def test_an_ephemeral_message_is_seen_by_one_person_and_kept_nowhere(workspace, client):
    await client.chat_postEphemeral(channel="C0PROD", user="U0TIM", text="psst")
    assert [message["text"] for message in workspace.private("U0TIM")] == ["psst"]
    assert workspace.messages("C0PROD") == []
    outside = client.chat_postEphemeral(channel="C0PROD", user="U0GONE", text="psst")
    assert await refusal(outside) == "user_not_in_channel"
