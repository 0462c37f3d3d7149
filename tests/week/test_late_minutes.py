"""Minutes that are late anyway wait for what was written meanwhile, and Slack does not show yet."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL
from bot.model.call import Area, Lead
from bot.model.happened import moment
from bot.model.meeting import State
from tests.week.story import HOME, Story
from tests.week.test_asleep import DAY, OFF, WEEK, meetings, people_write
from tests.week.test_replicas import replicas
from tests.week.theatre import theatre

pytestmark = [pytest.mark.wire, pytest.mark.refuses]

MINUTE = timedelta(minutes=1)
BACK = OFF + 8 * DAY
MISSED = "Production", date(2027, 1, 12)
OTHER = "Security", date(2027, 1, 12)
WORDS, OTHERS = "14,212 jobs a day", "All keys were changed"
HISTORY = "conversations.history"
FORM = {
    "type": "view_submission",
    "user": {"id": cast.CMS.person},
    "view": {"id": "V1", "callback_id": "form", "private_metadata": "", "state": {"values": {}}},
}


def keep_other(book):
    """A call of its own for what Karen secures."""
    call = book.call("Production")
    karen = Lead(cast.SECURITY.name, cast.SECURITY.person)
    book.keep_call(replace(call, name="Security", areas=(Area("Keys", (karen,)),)))
    book.keep_call(
        replace(call, areas=tuple(area for area in call.areas if karen.person not in _people(area)))
    )


def _people(area):
    return {lead.person for lead in area.leads}


async def been_away(stage, *, writes=True):
    """Two leads of two calls write to a bot that is off for eight days."""
    stage.clock.move(OFF)
    async with stage.bot() as bot:
        await bot.context.store.change(keep_other)
        await bot.turn()
        await stage.workspace.write(cast.CMS.person, "- Nothing to see yet")
        await stage.workspace.write(cast.SECURITY.person, "- Nothing to see yet, either")
        await stage.workspace.settled()
        await bot.turn()
    if writes:
        await people_write(stage, {CALL - DAY: WORDS})
        stage.workspace.events.holding = True
        await stage.workspace.write(cast.SECURITY.person, f"- {OTHERS}")
        stage.workspace.events.held.clear()
        stage.workspace.events.holding = False
    stage.clock.move(BACK)


def refuses(stage, role=cast.CMS, *, error="service_unavailable", times=100):
    """Slack refuses the history of one conversation."""
    room = stage.workspace.dm(role.person)
    stage.workspace.fail_next(HISTORY, "refused", error=error, times=times, room=room)


def at_work_again(stage):
    """The bot, with the calls that it knows."""
    settings = replace(settings_for(stage.workspace, stage.folder), calls_file=None)
    return at_work(settings, stage.clock)


@asynccontextmanager
async def back_again(tmp_path, **refused):
    """The bot is back after eight days, and Slack refuses what was written in one of two conversations."""
    async with theatre(tmp_path, refuses=True) as stage:
        await been_away(stage)
        refuses(stage, **refused)
        async with at_work_again(stage) as bot:
            await bot.turn()
            yield stage, bot


async def found(bot):
    return await bot.context.store.read(meetings)


async def passes(stage, bot, minutes):
    """Time goes by, with a turn each minute."""
    for _ in range(minutes):
        stage.clock.advance(MINUTE)
        await bot.turn()
        await stage.workspace.settled()


async def test_what_slack_shows_five_minutes_late_is_in_the_minutes_for_which_it_was_written(tmp_path):
    async with back_again(tmp_path) as (stage, bot):
        await passes(stage, bot, 5)
        there = (await found(bot))[MISSED]
        assert (there.state, there.minutes) == (State.SCHEDULED, None)
        stage.workspace.mend(HISTORY)
        await passes(stage, bot, 10)
        known = await found(bot)
        assert WORDS in str(known[MISSED].minutes)
        assert not any(area.late for area in known[MISSED].minutes.areas)
        assert known[MISSED].state is State.CLOSED
        assert WORDS not in str([each.minutes for each in known.values() if each.date > MISSED[1]])


async def test_a_second_call_is_not_held_up_and_neither_is_what_is_asked(tmp_path):
    async with back_again(tmp_path) as (stage, bot):
        stage.clock.advance(MINUTE)
        await bot.turn()
        known = await found(bot)
        assert OTHERS in str(known[OTHER].minutes)
        assert known[MISSED].state is State.SCHEDULED
        stage.clock.move(CALL + WEEK - DAY + MINUTE)
        await bot.turn()
        assert stage.posts()[f"Production/2027-01-19/ask/{cast.CMS.person}"] == 1


@pytest.mark.parametrize("error", ["channel_not_found", "missing_scope", "a_code_of_tomorrow"])
async def test_what_slack_refuses_for_good_is_not_waited_for(tmp_path, error):
    async with back_again(tmp_path, error=error) as (stage, bot):
        await passes(stage, bot, 1)
        there = (await found(bot))[MISSED]
        assert (there.state, there.waits) == (State.CLOSED, None)


async def test_what_slack_goes_on_refusing_is_waited_for_an_hour_through_restarts(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_away(stage)
        refuses(stage, times=1_000)
        for minute in (0, 20, 40, 59):
            stage.clock.move(BACK + minute * MINUTE)
            async with at_work_again(stage) as bot:
                await bot.turn()
                assert (await found(bot))[MISSED].state is State.SCHEDULED
        stage.clock.move(BACK + 60 * MINUTE)
        async with at_work_again(stage) as bot:
            await bot.turn()
            await passes(stage, bot, 1)
            assert (await found(bot))[MISSED].minutes is not None


async def test_minutes_on_time_wait_a_minute_at_most_as_ever(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_away(stage, writes=False)
        stage.clock.move(CALL + WEEK)
        refuses(stage)
        async with at_work_again(stage) as bot:
            await bot.turn()
            await passes(stage, bot, 1)
            there = (await found(bot))["Production", date(2027, 1, 19)]
            assert there.minutes is not None
            assert there.waits is None


async def test_what_is_read_and_not_worked_on_yet_is_waited_for_too(tmp_path):
    async with theatre(tmp_path) as stage:
        await been_away(stage)
        async with at_work_again(stage) as bot:
            await bot.inbox.keep("a form without its moment", FORM, BACK)
            await bot.turn()
            assert (await found(bot))[MISSED].state is State.SCHEDULED
            assert OTHERS in str((await found(bot))[OTHER].minutes)


async def test_why_and_the_log_say_that_the_late_minutes_wait_for_what_and_until_when(tmp_path, caplog):
    async with theatre(tmp_path, refuses=True) as stage:
        await been_away(stage)
        refuses(stage)
        with caplog.at_level("INFO"):
            async with at_work_again(stage) as bot:
                story = Story(stage, bot)
                await story.turn()
                why = await story.types(cast.CHAIR, "in Production why @Tomas")
                there = (await found(bot))[MISSED]
        until = there.waits.until
        shown = until.astimezone(HOME).strftime("%A, %B %d, 5:%M PM EST (New York)")
        assert f"{shown}: Until then at most the late minutes wait" in why
        assert "what those who report for Production wrote to me while I was away" in why
        line = f"held_back call=Production meeting=2027-01-12 until={moment(until)}"
        assert caplog.text.count(line) == 1


@pytest.mark.postgres
async def test_a_replica_to_which_slack_shows_the_history_posts_what_another_waits_for(
    tmp_path,
    postgres_url,
):
    async with theatre(tmp_path, refuses=True) as stage:
        stage.clock.move(OFF)
        async with replicas(stage, postgres_url, 1) as one:
            await stage.workspace.write(cast.CMS.person, "- Nothing to see yet")
            await stage.workspace.settled()
            await one.turn()
        await people_write(stage, {CALL - DAY: WORDS})
        stage.clock.move(BACK)
        refuses(stage, times=1)
        async with replicas(stage, postgres_url, 2) as two:
            for _ in range(3):
                await two.turn()
                await stage.workspace.settled()
            known = await found(two.bots[0])
            assert WORDS in str(known[MISSED].minutes)
