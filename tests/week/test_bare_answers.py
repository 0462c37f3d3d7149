"""An answer of Slack without a field, whichever method it is, ends nothing and keeps nobody else waiting."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast, scenes_before
from bot.demo.story.cast import CHAIR, CHANNEL, CMS
from bot.model.errors import ChatUnusable
from tests.waiting import until
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

MEETING = "Production/2027-01-12"
METHODS = [
    "apps.connections.open",
    "chat.getPermalink",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.members",
    "conversations.open",
    "conversations.replies",
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
    "files.info",
    "users.conversations",
    "users.info",
    "users.list",
    "views.open",
    "views.publish",
]


@pytest.mark.parametrize("method", METHODS)
async def test_answers_without_a_field_end_nothing_and_all_is_said_once_in_the_end(tmp_path, method):
    async with theatre(tmp_path, refuses=True) as stage:
        stage.clock.move(scenes_before.CALL - timedelta(hours=23))
        stage.workspace.fail_next(method, "bare", times=2)
        async with at_work(settings_for(stage.workspace, stage.folder), stage.clock) as bot:
            await bot.turn()
            await stage.workspace.write(CMS.person, "- 14,212 jobs a day")
            typed = asyncio.ensure_future(
                stage.workspace.command(CHAIR.person, "/minutes", "status", channel=CHANNEL)
            )
            while not typed.done():
                await bot.turn()
                await asyncio.sleep(0.01)
            for before_the_call in (1375, 1370, 1360, 0, -5, -10, -30):
                stage.clock.move(scenes_before.CALL - timedelta(minutes=before_the_call))
                await bot.turn()
            assert not bot.health.failure
        said = stage.posts()
        for role in cast.EVERYBODY[1:-1]:
            assert said[f"{MEETING}/ask/{role.person}"] == 1, role
        assert said[f"{MEETING}/minutes"] == 1
        assert set(said.values()) == {1}


async def test_a_token_of_which_slack_says_nothing_is_one_line_at_the_start(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        stage.workspace.fail_next("auth.test", "bare")
        with pytest.raises(ChatUnusable, match="says nothing of team_id"):
            async with at_work(settings_for(stage.workspace, stage.folder), stage.clock):
                pass


class Unheard(asyncio.Event):
    """What the heart does not reach any more."""

    def set(self) -> None:
        pass


async def test_a_heart_that_has_stopped_does_not_stop_the_bot(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(scenes_before.CALL - timedelta(hours=25))
        settings = replace(settings_for(stage.workspace, stage.folder), tick_seconds=0.2)
        async with at_work(settings, stage.clock) as bot:
            bot.waking.woken = Unheard()
            turns = asyncio.ensure_future(bot.run())
            stage.clock.move(scenes_before.CALL - timedelta(hours=23))
            await until(lambda: f"{MEETING}/ask/{CMS.person}" in stage.posts() or turns.done())
            await bot.end()
            await turns  # what was begun beside it is said, too
            await stage.workspace.settled()  # the bot hears of what it said
