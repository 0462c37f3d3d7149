"""What the workspace sends has the keys that Slack documents: none is missing, none is made up."""

import uuid

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.wire import Json

# By name: what is always there, and what may be there besides (docs: Using Socket Mode, The Events API,
# the reference of each event and method).
HELLO = {"type", "num_connections", "connection_info", "debug_info"}
DISCONNECT = {"type", "reason", "debug_info"}
DEBUG = {"host", "build_number", "approximate_connection_time"}
ENVELOPE = {"envelope_id", "type", "payload", "accepts_response_payload", "retry_attempt", "retry_reason"}
EVENT = {"type", "team_id", "api_app_id", "event", "event_id", "event_time", "authorizations"}
EVENT_MAY = {"event_context", "is_ext_shared_channel", "token", "context_team_id", "context_enterprise_id"}
AUTHORIZATION = {"enterprise_id", "team_id", "user_id", "is_bot", "is_enterprise_install"}
MESSAGE = {"type", "user", "text", "ts", "blocks", "team", "client_msg_id"}
TOLD = {"channel", "channel_type", "event_ts"}
THREAD = {"thread_ts", "parent_user_id"}
PARENT = {"thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"}
CHANGED = {"type", "subtype", "hidden", "message", "previous_message", "ts"} | TOLD
DELETED = {"type", "subtype", "hidden", "deleted_ts", "previous_message", "ts"} | TOLD
AUTH = {"ok", "url", "team", "user", "team_id", "user_id", "bot_id", "is_enterprise_install"}
COMMAND = {
    *("command", "text", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name"),
    *("api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
}


@pytest.fixture
async def told(workspace, connect) -> list[Json]:
    """The events of a message that is written, answered, edited, and of the answer that is deleted."""
    ear = await connect()
    ts = await workspace.write("U0TIM", "one")
    answer = await workspace.write("U0TIM", "two", thread_ts=ts)
    await workspace.edit("U0TIM", ts, "three")
    await workspace.delete("U0TIM", answer)
    await workspace.settled()
    return list(ear.heard)


async def test_a_socket_greets_and_takes_leave_with_the_documented_keys(workspace, connect, client):
    opened = await client.apps_connections_open(app_token=workspace.app_token)
    assert opened.data.keys() == {"ok", "url"}
    ear = await connect()
    assert (ear.hello.keys(), ear.hello["debug_info"].keys()) == (HELLO, DEBUG)
    assert ear.hello["connection_info"].keys() == {"app_id"}
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_json()
        await workspace.disconnect("warning")
        assert (await socket.receive_json()).keys() == DISCONNECT


async def test_an_envelope_and_the_event_in_it_have_the_documented_keys(told):
    for envelope in told:
        assert envelope.keys() == ENVELOPE
        assert str(uuid.UUID(envelope["envelope_id"])) == envelope["envelope_id"]
        payload = envelope["payload"]
        assert EVENT <= payload.keys() <= EVENT | EVENT_MAY
        assert payload["event_id"].startswith("Ev")
        assert [each.keys() for each in payload["authorizations"]] == [AUTHORIZATION]


async def test_messages_edits_and_deletions_have_the_documented_keys(told):
    written, answered, changed, deleted = [envelope["payload"]["event"] for envelope in told]
    assert written.keys() == MESSAGE | TOLD
    assert answered.keys() == MESSAGE | TOLD | THREAD
    assert changed.keys() == CHANGED
    assert changed["message"].keys() == MESSAGE | PARENT | {"edited"}
    assert changed["message"]["edited"].keys() == {"user", "ts"}
    assert changed["previous_message"].keys() == MESSAGE | PARENT
    assert deleted.keys() == DELETED
    assert deleted["previous_message"].keys() == MESSAGE | THREAD


async def test_a_command_has_the_documented_keys_and_no_retry(workspace, connect):
    ear = await connect()
    await workspace.command("U0TIM", "/minutes", "status", channel="C0PROD")
    (envelope,) = ear.heard
    assert envelope.keys() == ENVELOPE - {"retry_attempt", "retry_reason"}
    assert envelope["payload"].keys() == COMMAND


async def test_the_bot_is_introduced_and_an_upload_answered_as_documented(workspace, client: AsyncWebClient):
    me = await client.auth_test()
    assert isinstance(me.data, dict)
    assert me.data.keys() == AUTH
    place = await client.files_getUploadURLExternal(filename="a.txt", length=2)
    assert isinstance(place.data, dict)
    assert place.data.keys() == {"ok", "upload_url", "file_id"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(place["upload_url"], data=b"hi") as answer,
    ):
        assert (answer.content_type, await answer.text()) == ("text/plain", "OK - 2")
