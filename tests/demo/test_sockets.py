"""Socket Mode: hello, one socket for each payload, acknowledgements, redelivery, and lost connections."""

import asyncio
import json
from collections.abc import Callable

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo import limits
from bot.demo.wire import Json


class Ear:
    """A socket that writes down what it hears; acknowledges unless told not to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, acks: bool = True) -> None:
        self.socket = socket
        self.acks = acks
        self.heard: list[Json] = []
        self.hello: Json = {}
        self.disconnects: list[str] = []

    async def listen(self) -> None:
        async for frame in self.socket:
            said = json.loads(frame.data)
            match said["type"]:
                case "hello":
                    self.hello = said
                case "disconnect":
                    self.disconnects.append(said["reason"])
                case _:
                    self.heard.append(said)
                    if self.acks:
                        await self.socket.send_json({"envelope_id": said["envelope_id"]})

    @property
    def events(self) -> list[Json]:
        return [envelope["payload"]["event"] for envelope in self.heard]


@pytest.fixture
async def connect(workspace):
    async with aiohttp.ClientSession() as session:
        tasks = []

        async def opened(**how: bool) -> Ear:
            answer = await AsyncWebClient(base_url=workspace.api_url).apps_connections_open(
                app_token=workspace.app_token
            )
            socket = await session.ws_connect(answer["url"])
            ear = Ear(socket, **how)
            tasks.append(asyncio.create_task(ear.listen()))
            await until(lambda: ear.hello or ear.disconnects)
            return ear

        yield opened
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - the wire has no event to wait for
            await asyncio.sleep(0.01)


async def test_hello_counts_the_connections(connect):
    first, second = await connect(), await connect()
    assert (first.hello["num_connections"], second.hello["num_connections"]) == (1, 2)


async def test_a_ticket_opens_one_socket_only(workspace):
    client = AsyncWebClient(base_url=workspace.api_url)
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        await (await session.ws_connect(url)).close()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_each_payload_goes_to_one_socket(workspace, connect):
    ears = [await connect(), await connect(), await connect()]
    for number in range(9):
        await workspace.write("U0TIM", str(number))
    await workspace.settled()
    assert sorted(event["text"] for ear in ears for event in ear.events) == [
        str(number) for number in range(9)
    ]
    assert all(len(ear.heard) == 3 for ear in ears)


async def test_the_eleventh_socket_is_turned_away(workspace, connect):
    ears = [await connect() for _ in range(limits.SOCKETS + 1)]
    assert [ear.disconnects for ear in ears] == [[]] * limits.SOCKETS + [["too_many_websockets"]]


async def test_an_event_that_nobody_acknowledges_comes_again_as_the_same_event(workspace, connect):
    ear = await connect(acks=False)
    await workspace.write("U0TIM", "hello")
    await until(lambda: len(ear.heard) == 4)
    assert len({envelope["payload"]["event_id"] for envelope in ear.heard}) == 1
    assert len({envelope["envelope_id"] for envelope in ear.heard}) == 4
    assert [envelope["retry_attempt"] for envelope in ear.heard] == [0, 1, 2, 3]
    assert [envelope["retry_reason"] for envelope in ear.heard] == ["", "timeout", "timeout", "timeout"]
    await until(lambda: workspace.envelopes.given_up)
    assert [envelope.name for envelope in workspace.unacked] == ["message"]
    assert not workspace.envelopes.open


async def test_an_acknowledgement_after_the_deadline_still_counts(workspace, connect):
    ear = await connect(acks=False)
    await workspace.write("U0TIM", "hello")
    await until(lambda: len(ear.heard) == 2)
    await ear.socket.send_json({"envelope_id": ear.heard[0]["envelope_id"]})
    await workspace.settled()
    assert workspace.unacked == []


async def test_what_is_said_while_no_socket_is_open_arrives_as_a_retry(workspace, connect):
    await workspace.write("U0TIM", "is anybody there?")
    ear = await connect()
    await workspace.settled()
    assert [
        (envelope["payload"]["event"]["text"], envelope["retry_attempt"] > 0) for envelope in ear.heard
    ] == [("is anybody there?", True)]


async def test_settled_complains_when_something_stays_unacknowledged(workspace, connect):
    await connect(acks=False)
    await workspace.write("U0TIM", "hello")
    with pytest.raises(TimeoutError):
        await workspace.settled(timeout=0.05)


async def test_an_event_can_come_twice_late_and_in_another_order(workspace, connect):
    ear = await connect()
    workspace.events.copies = 2
    await workspace.write("U0TIM", "twice")
    await workspace.settled()
    workspace.events.copies = 1
    workspace.events.holding = True
    await workspace.write("U0TIM", "first")
    await workspace.write("U0TIM", "second")
    workspace.events.release(backwards=True)
    await workspace.settled()
    assert [event["text"] for event in ear.events] == ["twice", "twice", "second", "first"]
    assert ear.heard[0]["payload"]["event_id"] == ear.heard[1]["payload"]["event_id"]


async def test_events_of_a_direct_message_have_the_shape_that_slack_sends(workspace, connect):
    ear = await connect()
    ts = await workspace.write("U0TIM", "hello")
    await workspace.edit("U0TIM", ts, "hello again")
    await workspace.unfurl(ts)
    await workspace.delete("U0TIM", ts)
    await workspace.settled()
    written, edited, unfurled, deleted = ear.events
    payload = ear.heard[0]["payload"]
    assert payload.keys() >= {
        "team_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
    }
    assert written["channel_type"] == "im"
    assert written.keys() >= {
        "client_msg_id",
        "type",
        "text",
        "user",
        "ts",
        "blocks",
        "team",
        "channel",
        "event_ts",
    }
    assert (edited["subtype"], edited["hidden"], edited["message"]["text"]) == (
        "message_changed",
        True,
        "hello again",
    )
    assert edited["previous_message"]["text"] == "hello"
    assert "edited" in edited["message"]
    before, after = unfurled["previous_message"], unfurled["message"]
    assert {name for name in after if after[name] != before.get(name)} == {"attachments"}
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)


async def test_a_message_with_answers_leaves_a_tombstone(workspace, connect, client):
    ear = await connect()
    ts = await workspace.write("U0TIM", "hello")
    await client.chat_postMessage(channel=workspace.dm("U0TIM"), text="hi", thread_ts=ts)
    await workspace.delete("U0TIM", ts)
    await workspace.settled()
    assert ear.events[-1]["subtype"] == "message_changed"
    assert ear.events[-1]["message"]["subtype"] == "tombstone"
    assert [message["text"] for message in workspace.thread(workspace.dm("U0TIM"), ts)][1:] == ["hi"]


async def test_the_bots_own_posts_come_back_and_its_updates_are_changes(workspace, connect, client):
    ear = await connect()
    posted = await client.chat_postMessage(channel="U0TIM", text="a")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="b")
    await workspace.settled()
    assert ear.events[0].keys() >= {"bot_id", "app_id", "user"}
    assert (ear.events[1]["subtype"], ear.events[1]["message"]["bot_id"]) == ("message_changed", "B0MINUTES")


async def test_threads_broadcasts_files_and_me_messages_are_told_apart(workspace, connect):
    ear = await connect()
    ts = await workspace.write("U0TIM", "parent")
    await workspace.write("U0TIM", "answer", thread_ts=ts)
    await workspace.write("U0TIM", "to all", thread_ts=ts, broadcast=True)
    await workspace.write("U0TIM", "see file", files=[("notes.txt", "words")])
    await workspace.write("U0TIM", "/me shrugs")
    await workspace.settled()
    assert [event.get("subtype") for event in ear.events] == [
        None,
        None,
        "thread_broadcast",
        "file_share",
        "me_message",
    ]
    assert ear.events[1]["parent_user_id"] == "U0TIM"
    assert ear.events[3]["files"][0]["name"] == "notes.txt"


async def test_only_events_of_the_manifest_are_sent(workspace, connect):
    ear = await connect()
    await workspace.write("U0TIM", "in the channel", channel="C0PROD")
    await workspace.open_home("U0TIM")
    await workspace.invite("U0GONE", "C0PROD")
    await workspace.settled()
    assert [event["type"] for event in ear.events] == ["app_home_opened", "member_joined_channel"]


async def test_no_ping_is_answered_by_a_half_open_connection(workspace, connect):
    workspace.sockets.deaf = True
    ear = await connect()
    await workspace.write("U0TIM", "hello")
    await until(lambda: ear.heard)
    assert workspace.unacked


@pytest.fixture
async def bot(workspace):
    """The real bot library on the real socket client."""
    heard = []
    app = AsyncApp(
        token=workspace.bot_token,
        client=AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url),
    )

    @app.event("message")
    async def message(event):
        heard.append(event.get("text"))

    handler = AsyncSocketModeHandler(app, workspace.app_token, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call] # bolt has no types here
    yield heard
    await handler.close_async()  # type: ignore[no-untyped-call] # the same


@pytest.mark.parametrize("lost", ["refresh", "close", "drop"])
async def test_the_real_client_comes_back_and_hears_everything(workspace, bot, lost):
    await workspace.write("U0TIM", "before")
    await workspace.settled()
    match lost:
        case "refresh":
            await workspace.disconnect("refresh_requested")
        case "close":
            await workspace.sockets.close()
        case _:
            workspace.hard_drop()
    workspace.envelopes.retry_after = (0.1,) * 20
    await workspace.write("U0TIM", "after")
    await workspace.settled()
    await until(lambda: set(bot) >= {"before", "after"})
    assert workspace.unacked == []


async def test_a_refused_upgrade_is_tried_again(workspace, bot):
    workspace.sockets.refuse_upgrades = 1
    await workspace.sockets.close()
    workspace.envelopes.retry_after = (0.1,) * 30
    await workspace.write("U0TIM", "after")
    await workspace.settled()
    assert workspace.sockets.refuse_upgrades == 0
