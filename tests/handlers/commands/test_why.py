"""/minutes why, over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from tests.handlers.commands.test_commands import answer
from tests.handlers.samples import DAY
from tests.handlers.stage import CALL, Bot

pytestmark = pytest.mark.wire


async def lines(bot: Bot, text: str, person: str = "U0BY") -> list[str]:
    (said,) = await answer(bot, text, person=person)
    return str(said["text"]).splitlines()


async def test_why_tells_when_somebody_was_asked_and_how_they_reported_but_not_what(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.settle()
    told = await lines(bot, "why <@U0TIM>")
    assert told[0] == "*Tim T.* and the Production call of Tuesday, January 12:"
    assert "• Monday, January 11, 5:00 PM EST (New York)" in told[1]
    assert told[1].endswith("I asked Tim T. about Software.")
    assert any(line.endswith("Tim T. reported by message.") for line in told)
    assert "4.2" not in " ".join(told)


async def test_without_a_name_it_is_about_the_asker_with_their_own_time_beside(bot):
    abroad = replace(CALL, areas=(*CALL.areas, Area("Campus", (Lead("Jo", "U0ABROAD"),))))
    await bot.context.store.change(lambda book: book.keep_call(abroad))
    await bot.tick()
    told = await lines(bot, "why", "U0ABROAD")
    assert told[0].startswith("*Jo*")
    assert "5:00 PM EST (New York) / 11:00 PM CET (Berlin) where you are: I asked Jo about Campus." in told[2]


async def test_who_leads_nothing_is_told_so(bot):
    told = await lines(bot, "why")
    assert told[1] == "• Bystander leads no area of the Production call, so I do not ask or remind them."
    (line,) = await lines(bot, "why <!channel> zzz")
    assert line.startswith(
        "I know nobody called “&lt;!channel&gt; zzz” here; the leads of the Production call"
    )


@pytest.mark.refuses
async def test_what_slack_refused_is_said_in_words(bot):
    shy = replace(
        CALL, areas=(Area("Campus", (Lead("Sam", "U0SHY"),)), Area("Roof", (Lead("Gus", "U0GONE"),)))
    )
    await bot.context.store.change(lambda book: book.keep_call(shy))
    await bot.tick()
    told = " ".join(await lines(bot, "why Gus"))
    assert "I could not ask Gus: Gone is deactivated." in told
    told = " ".join(await lines(bot, "why Sam"))
    assert "I could not ask Sam: Slack does not let me write there." in told
    assert "I shall remind" not in told


async def test_a_reminder_by_hand_and_an_absence_are_told(bot):
    await bot.tick()
    await answer(bot, "remind Ana", person="U0BY")
    assert any(line.endswith("Bystander had me remind Ana B.") for line in await lines(bot, "why ana"))
    absence = Absence("U0TIM", DAY, DAY, StandIn("Bystander", "U0BY"))
    await bot.context.store.change(lambda book: book.keep_absence(absence))
    told = await lines(bot, "why Tim")
    assert "• Tim T. is away on Tuesday, January 12; Bystander is asked instead." in told
    assert "• Bystander stands in for Tim T. (Software)." in await lines(bot, "why Bystander")


async def test_a_skipped_or_moved_meeting_is_told_with_who_wanted_it_so(bot):
    await bot.tick()
    await answer(bot, "skip", person="U0CHAIR")
    told = await lines(bot, "why Tim")
    assert any(line.endswith("Scott skipped the meeting of Tuesday, January 12.") for line in told)
    assert "*Tim T.* and the Production call of Tuesday, January 19:" in told
    await answer(bot, "move 19 Jan to 20 Jan", person="U0CHAIR")
    told = await lines(bot, "why Tim")
    assert any(
        "Scott moved the meeting of Tuesday, January 19 to Wednesday, January 20" in line for line in told
    )
    assert "*Tim T.* and the Production call of Wednesday, January 20:" in told


async def test_when_the_meeting_is_over_and_the_next_has_not_begun_the_last_one_is_told(bot):
    await bot.tick()
    bot.clock.advance(timedelta(hours=23, minutes=1))
    await bot.tick()
    bot.clock.advance(timedelta(hours=25))
    await bot.tick()
    titles = [line for line in await lines(bot, "why Tim") if line.startswith("*")]
    assert titles == [
        "*Tim T.* and the Production call of Tuesday, January 12:",
        "*Tim T.* and the Production call of Tuesday, January 19:",
    ]
