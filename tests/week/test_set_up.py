"""What is set up in the chat outlives the bot, and a calls file that nobody touched does not undo it."""

import logging
from dataclasses import replace
from datetime import time

import pytest

from bot.app import Bot
from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.cycle.calls.set_up import change_call
from bot.demo.story import cast
from bot.model.call import Call
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire


async def production(bot: Bot) -> Call:
    call = await bot.context.store.read(lambda book: book.call("Production"))
    assert call is not None
    return call


async def set_time(bot: Bot, hour: int) -> None:
    chair = await bot.context.chat.person(cast.CHAIR.person)
    await bot.context.store.change(
        change_call,
        "Production",
        lambda call: replace(call, time=time(hour)),
        by=chair,
        people=(),
        now=bot.context.clock(),
    )


async def test_a_restart_keeps_what_was_set_up_and_an_edited_file_wins(tmp_path, caplog):
    caplog.set_level(logging.INFO)
    async with theatre(tmp_path) as stage:
        async with stage.bot() as bot:
            assert (await production(bot)).time == time(16)
            await set_time(bot, 17)
        async with stage.bot() as bot:
            assert (await production(bot)).time == time(17)
        assert "Production: changed since calls.toml was applied, and the file was not" in caplog.text
        edited = cast.CALLS.replace('time = "16:00"', 'time = "15:00"')
        async with at_work(settings_for(stage.workspace, tmp_path, edited), stage.clock) as bot:
            assert (await production(bot)).time == time(15)
            changes = await bot.context.store.read(lambda book: book.call_changes("Production"))
            assert [change.by for change in changes] == ["calls.toml", cast.CHAIR.person, "calls.toml"]
