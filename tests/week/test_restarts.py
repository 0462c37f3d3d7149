"""A bot that stops, sleeps or dies at any moment changes nothing in the outcome."""

import asyncio
from datetime import timedelta

import pytest

from bot.cycle.deliver import LEASE
from bot.demo import week
from bot.demo.server.faults import Fault
from bot.demo.story import cast, scenes_before
from tests.golden_files import FOLDER
from tests.waiting import until
from tests.week.mortal import mortal
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

COPY = FOLDER / "week" / "January12,2027ProductionMeeting.txt"
# A press that nobody acknowledges is lost, in Slack as here: people see that it failed and press again.
WRITTEN = [
    number
    for number, scene in enumerate(week.SCENES)
    if scene.act is not None and not scene.act.__qualname__.startswith("presses")
]


async def test_a_bot_that_is_restarted_between_any_two_steps_comes_to_the_same_minutes(tmp_path):
    async with theatre(tmp_path) as stage:
        for scene in week.SCENES:
            async with stage.bot() as bot:
                await stage.play(bot, [scene])
        assert stage.twiki == COPY.read_text(encoding="utf-8")
        assert {key for key, count in stage.posts().items() if count > 1} == set()


@pytest.mark.parametrize("absent", WRITTEN[::3])
async def test_what_is_written_while_the_bot_is_away_is_read_when_it_comes_back(tmp_path, absent):
    async with theatre(tmp_path) as stage:
        async with stage.bot() as bot:
            await stage.play(bot, week.SCENES[:absent])
        stage.clock.move(week.SCENES[absent].at)
        await week.SCENES[absent].act(stage.workspace)
        async with stage.bot() as bot:
            stage.clock.advance(timedelta(minutes=1))  # until what nobody acknowledged comes again
            await stage.workspace.settled()
            await bot.turn()
            await stage.play(bot, week.SCENES[absent + 1 :])
        assert stage.twiki == COPY.read_text(encoding="utf-8")
        assert {key for key, count in stage.posts().items() if count > 1} == set()


MEETING = "Production/2027-01-12"
LEADS = [f"{MEETING}/ask/{role.person}" for role in cast.EVERYBODY if role not in (cast.CHAIR, cast.VISITOR)]


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER_COMMIT, Fault.SLOW_ANSWER, Fault.DROP_BEFORE])
async def test_a_bot_that_is_killed_while_it_asks_asks_everybody_once(tmp_path, fault):
    async with mortal(tmp_path) as stage:
        stage.move(scenes_before.CALL - timedelta(days=6, hours=20))
        async with stage.process():
            await until(stage.connected)
            stage.workspace.fail_next("chat.postMessage", fault, seconds=30, times=4)
            stage.move(scenes_before.CALL - timedelta(hours=24))
            await until(lambda: stage.calls("chat.postMessage") >= 4)
        stage.move(stage.clock() + timedelta(minutes=3))
        async with stage.process():
            await until(lambda: all(key in stage.posts() for key in LEADS))
            await stage.rest()
        assert {key: stage.posts()[key] for key in LEADS} == dict.fromkeys(LEADS, 1)


async def test_a_reply_that_was_acknowledged_before_the_bot_was_killed_is_in_the_minutes(tmp_path):
    async with mortal(tmp_path) as stage:
        stage.move(scenes_before.CALL - timedelta(hours=5))
        async with stage.process():
            await until(lambda: all(key in stage.posts() for key in LEADS))
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day, steady")
            await stage.workspace.settled()
        # Without the history nothing but what the bot kept itself can bring the words back.
        stage.workspace.fail_next("conversations.history", Fault.HTTP_500_HTML, times=1000)
        stage.move(scenes_before.CALL)
        async with stage.process():
            await until(lambda: f"{MEETING}/twiki" in stage.posts())
            await stage.rest()
        assert "   * 14,212 jobs a day, steady" in stage.twiki


async def test_a_card_in_hand_when_the_bot_was_killed_stands_as_soon_as_its_lease_is_over(tmp_path):
    card = f"{MEETING}/card/{cast.CMS.person}"
    async with mortal(tmp_path) as stage:
        stage.move(scenes_before.CALL - timedelta(hours=5))
        async with stage.process():
            await until(lambda: all(key in stage.posts() for key in LEADS))
            before = stage.calls("chat.postMessage")
            stage.workspace.fail_next("chat.postMessage", Fault.DROP_BEFORE)
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day, steady")
            await until(lambda: stage.calls("chat.postMessage") > before)
        async with stage.process():
            await until(stage.connected)
            stage.move(stage.clock() + LEASE)
            await until(lambda: card in stage.posts())
            await stage.rest()
        assert stage.posts()[card] == 1


@pytest.mark.parametrize("method", ["chat.postMessage", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", [Fault.DROP_AFTER_COMMIT, Fault.SLOW_ANSWER])
async def test_a_bot_that_is_killed_while_it_posts_posts_the_minutes_and_their_copy_once(
    tmp_path, method, fault
):
    async with mortal(tmp_path) as stage:
        stage.move(scenes_before.CALL - timedelta(minutes=1))
        async with stage.process():
            await until(lambda: all(key in stage.posts() for key in LEADS))
            before = stage.calls(method)
            stage.workspace.fail_next(method, fault, seconds=30)
            stage.move(scenes_before.CALL)
            await until(lambda: stage.calls(method) > before)
            await asyncio.sleep(0.1)
        stage.move(stage.clock() + timedelta(minutes=3))
        async with stage.process():
            await until(lambda: f"{MEETING}/twiki" in stage.posts())
            await stage.rest()
        assert stage.posts()[f"{MEETING}/minutes"] == 1
        assert stage.posts()[f"{MEETING}/twiki"] == 1
