"""A bot that was away for days counts every word for the meeting that was open when it was written."""

from datetime import date, datetime, timedelta

import pytest

from bot.app import Bot
from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL
from tests.week.theatre import Theatre, theatre

pytestmark = pytest.mark.wire

WEEK = timedelta(days=7)
GOES = CALL - timedelta(days=3)  # the meeting of this week is laid out then, and no later one
NO_MEETING = "There is no meeting"


async def away(stage: Theatre, words: dict[datetime, str], back: datetime) -> None:
    """The bot was there once; people go on writing, and Slack gives up telling it."""
    stage.clock.move(GOES)
    async with stage.bot():
        pass
    stage.workspace.events.holding = True
    for moment, text in words.items():
        stage.clock.move(moment)
        await stage.workspace.write(cast.CMS.person, f"- {text}")
    stage.workspace.events.held.clear()
    stage.workspace.events.holding = False
    stage.clock.move(back)


async def reported(bot: Bot, day: date) -> list[str]:
    updates = await bot.context.store.read(lambda book: book.updates("Production", day))
    return [item.text for update in updates for item in (*update.sections.news, *update.sections.ongoing)]


def said_in_dm(stage: Theatre) -> str:
    return "\n".join(
        str(said["text"]) for said in stage.workspace.messages(stage.workspace.dm(cast.CMS.person))
    )


FOR_THE_FIRST = {CALL - timedelta(days=1): "14,212 jobs a day"}
FOR_THE_SECOND = {
    CALL + timedelta(days=2): "The new disks are in",
    CALL + timedelta(days=6): "Two sites drained",
}
FOR_THE_THIRD = {CALL + WEEK + timedelta(days=2): "The tape robot is back"}


@pytest.mark.parametrize(
    ("back", "words", "kept"),
    [
        (
            GOES + timedelta(days=5, hours=22),
            {**FOR_THE_FIRST, CALL + timedelta(days=2): "The new disks are in"},
            2,
        ),
        (GOES + timedelta(days=9, hours=20), {**FOR_THE_FIRST, **FOR_THE_SECOND}, 3),
        (GOES + timedelta(days=13), {**FOR_THE_FIRST, **FOR_THE_SECOND, **FOR_THE_THIRD}, 4),
    ],
    ids=["five days", "nine days", "thirteen days"],
)
async def test_words_written_while_the_bot_was_away_for_days_count_for_the_meeting_that_was_open(
    tmp_path, back, words, kept
):
    async with theatre(tmp_path) as stage:
        await away(stage, words, back)
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            bot.connected()
            await bot.turn()
            await stage.workspace.settled()
            for_each = [await reported(bot, (CALL + number * WEEK).date()) for number in range(3)]
        for found, written in zip(for_each, (FOR_THE_FIRST, FOR_THE_SECOND, FOR_THE_THIRD), strict=True):
            assert found == [words[moment] for moment in written if moment in words]
        assert sum(map(len, for_each)) == kept
        assert NO_MEETING not in said_in_dm(stage)


async def test_the_minutes_of_a_meeting_that_was_missed_altogether_are_posted_late_with_the_words(tmp_path):
    async with theatre(tmp_path) as stage:
        await away(stage, FOR_THE_SECOND, GOES + timedelta(days=13))
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            bot.connected()
            for _ in range(2):
                await bot.turn()
            await stage.workspace.settled()
        posted = stage.posts()
        assert [posted[f"Production/2027-01-{day}/minutes"] for day in (12, 19)] == [0, 1]
        assert "   * The new disks are in\n   * Two sites drained" in stage.twiki
        assert "late" in stage.transcript()


async def test_the_first_message_ever_counts_although_no_turn_was_taken_before(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL - timedelta(days=3))
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
            await stage.workspace.settled()
            await bot.turn()
            assert await reported(bot, CALL.date()) == ["14,212 jobs a day"]
            assert NO_MEETING not in said_in_dm(stage)
            await stage.workspace.settled()
