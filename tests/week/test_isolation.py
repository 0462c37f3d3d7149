"""Whatever goes wrong around it, the bot does what is due, and its loop does not die."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast, scenes_before
from bot.health import Health
from bot.model.delivery import Delivery, Kind, Status
from bot.model.message import Notice
from storage.database import open_database
from tests.waiting import until
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

MEETING = "Production/2027-01-12"
ASK = f"{MEETING}/ask/{cast.CMS.person}"
NOTICE = f"{MEETING}/notice/hello"
UNREADABLE = """
    INSERT INTO inbox (team_id, identity, payload, kept_at, attempts, reason)
    SELECT max(team_id), 'unreadable', 'no JSON', '2027-01-09 00:00:00.000000', 0, '' FROM call
"""


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


async def test_a_look_up_that_slack_limits_keeps_nothing_else_waiting(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        stage.clock.move(scenes_before.CALL - timedelta(days=3))
        async with stage.bot() as bot:
            first = Delivery(NOTICE, cast.CMS.person, Notice("Hello"), stage.clock(), kind=Kind.NOTICE)
            await bot.context.store.change(lambda book: book.enqueue(first))
            stage.workspace.fail_next("chat.postMessage", "drop_after_commit")
            await bot.turn()
            stage.clock.advance(timedelta(minutes=3))  # the lease is over
            second = replace(first, key=f"{NOTICE}-2", to=cast.CHAIR.person, due=stage.clock())
            await bot.context.store.change(lambda book: book.enqueue(second))
            stage.workspace.fail_next("conversations.history", "rate_limited", seconds=900, times=50)
            async with asyncio.timeout(600):  # nobody waits for the end of the limit
                await bot.turn()
            assert stage.posts()[second.key] == 1
            stage.workspace.trouble.relieve()
            stage.clock.advance(timedelta(minutes=16))
            await bot.turn()
            assert stage.posts()[NOTICE] == 1
            owed = await bot.context.store.read(lambda book: book.delivery(NOTICE))
            assert owed is not None
            assert owed.status is Status.SENT


@asynccontextmanager
async def running(stage, tmp_path):
    """A bot that takes turns by itself, with its tables at hand."""
    database = open_database(f"sqlite:///{tmp_path / 'minutesbot.db'}")
    async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
        turns = asyncio.ensure_future(bot.run())
        try:
            yield bot, turns, partial(changed, database)
        finally:
            await bot.end()
            await turns
            await stage.workspace.settled()  # the bot hears of what it said
            database.close()


def changed(database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text(statement))


async def test_a_part_of_a_turn_that_fails_does_not_keep_the_next_one_from_its_work(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(scenes_before.CALL - timedelta(days=3))
        async with running(stage, tmp_path) as (bot, turns, change):
            change(UNREADABLE)
            owed = Delivery(NOTICE, cast.CMS.person, Notice("Hello"), stage.clock(), kind=Kind.NOTICE)
            await bot.context.store.change(lambda book: book.enqueue(owed))
            bot.wake()
            await until(lambda: NOTICE in stage.posts())
            assert "at storage/queue.py" in bot.health.failure
            assert not turns.done()
            change("DELETE FROM inbox WHERE identity = 'unreadable'")
            bot.wake()
            await until(lambda: not bot.health.failure)


async def test_a_turn_that_fails_is_not_the_last_one(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(scenes_before.CALL - timedelta(days=3))
        async with running(stage, tmp_path) as (bot, turns, change):
            await until(lambda: not bot.health.failure)
            change("ALTER TABLE call RENAME TO elsewhere")
            bot.wake()
            await until(lambda: bot.health.failure)
            assert not turns.done()
            change("ALTER TABLE elsewhere RENAME TO call")
            stage.clock.move(scenes_before.CALL - timedelta(hours=23))
            bot.wake()
            await until(lambda: ASK in stage.posts())
            await until(lambda: not bot.health.failure)


@pytest.mark.parametrize(
    ("tick", "age", "alive"), [(5, 59, True), (5, 61, False), (90, 100, True), (90, 361, False)]
)
def test_a_bot_is_alive_as_long_as_its_heart_may_not_have_beaten(tick, age, alive):
    assert Health(tick).is_alive(age) is alive
