"""Whatever goes wrong around it, the bot does what is due, and its loop does not die."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.app import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast, scenes_before
from bot.health import Health
from storage.database import open_database
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

MEETING = "Production/2027-01-12"
ASK = f"{MEETING}/ask/{cast.CMS.person}"


async def until(what) -> None:
    async with asyncio.timeout(20):
        while not what():  # noqa: ASYNC110 - something in another task
            await asyncio.sleep(0.02)


def tries(stage, method: str) -> int:
    """How often a method was called, in vain or not."""
    return sum(record.name == method for record in stage.workspace.ledger)


async def known_conversation(stage, tmp_path) -> None:
    """A lead wrote something a day before, so that there is a history to read back."""
    stage.clock.move(scenes_before.CALL - timedelta(days=2))
    async with stage.bot() as bot:
        await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
        await stage.workspace.settled()
        await bot.turn()


async def test_a_history_that_slack_limits_does_not_keep_anybody_from_being_asked(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await known_conversation(stage, tmp_path)
        stage.clock.move(scenes_before.CALL - timedelta(hours=23))
        stage.workspace.fail_next("conversations.history", "rate_limited", seconds=900, times=50)
        before = tries(stage, "conversations.history")
        async with asyncio.timeout(600):  # nobody waits for the end of the limit
            async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
                bot.connected()
                await bot.turn()
                assert ASK in stage.posts()
                assert tries(stage, "conversations.history") > before


async def test_histories_that_cannot_be_read_do_not_keep_the_minutes_from_being_posted(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await known_conversation(stage, tmp_path)
        stage.clock.move(scenes_before.CALL - timedelta(hours=23))
        async with stage.bot():
            pass
        stage.clock.move(scenes_before.CALL)
        for method, error in (
            ("conversations.history", "channel_not_found"),
            ("users.conversations", "missing_scope"),
        ):
            stage.workspace.fail_next(method, "refused", error=error, times=20)
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            bot.connected()
            await bot.turn()
            assert f"{MEETING}/minutes" in stage.posts()


async def test_a_row_that_cannot_be_read_stops_neither_the_loop_nor_the_other_parts_of_a_turn(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(scenes_before.CALL - timedelta(hours=23))
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            database = open_database(f"sqlite:///{tmp_path / 'minutesbot.db'}")
            with database.engine.begin() as connection:
                connection.execute(text("UPDATE call SET chairs = 'no JSON'"))
            running = asyncio.ensure_future(bot.run())
            bot.wake()
            await until(lambda: bot.health.failure)
            assert not running.done()
            assert "at storage/columns.py" in bot.health.failure
            with database.engine.begin() as connection:
                connection.execute(text("UPDATE call SET chairs = '[]'"))
            bot.wake()
            await until(lambda: ASK in stage.posts())
            await until(lambda: not bot.health.failure)
            running.cancel()
            database.close()


@pytest.mark.parametrize(
    ("tick", "age", "alive"), [(5, 59, True), (5, 61, False), (90, 100, True), (90, 361, False)]
)
def test_a_bot_is_alive_as_long_as_its_heart_may_not_have_beaten(tick, age, alive):
    assert Health(tick).is_alive(age) is alive
