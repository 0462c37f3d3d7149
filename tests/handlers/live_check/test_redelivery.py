"""What the live check says about when unacknowledged messages come again."""

import asyncio
import re

import pytest

from bot.clock import now
from handlers.live_check.redelivery import WHAT, redelivery
from handlers.live_check.scratch_channel import tried
from handlers.web_api.clients import posting_client
from tests.waiting import until

pytestmark = pytest.mark.wire


@pytest.fixture
def listen(workspace):
    """Runs the trial; somebody writes `text` when asked to."""
    workspace.envelopes.ack_seconds = 0.2
    workspace.envelopes.retry_after, workspace.envelopes.clock = (0.0, 0.3, 60.0), now

    async def run(wait=1.0, text="thanks"):
        asked: list[str] = []
        client = posting_client(workspace.bot_token, workspace.api_url)
        trial = asyncio.ensure_future(
            tried(WHAT, redelivery(client, workspace.app_token, wait, asked.append))
        )
        await until(lambda: asked or trial.done())
        if text and asked:
            await workspace.write("U0TIM", text)
        return await trial, asked

    return run


async def test_a_message_comes_again_on_the_schedule_as_the_same_event(workspace, listen):
    trial, asked = await listen()
    assert trial.yes
    told = r"after (0\.\d) s \(attempt 1, timeout\), (0\.\d) s \(attempt 2, timeout\); (.*)"
    found = re.fullmatch(told, trial.detail)
    assert found, trial.detail
    assert float(found[1]) == pytest.approx(0.2, abs=0.15)
    assert float(found[2]) == pytest.approx(0.7, abs=0.25)
    assert found[3] == "a new envelope_id each time, the same event_id"
    assert [line.split(".")[0] for line in asked] == [
        "Write one direct message to the bot now, within 1 seconds",
        "Thank you",
    ]


async def test_the_message_is_acknowledged_in_the_end(workspace, listen):
    await listen()
    await workspace.settled()
    assert workspace.unacked == []


async def test_a_message_that_does_not_come_again_is_told_and_acknowledged(workspace, listen):
    workspace.envelopes.ack_seconds = 3.0
    trial, _ = await listen(wait=0.5)
    assert (trial.yes, trial.detail) == (
        False,
        "it did not come within 0.5 seconds; try again with a longer --wait",
    )
    await workspace.settled()
    assert workspace.unacked == []


async def test_a_message_that_comes_again_as_another_event_is_told(workspace, listen):
    workspace.envelopes.ack_seconds = 3.0
    said = asyncio.ensure_future(listen(wait=0.6))
    place = workspace.dm("U0TIM")
    await until(lambda: workspace.messages(place))
    (message,) = workspace.messages(place)
    workspace.world.tell(
        {**message, "channel": place, "channel_type": "im", "event_ts": message["ts"]},
        workspace.world.rooms[place],
    )
    trial, _ = await said
    assert not trial.yes
    assert "another event_id" in trial.detail
    (first,) = workspace.unacked
    workspace.envelopes.ack(first.id, {})


async def test_nobody_writing_is_told(listen):
    trial, asked = await listen(wait=0.2, text="")
    assert (trial.yes, trial.detail) == (False, "nobody wrote to the bot within 0.2 seconds")
    assert len(asked) == 1


async def test_what_the_bot_itself_says_is_not_taken_for_a_message(workspace, listen):
    said = asyncio.ensure_future(listen(wait=0.4, text=""))
    await until(lambda: workspace.sockets.open)
    client = posting_client(workspace.bot_token, workspace.api_url)
    await client.chat_postMessage(channel="U0TIM", text="the bot speaks")
    trial, _ = await said
    assert trial.detail == "nobody wrote to the bot within 0.4 seconds"
    (mine,) = workspace.unacked
    workspace.envelopes.ack(mine.id, {})


async def test_another_open_socket_is_told_before_anybody_is_asked(bot, listen):
    trial, asked = await listen()
    assert "stop the bot first" in trial.detail
    assert (trial.yes, asked) == (False, [])


async def test_a_socket_that_is_closed_meanwhile_is_told(workspace, listen):
    said = asyncio.ensure_future(listen(text=""))
    await until(lambda: workspace.sockets.open)
    await workspace.sockets.close()
    trial, _ = await said
    assert (trial.yes, trial.detail) == (False, "Slack closed the socket meanwhile; try again")


@pytest.mark.refuses
async def test_a_wrong_app_token_is_told(workspace):
    client = posting_client(workspace.bot_token, workspace.api_url)
    trial = await tried(WHAT, redelivery(client, "xapp-wrong", 1, lambda _: None))
    assert (trial.yes, trial.detail) == (False, "invalid_auth")
