"""/minutes rename, over the wire: an area is called otherwise within a week, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cycle.calls.apply_calls import adopt_calls
from bot.model.call import Call
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_history import held
from tests.handlers.commands.test_which_call import choose
from tests.handlers.correcting import To, opened, sent
from tests.handlers.stage import CALL, Bot, Json, card_of, last_card, press

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
NEW = "Software & Release"
TYPED = "rename Software to Software &amp; Release"


async def chair(bot: Bot, text: str) -> Json:
    (said,) = await answer(bot, text, person="U0CHAIR")
    return said


async def stands(bot: Bot) -> Call:
    (call,) = await bot.context.store.read(lambda book: book.calls())
    return call


async def posted(bot: Bot) -> str:
    bot.clock.move(CALL_TIME)
    await bot.tick()
    texts = [str(said["text"]) for said in bot.workspace.messages("C0PROD")]
    return next(text for text in texts if "Meeting, " in text)


async def test_what_was_written_this_week_stands_in_the_minutes_under_the_new_name(bot):
    await card_of(bot)
    said = await chair(bot, TYPED)
    assert said["text"].startswith("Software is called Software &amp; Release from now on")
    assert NEW in str(last_card(bot))
    minutes = await posted(bot)
    assert "Software &amp; Release (Tim T.)" in minutes
    assert "Released version 4.2" in minutes
    assert "Software (Tim T.)" not in minutes


async def test_who_was_asked_before_is_asked_of_nothing_more_by_the_new_name(bot):
    await bot.tick()
    before = bot.said_to("U0TIM")
    await chair(bot, TYPED)
    await bot.tick()
    assert bot.said_to("U0TIM") == before
    moved = await chair(bot, "move 14 Jan")  # which tells the question anew
    await bot.tick()
    (asked, *_) = bot.said_to("U0TIM")
    assert "January 14" in asked["text"]
    assert "moved" in moved["text"]
    assert "Software &amp; Release" in asked["text"]
    assert asked["text"].count("Software") == 1


async def test_a_button_that_was_posted_before_does_what_it_says(bot):
    card = await card_of(bot)
    await bot.context.store.change(
        adopt_calls, (_renamed(await stands(bot)),), file="calls.toml", now=bot.clock()
    )  # which says no card anew
    await press(bot, card, "Withdraw everything")
    assert "Released version 4.2" not in await posted(bot)


async def test_a_form_that_was_opened_before_is_about_the_same_area(bot):
    await card_of(bot)
    form = await opened(bot)
    await chair(bot, TYPED)
    assert await sent(bot, form, Released=To(words="Released version 4.3")) == {}
    assert "Released version 4.3" in await posted(bot)


async def test_the_list_of_last_week_and_the_history_follow(bot):
    await held(bot, "Ongoing:\n- Port of the installer")
    await chair(bot, TYPED)
    (said,) = await answer(bot, "history Software &amp; Release")
    assert "Port of the installer" in said["text"]
    (said,) = await answer(bot, "search installer")
    assert "Software &amp; Release, Ongoing" in said["text"]
    await bot.workspace.write("U0TIM", "same as last week")
    await bot.settle()
    assert "Port of the installer" in last_card(bot)["text"]


async def test_the_way_back_is_a_button_and_an_undo(bot):
    await card_of(bot)
    said = await chair(bot, TYPED)
    assert "area Software is called Software &amp; Release" in (await chair(bot, "setup history"))["text"]
    (said,) = await choose(bot, said, "Rename it back", person="U0CHAIR")
    assert said["text"].startswith("Software &amp; Release is called Software from now on")
    await chair(bot, TYPED)
    await chair(bot, "setup undo 3")
    assert [area.name for area in (await stands(bot)).areas] == ["Software", "Storage", "Networks"]
    assert "Released version 4.2" in await posted(bot)


async def test_a_file_says_what_an_area_was_called(bot):
    await card_of(bot)
    file = {"file": "calls.toml", "now": bot.clock()}
    told = await bot.context.store.change(adopt_calls, (_renamed(CALL),), **file)
    assert told == ("Production: area Software is called Software & Release",)
    assert await bot.context.store.change(adopt_calls, (_renamed(CALL),), news_only=True, **file) == ()
    assert "Released version 4.2" in await posted(bot)


async def test_what_cannot_be_is_said(bot):
    assert "There is an area storage already" in (await chair(bot, "rename Software to storage"))["text"]
    assert "there are: Software, Storage, Networks" in (await chair(bot, "rename Kitchen to Bath"))["text"]
    assert "Say which area" in (await chair(bot, "rename"))["text"]
    (said,) = await answer(bot, TYPED)
    assert "only Scott can do that" in said["text"]


def _renamed(call: Call) -> Call:
    """The call as a file has it that says `was = "Software"`."""
    first, *others = call.areas
    return replace(call, areas=(replace(first, name=NEW, was=("Software",)), *others))
