"""What may have been missed just before the call is read back before the minutes are frozen."""

import sqlite3
from datetime import timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.server.faults import Fault
from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL
from handlers.incoming.look_back_beside import LONGEST_WAIT
from storage.database import open_database
from tests.waiting import until
from tests.week.test_isolation import changed
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

MINUTES = "Production/2027-01-12/minutes"
WORDS = "The tape robot is on fire"


async def been_there(stage) -> None:
    """A lead wrote something hours before, so that there is a history to read back."""
    stage.clock.move(CALL - timedelta(hours=5))
    async with stage.bot() as bot:
        await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
        await stage.workspace.settled()
        await bot.turn()


async def lost(stage) -> None:
    """A lead writes, and Slack never tells the bot."""
    stage.workspace.events.holding = True
    await stage.workspace.write(cast.CMS.person, f"- {WORDS}")
    stage.workspace.events.held.clear()
    stage.workspace.events.holding = False


def histories_read(stage) -> int:
    """How often a page of a history was asked for."""
    return sum(record.name == "conversations.history" for record in stage.workspace.ledger)


async def test_what_could_not_be_kept_before_the_call_is_in_the_minutes_all_the_same(tmp_path, caplog):
    database = open_database(f"sqlite:///{tmp_path / 'minutesbot.db'}")
    async with theatre(tmp_path, refuses=True) as stage:
        await been_there(stage)
        async with stage.bot() as bot:
            stage.clock.move(CALL - timedelta(seconds=50))
            await bot.turn()
            changed(database, "ALTER TABLE inbox RENAME TO elsewhere")
            await stage.workspace.write(cast.CMS.person, f"- {WORDS}")
            await until(lambda: "could not be kept" in caplog.text)
            changed(database, "ALTER TABLE elsewhere RENAME TO inbox")
            stage.clock.move(CALL)
            await bot.turn()
            assert WORDS in stage.twiki
    database.close()


async def test_an_arrival_that_is_kept_too_slowly_makes_the_bot_look_back(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_there(stage)
        async with stage.bot() as bot:
            await bot.turn()
            reads = histories_read(stage)
            lock = sqlite3.connect(tmp_path / "minutesbot.db", isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            await stage.workspace.write(cast.CMS.person, f"- {WORDS}")
            await until(lambda: bot._look_back.is_behind)  # after as long as Slack waits
            lock.execute("ROLLBACK")
            lock.close()
            await stage.workspace.settled()
            await bot.turn()
            assert histories_read(stage) > reads


async def been_deaf_until_the_call(stage):
    """Something was written for the minutes that are due now, and the bot was never told."""
    await been_there(stage)
    await lost(stage)
    stage.clock.move(CALL)


async def test_minutes_that_are_due_wait_for_what_is_being_read_back(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_deaf_until_the_call(stage)
        stage.workspace.fail_next("conversations.history", Fault.SLOW_ANSWER, seconds=7)
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            await bot.turn()
            assert MINUTES not in stage.posts()
            await until(lambda: not bot._look_back.is_behind)
            await bot.turn()
            assert MINUTES in stage.posts()
            assert WORDS in stage.twiki


async def test_minutes_wait_a_minute_at_most_for_a_history_that_slack_limits(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_there(stage)
        stage.clock.move(CALL)
        stage.workspace.fail_next("conversations.history", "rate_limited", seconds=900, times=50)
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            await bot.turn()
            assert MINUTES not in stage.posts()
            stage.clock.advance(LONGEST_WAIT)
            await bot.turn()
            assert MINUTES in stage.posts()


async def test_minutes_wait_for_the_conversations_of_those_who_report_and_for_no_others(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_deaf_until_the_call(stage)
        stage.workspace.fail_next("users.conversations", "rate_limited", seconds=900, times=50)
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            await bot.turn()
            assert bot._look_back.is_behind
            assert MINUTES in stage.posts()
            assert WORDS in stage.twiki


async def test_what_the_bot_was_never_told_of_is_read_back_shortly_before_the_minutes(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_there(stage)
        async with stage.bot() as bot:
            stage.clock.move(CALL - timedelta(minutes=30))
            await bot.turn()
            await until(lambda: not bot._look_back.is_behind)
            await lost(stage)
            stage.clock.move(CALL - timedelta(minutes=3))
            reads = histories_read(stage)
            await bot.turn()
            await until(lambda: histories_read(stage) > reads and not bot._look_back.is_looking)
            await bot.turn()
            stage.clock.move(CALL)
            await bot.turn()
            assert MINUTES in stage.posts()
            assert WORDS in stage.twiki


async def test_what_was_lost_in_the_last_minutes_is_read_back_as_soon_as_the_minutes_stand(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_there(stage)
        async with stage.bot() as bot:
            stage.clock.move(CALL - timedelta(minutes=2))
            await bot.turn()
            await until(lambda: not (bot._look_back.is_behind or bot._look_back.is_looking))
            await lost(stage)
            stage.clock.move(CALL)
            await bot.turn()
            assert MINUTES in stage.posts()
            assert WORDS not in stage.twiki
            await until(lambda: not bot._look_back.is_looking)
            stage.clock.advance(timedelta(seconds=15))
            await bot.turn()
            assert WORDS in stage.twiki


async def test_what_is_written_while_slack_gives_no_socket_is_in_the_minutes(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_there(stage)
        stage.clock.move(CALL - timedelta(minutes=30))
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            await bot.turn()
            stage.workspace.sockets.turn_away = "link_disabled"
            stage.workspace.hard_drop()
            await until(lambda: bot._look_back.is_behind)
            await bot.turn()
            await until(lambda: not bot._look_back.is_looking)
            await stage.workspace.write(cast.CMS.person, f"- {WORDS}")
            await until(lambda: bot._look_back.is_behind)
            stage.clock.move(CALL)
            await bot.turn()
            assert MINUTES in stage.posts()
            assert WORDS in stage.twiki
