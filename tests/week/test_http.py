"""The bot over HTTP instead of a socket: Slack's signed requests come in beside the health page."""

from dataclasses import replace

import aiohttp
import pytest

from bot.at_work import at_work
from bot.cli.demo import manifest, settings_for
from bot.clock import MovableClock, now
from bot.demo import week
from bot.demo.story import cast
from bot.demo.workspace import Workspace
from handlers.incoming.connect import EVENTS_PATH
from tests.teams.stage import WEDNESDAY

pytestmark = pytest.mark.wire


@pytest.fixture
def clock():
    return MovableClock(WEDNESDAY)


@pytest.fixture
async def workspace(unused_tcp_port, clock):
    made = Workspace(
        manifest=manifest(),
        clock=clock,
        events_url=f"http://127.0.0.1:{unused_tcp_port}{EVENTS_PATH}",
        signing_clock=now,  # Bolt refuses signatures of another time
    )
    week.populate(made)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def bot(workspace, clock, tmp_path, unused_tcp_port):
    settings = replace(
        settings_for(workspace, tmp_path),
        app_token=None,
        signing_secret=workspace.signing_secret,
        http=("127.0.0.1", unused_tcp_port),
    )
    async with at_work(settings, clock) as made:
        await made.turn()
        yield made


async def test_a_lead_who_writes_gets_a_card(bot, workspace):
    await workspace.write(cast.SECURITY.person, "Operations:\n- Traceability drill, write-up this week")
    await workspace.settled()
    await bot.turn()
    said = [each for each in workspace.messages(workspace.dm(cast.SECURITY.person)) if "bot_id" in each]
    (card,) = [each["text"] for each in said]
    assert "Traceability drill, write-up this week" in card
    assert workspace.unacked == []


async def test_the_health_page_says_whether_turns_are_taken_and_forgeries_stay_outside(bot, unused_tcp_port):
    door = f"http://127.0.0.1:{unused_tcp_port}"
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{door}/health") as health:
            assert health.status == 200
            shown = await health.json()
            assert (shown["alive"], shown["refused"]) == (True, [])
        async with session.post(f"{door}{EVENTS_PATH}", json={"type": "event_callback"}) as forged:
            assert forged.status == 401
