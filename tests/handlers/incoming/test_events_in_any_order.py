"""Deletions and edits that overtake their message, or never come at all."""

from datetime import timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import settings_for
from bot.demo.story import cast
from bot.demo.story.scenes_before import CALL as CALL_TIME
from handlers.incoming.catch_up import catch_up
from tests.handlers.stage import CALL, Bot
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire


async def noted(bot: Bot) -> list[str]:
    day = (bot.clock() + timedelta(hours=23)).date()
    updates = await bot.context.store.read(lambda book: book.updates(CALL.name, day))
    return [item.text for update in updates for item in update.sections.news]


async def hears_backwards(bot: Bot) -> None:
    bot.workspace.events.release(backwards=True)
    await bot.settle()


async def test_a_deletion_that_overtakes_its_message_withdraws_it(bot):
    bot.workspace.events.holding = True
    ts = await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.workspace.edit("U0TIM", ts, "- Released version 4.3")
    await bot.workspace.delete("U0TIM", ts)
    await hears_backwards(bot)
    assert await noted(bot) == []
    assert bot.said_to("U0TIM") == []


async def test_of_edits_that_overtake_their_message_the_newest_counts(bot):
    bot.workspace.events.holding = True
    ts = await bot.workspace.write("U0TIM", "- Released version 4.2")
    for number in (3, 4):
        bot.clock.advance(timedelta(seconds=1))
        await bot.workspace.edit("U0TIM", ts, f"- Released version 4.{number}")
    await hears_backwards(bot)
    assert await noted(bot) == ["Released version 4.4"]


async def test_a_deletion_that_is_read_back_counts_although_the_edit_was_later_by_our_clock(bot):
    first = await bot.workspace.write("U0TIM", "- Moved the mirror")
    ts = await bot.workspace.write("U0TIM", "- Released version 4.2")
    bot.clock.advance(timedelta(minutes=1))
    await bot.workspace.edit("U0TIM", ts, "- Released version 4.3")
    await bot.settle()
    bot.workspace.events.holding = True
    await bot.workspace.delete("U0TIM", ts)
    ours = bot.clock() - timedelta(seconds=10)
    await catch_up(bot.reading, bot.inbox, bot.context.store, lambda: ours)
    await bot.settle()
    assert float(first) < float(ts)
    assert await noted(bot) == ["Moved the mirror"]


async def test_a_deleted_answer_in_a_thread_older_than_what_is_read_is_found(bot):
    first = await bot.workspace.write("U0TIM", "- The first of all messages")
    await bot.settle()
    bot.clock.advance(timedelta(days=14))
    for _ in range(2):
        await bot.tick()
    answers = [
        await bot.workspace.write("U0TIM", f"- {what}", thread_ts=first)
        for what in ("Released version 4.2", "Moved the mirror")
    ]
    await bot.settle()
    await catch_up(bot.reading, bot.inbox, bot.context.store, bot.clock)
    await bot.settle()
    bot.workspace.events.holding = True
    await bot.workspace.delete("U0TIM", answers[0])
    await catch_up(bot.reading, bot.inbox, bot.context.store, bot.clock)
    await bot.settle()
    assert await noted(bot) == ["Moved the mirror"]


async def test_what_was_kept_and_then_deleted_while_the_bot_was_down_is_in_no_minutes(tmp_path):
    async with theatre(tmp_path) as stage:
        stage.clock.move(CALL_TIME - timedelta(hours=5))
        async with stage.bot():
            await stage.workspace.write(cast.CMS.person, "- 14,212 jobs a day")
            ts = await stage.workspace.write(cast.CMS.person, "- The tape robot is on fire")
            await stage.workspace.settled()  # kept, and never worked on before the bot is gone
        stage.workspace.events.holding = True
        await stage.workspace.delete(cast.CMS.person, ts)
        stage.clock.move(CALL_TIME)
        async with at_work(settings_for(stage.workspace, tmp_path), stage.clock) as bot:
            bot.connected()
            await bot.turn()
        assert "14,212 jobs a day" in stage.twiki
        assert "tape robot" not in stage.twiki
