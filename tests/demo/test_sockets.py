"""Socket Mode: hello, one socket for each payload, acknowledgements, redelivery, and lost connections."""

import asyncio
from functools import partial

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo import limits
from tests.waiting import until


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
    workspace.envelopes.ack_seconds = 0.2
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


def has_heard(ear, times: int) -> bool:
    return len(ear.heard) >= times


async def test_an_event_comes_again_at_once_after_a_minute_and_after_five(workspace, connect, clock):
    workspace.envelopes.ack_seconds = 0.05
    workspace.envelopes.retry_after, workspace.envelopes.clock = limits.RETRY_AFTER_SECONDS, clock
    ear = await connect(acks=False)
    await workspace.write("U0TIM", "hello")
    for minutes, times in ((0, 2), (1, 3), (4, 3), (1, 4)):
        clock.advance(minutes=minutes)
        await until(partial(has_heard, ear, times))
        await asyncio.sleep(0.3)  # no more come
        assert len(ear.heard) == times
    await until(lambda: workspace.envelopes.given_up)
    assert len(workspace.envelopes.given_up) == 1


async def test_an_acknowledgement_after_the_deadline_still_counts(workspace, connect):
    workspace.envelopes.ack_seconds = 0.2
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
    await handler.connect_async()
    yield heard
    await handler.close_async()


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
