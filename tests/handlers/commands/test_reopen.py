"""/minutes reopen, over the wire: a meeting that was closed too early takes what comes late once more."""

from datetime import timedelta

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_which_call import choose
from tests.handlers.stage import Bot, Json

pytestmark = pytest.mark.wire


async def chair(bot: Bot, text: str) -> Json:
    (said,) = await answer(bot, text, person="U0CHAIR")
    await bot.tick()
    return said


def minutes(bot: Bot) -> str:
    return str(bot.workspace.messages("C0PROD")[0]["blocks"])


async def closed(bot: Bot) -> None:
    await chair(bot, "post")
    await chair(bot, "close")


async def test_what_comes_after_a_meeting_was_opened_again_amends_its_minutes(bot):
    await closed(bot)
    said = await chair(bot, "reopen")
    assert said["text"].startswith(
        "The Production call of Tuesday, January 12 is open again until Tuesday, January 12"
    )
    await bot.workspace.write("U0TIM", "News:\n- Released 4.3")
    await bot.settle()
    await bot.tick()
    assert "Released 4.3" in minutes(bot)
    thread = bot.workspace.messages("C0PROD")[0]["ts"]
    told = [each["text"] for each in bot.workspace.messages("C0PROD") if each.get("thread_ts") == thread]
    assert "Scott has opened the meeting again: what comes late amends the minutes once more." in told


async def test_it_closes_by_itself_once_more_and_the_way_back_is_a_button(bot):
    await closed(bot)
    said = await chair(bot, "reopen")
    await choose(bot, said, "Close it again", person="U0CHAIR")
    assert "is open again" in (await chair(bot, "reopen"))["text"]
    bot.clock.advance(timedelta(days=2))
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released 4.3")
    await bot.settle()
    assert "Released 4.3" not in minutes(bot)


async def test_it_cannot_be_when_the_leads_are_asked_for_the_next_one(bot):
    await closed(bot)
    bot.clock.advance(timedelta(days=7))
    await bot.tick()
    assert "the leads are asked for the next Production meeting" in (await chair(bot, "reopen"))["text"]


async def test_without_a_closed_meeting_there_is_nothing_to_open(bot):
    assert (await chair(bot, "reopen"))["text"] == (
        "No Production meeting is closed that could be opened again."
    )
    (said,) = await answer(bot, "reopen")
    assert "only Scott can do that" in said["text"]
