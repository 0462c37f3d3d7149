"""A meeting ends when what was written in time for it is known, or an hour after its late window."""

from datetime import date, timedelta

import pytest

from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL
from bot.model.meeting import State
from bot.rules.late_minutes import LONGEST_WAIT
from tests import waiting
from tests.week.story import HOME, Story
from tests.week.test_asleep import meetings
from tests.week.test_behind import WORDS, lost
from tests.week.test_late_minutes import HISTORY, passes, refuses
from tests.week.theatre import theatre

pytestmark = [pytest.mark.wire, pytest.mark.refuses]

MINUTE = timedelta(minutes=1)
MET = "Production", date(2027, 1, 12)


async def met(bot):
    return (await bot.context.store.read(meetings))[MET]


async def works_on(stage, bot):
    await bot.turn()
    await waiting.until(lambda: not bot._look_back.is_looking)
    await bot.turn()


async def refused_until_the_late_window_is_over(stage, bot):
    """What a lead wrote before the call never came, and Slack refuses to show it."""
    stage.clock.move(CALL - 60 * MINUTE)
    await works_on(stage, bot)
    await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
    await stage.workspace.settled()
    stage.clock.move(CALL - 3 * MINUTE)
    await works_on(stage, bot)
    refuses(stage, times=1_000)
    await lost(stage)
    stage.clock.move(CALL)
    await works_on(stage, bot)
    there = await met(bot)
    assert there.state is State.POSTED
    stage.clock.move(there.late_until)
    await works_on(stage, bot)


async def test_what_slack_shows_after_the_late_window_amends_the_minutes_it_was_written_for(tmp_path):
    async with theatre(tmp_path, refuses=True) as stage, stage.bot() as bot:
        await refused_until_the_late_window_is_over(stage, bot)
        there = await met(bot)
        assert there.state is State.POSTED
        assert WORDS not in stage.twiki
        stage.workspace.mend(HISTORY)
        await passes(stage, bot, 20)
        there = await met(bot)
        assert there.state is State.CLOSED
        assert WORDS in str(there.minutes)
        assert WORDS in stage.twiki


async def test_what_slack_goes_on_refusing_keeps_no_meeting_open_for_longer_than_an_hour(tmp_path, caplog):
    async with theatre(tmp_path, refuses=True) as stage, stage.bot() as bot:
        with caplog.at_level("INFO"):
            await refused_until_the_late_window_is_over(stage, bot)
        there = await met(bot)
        until = there.waits.until
        assert timedelta(0) <= until - there.late_until - LONGEST_WAIT < LONGEST_WAIT
        assert caplog.text.count("held_back call=Production meeting=2027-01-12") == 1
        why = await Story(stage, bot).types(cast.CHAIR, "in Production why @Tomas")
        shown = until.astimezone(HOME).strftime("%A, %B %d, %I:%M PM EST").replace(" 0", " ")
        assert f"{shown} (New York): Until then at most the minutes can still be amended" in why
        stage.clock.move(until - 5 * MINUTE)
        await works_on(stage, bot)
        assert (await met(bot)).state is State.POSTED
        stage.clock.move(until)
        await works_on(stage, bot)
        assert (await met(bot)).state is State.CLOSED
