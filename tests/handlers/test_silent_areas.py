"""The chair hears who is silent for the third time, over the wire."""

from datetime import timedelta

import pytest

from tests.handlers.stage import Bot

pytestmark = pytest.mark.wire

LINE = "No report for the Production call in a row:"


async def weeks(bot: Bot, count: int, *, reports: str = "") -> None:
    """So many weeks, at whose end the meeting is closed."""
    for _ in range(count):
        if reports:
            await bot.workspace.write("U0TIM", reports)
            await bot.settle()
        for _ in range(7 * 4):
            bot.clock.advance(timedelta(hours=6))
            await bot.tick()


def told(bot: Bot) -> list[str]:
    return [said["text"] for said in bot.said_to("U0CHAIR") if LINE in said["text"]]


async def test_the_chair_hears_once_a_week_who_was_silent_for_the_third_time(bot):
    await weeks(bot, 2, reports="News:\n- Released 4.2")
    assert told(bot) == []
    await weeks(bot, 1, reports="News:\n- Released 4.3")
    (line,) = told(bot)
    assert "Storage (Ana B.), for the third time" in line
    assert "Software" not in line
    await weeks(bot, 1)
    (_, line) = told(bot)
    assert "Storage (Ana B.), for the fourth time" in line
