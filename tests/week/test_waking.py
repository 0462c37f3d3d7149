"""What wakes the bot: something that arrives, and something that is due again; not only its heartbeat."""

import asyncio
from dataclasses import replace

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast
from tests.waiting import until
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

AN_HOUR = 3600.0


async def test_a_card_that_slack_did_not_take_is_sent_when_slack_said_without_waiting_for_a_heartbeat(
    tmp_path,
):
    async with theatre(tmp_path) as stage:
        settings = replace(settings_for(stage.workspace, tmp_path), tick_seconds=AN_HOUR)
        async with at_work(settings, stage.clock) as bot:
            await bot.turn()
            running = asyncio.ensure_future(bot.run())
            stage.workspace.fail_next("chat.postMessage", "rate_limited", seconds=1)
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
            await until(lambda: any(key.endswith(f"card/{cast.CMS.person}") for key in stage.posts()))
            running.cancel()
            assert sum(stage.posts().values()) == 1
