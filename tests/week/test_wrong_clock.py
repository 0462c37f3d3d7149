"""A clock that is wrong for a while does no harm, and time that really has passed is believed."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast, scenes_before
from bot.model.meeting import State
from tests.waiting import PATIENCE_SECONDS
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

CALL = scenes_before.CALL
MEETING = "Production/2027-01-12"
WEEK = timedelta(days=7)


class Clocks:
    """The clock of the bot's machine, and one that nobody can set; both go by hand."""

    def __init__(self, stage):
        self._stage = stage
        self.ahead = timedelta(0)
        self.seconds = 0.0

    def wall(self):
        return self._stage.clock() + self.ahead

    def running(self):
        return self.seconds

    def wait(self, span):
        """Let time pass."""
        self._stage.clock.advance(span)
        self.seconds += span.total_seconds()


def asked_for_time(stage):
    return sum(record.name == "api.test" for record in stage.workspace.ledger)


async def states(bot):
    meetings = await bot.context.store.read(lambda book: book.meetings("Production"))
    return {meeting.state for meeting in meetings}


def posts(stage):
    return {key: count for key, count in stage.posts().items() if "/minutes" in key}


@pytest.mark.parametrize("ahead", [3 * WEEK, WEEK, -WEEK, timedelta(minutes=3)])
async def test_a_clock_that_is_wrong_for_a_while_posts_nothing_and_loses_no_words(tmp_path, caplog, ahead):
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL - timedelta(hours=20))
        clocks = Clocks(stage)
        async with at_work(settings_for(stage.workspace, tmp_path), clocks.wall, clocks.running) as bot:
            await bot.turn()
            asked, before = asked_for_time(stage), stage.posts()
            clocks.ahead = ahead
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day, steady")
            await stage.workspace.settled()
            for _ in range(14):
                assert await bot.turn() == ()
                clocks.wait(timedelta(seconds=1))
            assert stage.posts() == before
            assert await states(bot) == {State.SCHEDULED}
            assert asked_for_time(stage) - asked <= 5
            assert sum("s ahead of Slack's" in line or "s behind" in line for line in caplog.messages) == 1
            assert "nothing is done until it is right" in bot.health.clock
            assert bot.health.age < 5
            clocks.ahead = timedelta(0)
            await bot.turn()
            assert bot.health.clock == ""
            clocks.wait(stage_time := CALL - stage.clock())
            assert stage_time > timedelta(0)
            await bot.turn()
            await stage.workspace.settled()
            assert posts(stage) == {f"{MEETING}/minutes": 1}
            assert "14,212 jobs a day, steady" in stage.twiki
            assert "late: " not in stage.transcript()
            assert "I was not running" not in stage.transcript()


async def test_a_machine_that_slept_is_believed_and_the_minutes_say_that_they_are_late(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL - timedelta(hours=5))
        clocks = Clocks(stage)
        async with at_work(settings_for(stage.workspace, tmp_path), clocks.wall, clocks.running) as bot:
            await bot.turn()
            asked = asked_for_time(stage)
            stage.clock.move(CALL + timedelta(hours=2))  # the other clock stood still
            await bot.turn()
            assert asked_for_time(stage) - asked == 1
            assert posts(stage) == {f"{MEETING}/minutes": 1}
            assert "posted 2 h late: the bot was not running at the time of the call" in stage.transcript()


async def test_a_clock_that_is_wrong_at_the_start_does_nothing_until_it_is_set(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL - timedelta(hours=5))
        clocks = Clocks(stage)
        clocks.ahead = WEEK
        async with at_work(settings_for(stage.workspace, tmp_path), clocks.wall, clocks.running) as bot:
            assert await bot.turn() == ()
            assert stage.posts() == {}
            clocks.ahead = timedelta(0)
            clocks.wait(timedelta(seconds=2))
            assert await bot.turn()
            assert stage.posts()


async def test_a_right_clock_at_the_start_costs_no_question(tmp_path):
    async with theatre(tmp_path) as stage, stage.bot():
        assert asked_for_time(stage) == 0


async def test_slack_that_cannot_be_asked_for_its_time_is_asked_again(tmp_path, caplog):
    caplog.set_level(logging.INFO)
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL - timedelta(hours=5))
        clocks = Clocks(stage)
        async with at_work(settings_for(stage.workspace, tmp_path), clocks.wall, clocks.running) as bot:
            await bot.turn()
            stage.workspace.fail_next("api.test", "drop_before", times=9)
            stage.clock.move(CALL)
            for _ in range(3):
                assert await bot.turn() == ()
                clocks.wait(timedelta(seconds=5))
            assert "cannot be asked" in bot.health.clock
            await bot.turn()
            assert posts(stage) == {f"{MEETING}/minutes": 1}
            assert sum("cannot be asked" in line for line in caplog.messages) == 1
            assert "the clock is right again" in caplog.text


@pytest.mark.parametrize("fault", ["rate_limited", "http_500_html", "refused"])
async def test_every_answer_of_slack_tells_the_time(tmp_path, fault):
    async with theatre(tmp_path, refuses=True) as stage:
        stage.clock.move(CALL - timedelta(hours=5))
        clocks = Clocks(stage)
        async with at_work(settings_for(stage.workspace, tmp_path), clocks.wall, clocks.running) as bot:
            await bot.turn()
            stage.workspace.fail_next("api.test", fault, seconds=900)
            stage.clock.move(CALL)
            async with asyncio.timeout(PATIENCE_SECONDS):
                await bot.turn()
            assert posts(stage) == {f"{MEETING}/minutes": 1}


async def test_what_is_written_after_a_clock_was_set_back_amends_the_minutes(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL - timedelta(hours=20))
        clocks = Clocks(stage)
        settings = settings_for(stage.workspace, tmp_path)
        async with at_work(settings, clocks.wall, clocks.running) as bot:
            await bot.turn()
            clocks.ahead = timedelta(seconds=100)
            clocks.wait(timedelta(hours=20))
            await bot.turn()
            assert "Production/2027-01-12/minutes" in stage.posts()
            clocks.ahead = timedelta(0)
            clocks.wait(timedelta(seconds=10))
            await stage.workspace.write(cast.CMS.person, "- The tape robot is on fire")
            await stage.workspace.settled()
            await bot.turn()
            await bot.turn()
            assert "The tape robot is on fire" in stage.twiki
