"""Somebody mentions the bot in the channel or in the thread of the minutes, over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.call import Weekday
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_which_call import choose
from tests.handlers.stage import CALL, Bot, Json

pytestmark = pytest.mark.wire


async def mention(bot: Bot, text: str, *, person: str = "U0TIM", thread: str | None = None) -> list[Json]:
    """Write it in the channel behind a mention of the bot; returns what the writer alone is shown."""
    before = len(bot.workspace.private(person))
    me = bot.workspace.bot_user
    await bot.workspace.write(person, text.format(bot=f"<@{me}>"), channel="C0PROD", thread_ts=thread)
    await bot.settle()
    return bot.workspace.private(person)[before:]


async def minutes(bot: Bot) -> str:
    """Post the minutes; returns their thread."""
    await answer(bot, "post", person="U0CHAIR")
    return str(bot.workspace.messages("C0PROD")[0]["ts"])


async def test_a_command_behind_a_mention_is_answered_there_and_only_to_the_asker(bot):
    (said,) = await mention(bot, "{bot} status", person="U0BY")
    assert "Software (Tim T.): no report yet" in said["text"]
    assert said["channel"] == "C0PROD"
    assert "thread_ts" not in said
    assert [each for each in bot.workspace.messages("C0PROD") if "bot_id" in each] == []


async def test_in_the_thread_of_the_minutes_it_is_answered_in_the_thread(bot):
    thread = await minutes(bot)
    (said,) = await mention(bot, "{bot} action add Order the switch by friday", thread=thread)
    assert "#1 Order the switch" in said["text"]
    assert said["thread_ts"] == thread


async def test_buttons_of_an_answer_do_what_they_say(bot):
    (said,) = await mention(bot, "{bot}: statsu")
    (said,) = await choose(bot, said, "Yes, status")
    assert "Software (Tim T.): no report yet" in said["text"]


async def test_a_lead_adds_to_their_area_in_the_thread_and_the_minutes_follow(bot):
    thread = await minutes(bot)
    (said,) = await mention(bot, "{bot} Software: released 4.3", thread=thread)
    assert said["text"] == "I have noted it for Software; you can correct it."
    await bot.tick()
    posted = bot.workspace.messages("C0PROD")[0]
    assert "released 4.3" in str(posted["blocks"])
    assert "reported by" not in str(posted["blocks"])
    (said,) = await answer(bot, "why <@U0TIM>")
    assert "Tim T. reported by command" in said["text"]
    assert "on behalf" not in said["text"]


async def test_others_are_told_how_to_report_for_an_area(bot):
    thread = await minutes(bot)
    (said,) = await mention(bot, "{bot} Software: released 4.3", person="U0BY", thread=thread)
    assert said["text"].startswith("Only who reports for Software adds to it so; `for Software: …`")
    (said,) = await mention(bot, "{bot} for Software: released 4.3", person="U0BY", thread=thread)
    assert "I have noted it for Software; its leads can correct it." in said["text"]


async def test_the_thread_of_minutes_that_are_over_takes_nothing(bot):
    thread = await minutes(bot)
    bot.clock.advance(timedelta(days=7))
    await bot.tick()
    (said,) = await mention(bot, "{bot} Software: too late", thread=thread)
    assert said["text"] == "This is about the Production meeting of January 12, which is over."


async def test_another_call_that_is_named_in_a_thread_is_not_held_to_the_day_of_that_thread(bot):
    other = replace(CALL, name="Security", weekday=Weekday.THURSDAY)
    await bot.context.store.change(lambda book: book.keep_call(other))
    await bot.tick()
    await answer(bot, "in Production post", person="U0CHAIR")
    thread = str(bot.workspace.messages("C0PROD")[0]["ts"])
    (said,) = await mention(bot, "{bot} in Security status", thread=thread)
    assert said["text"].startswith("*Security*, Thursday, January 14")
    (said,) = await mention(bot, "{bot} in Production status", thread=thread)
    assert said["text"].startswith("*Production*, Tuesday, January 12")


async def test_what_cannot_be_is_said_there(bot):
    (said,) = await mention(bot, "{bot} skip 14 Jan", person="U0CHAIR")
    assert "there is no Production call on Thursday, January 14" in said["text"]
    (said,) = await mention(bot, "{bot} skip")
    assert "only Scott can do that" in said["text"]
    (said,) = await mention(bot, "{bot} away")
    assert "Please type it with `/minutes`" in said["text"]
    (said,) = await mention(bot, "thanks, {bot}!")
    assert said["text"].startswith("Begin with the mention")
    (said,) = await mention(bot, "{bot}")
    assert "/minutes status" in said["text"]


async def test_a_message_without_a_mention_is_left_alone(bot):
    assert await mention(bot, "status?") == []
