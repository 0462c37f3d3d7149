"""Without the scope that shows who is in a channel the bot says so, and never takes it that nobody is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.errors import Rejected
from handlers.home.show import UNSEEN_FOR, HomeRefresher
from tests.handlers.commands.test_commands import answer
from tests.handlers.home_stage import home_of, opened, text_of
from tests.handlers.setting_up import CHAIR, send, setup, texts, view
from tests.handlers.stage import Bot

pytestmark = [pytest.mark.wire, pytest.mark.refuses]

SCOPE = "channels:read"
WHY = f"the app lacks {SCOPE}; please install it again."


def take(bot: Bot) -> None:
    """The app is installed anew without the scope."""
    world = bot.workspace.world
    world.manifest = replace(
        world.manifest, scopes=tuple(scope for scope in world.manifest.scopes if scope != SCOPE)
    )


def give(bot: Bot) -> None:
    """The app is installed anew with the scope."""
    world = bot.workspace.world
    world.manifest = replace(world.manifest, scopes=(*world.manifest.scopes, SCOPE))


async def test_a_missing_scope_is_told_apart_from_a_channel_without_the_bot(bot, chat):
    assert await chat.members("C0NOWHERE") == frozenset()
    assert "U0BY" in await chat.members("C0PROD")
    take(bot)
    with pytest.raises(Rejected) as refused:
        await chat.members("C0PROD")
    assert (refused.value.detail, refused.value.lacks) == ("missing_scope", SCOPE)


async def test_who_asks_from_elsewhere_is_told_that_it_cannot_be_seen_which_call_they_mean(bot):
    take(bot)
    elsewhere = bot.workspace.dm("U0BY")
    for typed in ("status", "help"):
        (said,) = await answer(bot, typed, person="U0BY", channel=elsewhere)
        assert f"I cannot see who is in the channel of Production: {WHY}" in said["text"]
    (said,) = await answer(bot, "status", person="U0TIM", channel=bot.workspace.dm("U0TIM"))
    assert said["text"].startswith("*Production*")


async def test_nobody_makes_a_call_where_it_cannot_be_seen_who_is_there(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    shown = await setup(bot, person="U0BY", channel="C0NEW")
    take(bot)
    (said,) = await answer(bot, "setup", person="U0BY", channel="C0NEW")
    assert said["text"] == f"I cannot see who is in the channel: {WHY}"
    assert view(bot, "U0BY")["id"] == shown["id"]
    await send(bot, "U0BY", name="Security", area__name="Patches", area__leads=["U0BY"])
    assert f"I cannot see who is in the channel: {WHY}" in texts(view(bot, "U0BY"))
    give(bot)
    await send(bot, "U0BY")
    assert "Security is set up" in texts(view(bot, "U0BY"))


async def test_a_chair_is_not_told_that_the_bot_is_missing_where_it_cannot_look(bot):
    take(bot)
    shown = texts(await setup(bot, person=CHAIR))
    assert f":warning: I cannot see who is in the channel: {WHY}" in shown
    assert "Please /invite me" not in shown


async def test_a_home_says_why_calls_may_be_missing_until_it_can_be_seen_again(bot):
    home_refresher = HomeRefresher(bot.context)
    take(bot)
    assert f":warning: I cannot see who is in the channel of Production: {WHY}" in text_of(
        await opened(bot, "U0BY")
    )
    assert "cannot see" not in text_of(await opened(bot, "U0TIM"))
    give(bot)
    await home_refresher.refresh(changed=True)
    home = text_of(home_of(bot, "U0BY"))
    assert "cannot see" not in home
    assert "Production: Tuesday, January 12" in home


async def test_what_was_seen_before_stays_in_a_home_and_is_looked_at_again_soon(bot):
    home_refresher = HomeRefresher(bot.context)
    await opened(bot, "U0BY")
    await home_refresher.refresh(changed=True)
    take(bot)
    bot.clock.advance(timedelta(hours=1))
    await home_refresher.refresh(changed=True)
    assert "Production: Tuesday, January 12" in text_of(home_of(bot, "U0BY"))
    bot.workspace.world.rooms["C0PROD"].members.remove("U0BY")
    give(bot)
    await home_refresher.refresh(changed=True)
    assert "Production: Tuesday, January 12" in text_of(home_of(bot, "U0BY"))
    bot.clock.advance(UNSEEN_FOR)
    await home_refresher.refresh(changed=True)
    assert "Production" not in text_of(home_of(bot, "U0BY"))


async def test_a_lead_is_heard_even_if_names_cannot_be_looked_up(bot):
    take(bot)
    await bot.workspace.write("U0TIM", "- Asked <@U0ANA> in <#C0PROD>")
    await bot.settle()
    (card,) = bot.said_to("U0TIM")
    assert "Asked Ana B. in" in card["text"]
