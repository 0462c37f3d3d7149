"""Somebody says when they do not want to be asked or reminded."""

from datetime import time

import pytest

from bot.model.person import ReaderClock
from bot.model.quiet import Quiet
from tests.handlers.commands.test_commands import answer

pytestmark = pytest.mark.wire

TIM = "U0TIM"


async def stored(bot) -> ReaderClock | None:
    clocks: dict[str, ReaderClock] = await bot.context.store.read(lambda book: book.clocks())
    return clocks.get(TIM)


def texts(said) -> str:
    return "\n".join(message["text"] for message in said)


async def test_quiet_hours_are_set_shown_and_taken_back(bot):
    assert "no quiet hours of your own" in texts(await answer(bot, "quiet", person=TIM))
    assert await stored(bot) is None
    told = texts(await answer(bot, "quiet 21:30 to 7:00", person=TIM))
    assert "From 21:30 to 07:00 by your clock (America/New_York) I neither ask nor remind you." in told
    clock = await stored(bot)
    assert clock is not None
    assert (clock.zone, clock.quiet) == ("America/New_York", Quiet(time(21, 30), time(7)))
    assert "From 21:30" in texts(await answer(bot, "quiet", person=TIM))
    assert "no quiet hours" in texts(await answer(bot, "quiet off", person=TIM))
    clock = await stored(bot)
    assert clock is not None
    assert clock.quiet is None


async def test_hours_are_read_as_people_write_them(bot):
    for typed in (
        "8pm to 7am",
        "20-7",
        "from 20 until 7",
        "20:00\u20137:00",
        "8 PM - 7 AM",
        "20h to 7h",
        "from 8 in the evening to 7",
    ):
        assert "From 20:00 to 07:00 by your clock" in texts(
            await answer(bot, f"quiet {typed}", person=TIM)
        ), typed
        await answer(bot, "quiet off", person=TIM)


async def test_what_are_no_hours_is_told_with_what_would_be(bot):
    for typed in ("at night", "from dusk to dawn", "20", "25-8", "8pm-8pm", "1-2-3"):
        told = texts(await answer(bot, f"quiet {typed}", person=TIM))
        assert f"“{typed}” is not from one time of the day to another" in told, typed
        assert "`quiet 20:00-08:00`" in told
    assert await stored(bot) is None
