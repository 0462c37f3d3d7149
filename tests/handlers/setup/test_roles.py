"""Who may set up a call, who takes one over, and what everybody else is told, over the wire."""

from dataclasses import replace

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.setting_up import click, labels, send, setup, stands, texts
from tests.handlers.stage import CALL, Bot, Json

pytestmark = pytest.mark.wire


@pytest.fixture
async def orphan(bot: Bot) -> Bot:
    """The call when its only chair is deactivated."""
    bot.workspace.world.people["U0CHAIR"].deleted = True
    bot.workspace.add_person("U0ADMIN", "Adm", is_admin=True)
    return bot


async def take_over(bot: Bot, said: Json, person: str) -> Json:
    """Press the button that takes the call over; returns what the person is told."""
    (block,) = (block for block in said["blocks"] if block["type"] == "actions")
    (button,) = block["elements"]
    before = len(bot.workspace.private(person))
    await bot.workspace.press(person, "C0PROD", said["ts"], button["action_id"], block_id=block["block_id"])
    await bot.settle()
    (told,) = bot.workspace.private(person)[before:]
    return told


@pytest.mark.parametrize("person", ["U0TIM", "U0BY", "U0GUEST"])
@pytest.mark.parametrize("typed", ["setup", "setup new", "setup history", "setup undo 1", "setup take over"])
async def test_nobody_but_a_chair_sets_up_a_call(bot, person, typed):
    bot.workspace.add_person("U0GUEST", "Guest", is_restricted=True, is_ultra_restricted=True)
    bot.workspace.world.rooms["C0PROD"].members.append("U0GUEST")
    (said,) = await answer(bot, typed, person=person)
    assert said["text"] == "Sorry, only Scott can set up Production."
    assert bot.workspace.views(person) == []
    assert await stands(bot) == CALL


async def test_an_administrator_is_no_chair_while_there_is_one(bot):
    bot.workspace.add_person("U0ADMIN", "Adm", is_admin=True)
    (said,) = await answer(bot, "setup take over", person="U0ADMIN")
    assert said["text"] == "Sorry, only Scott can set up Production."


@pytest.mark.parametrize("person", ["U0ADMIN", "U0TIM"])
async def test_an_administrator_or_a_lead_takes_an_orphaned_call_over(orphan, person):
    (said,) = await answer(orphan, "setup", person=person)
    assert "Production has no chair who can act. You can take it over" in said["text"]
    told = await take_over(orphan, said, person)
    assert "You are the chair of Production now." in told["text"]
    assert (await stands(orphan)).chairs == (person,)
    (change,) = await orphan.context.store.read(lambda book: book.call_changes("Production"))
    assert (change.by, change.what) == (person, (f"Production: chairs U0CHAIR → {person}",))
    assert "Change chairs" in labels(await setup(orphan, person=person))


async def test_two_who_take_over_at_once_do_not_push_each_other_out(orphan):
    (first,) = await answer(orphan, "setup", person="U0ADMIN")
    (second,) = await answer(orphan, "setup", person="U0TIM")
    await take_over(orphan, first, "U0ADMIN")
    told = await take_over(orphan, second, "U0TIM")
    assert told["text"] == "Sorry, only Adm can set up Production."
    assert (await stands(orphan)).chairs == ("U0ADMIN",)


async def test_a_call_that_never_had_a_chair_is_taken_over(bot):
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, chairs=())))
    (said,) = await answer(bot, "setup", person="U0ANA")
    await take_over(bot, said, "U0ANA")
    assert (await stands(bot)).chairs == ("U0ANA",)


async def test_other_members_of_an_orphaned_call_are_told_who_can_take_it_over(orphan):
    for typed in ("setup", "setup take over"):
        (said,) = await answer(orphan, typed, person="U0BY")
        assert "An administrator of the workspace or one of its leads can take it over" in said["text"]
    (said,) = await answer(orphan, "post", person="U0BY")
    assert "/minutes setup" in said["text"]
    assert (await stands(orphan)).chairs == ("U0CHAIR",)


@pytest.mark.parametrize("of", [{"team": "T0FAR"}, {"team": "T0FAR", "is_stranger": True}])
async def test_people_of_another_workspace_set_up_nothing(bot, of):
    bot.workspace.add_person("U0FAR", "Far", **of)
    bot.workspace.add_channel("C0NEW", "new", ["U0FAR"])
    for channel in ("C0PROD", "C0NEW"):
        (said,) = await answer(bot, "setup", person="U0FAR", channel=channel)
        assert said["text"] == "Sorry, only members of this workspace can set up a call."
    (said,) = await answer(bot, "status", person="U0FAR")
    assert "members of this workspace only" in said["text"]


async def test_a_chair_of_another_workspace_is_no_chair(bot):
    bot.workspace.add_person("U0FAR", "Far", team="T0FAR")
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, chairs=("U0FAR",))))
    (said,) = await answer(bot, "setup", person="U0TIM")
    assert "no chair who can act" in said["text"]


async def test_a_guest_who_is_in_a_channel_makes_its_call_like_any_member(bot):
    bot.workspace.add_person("U0GUEST", "Guest", is_restricted=True, is_ultra_restricted=True)
    bot.workspace.add_channel("C0NEW", "new", ["U0GUEST"])
    await setup(bot, person="U0GUEST", channel="C0NEW")
    await send(bot, "U0GUEST", name="Security", area__name="Patches")
    assert (await stands(bot, "Security")).chairs == ("U0GUEST",)


async def test_who_is_in_another_channel_makes_no_call_here(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    (said,) = await answer(bot, "setup", person="U0TIM", channel="C0NEW")
    assert "Only members of a channel can make a call there" in said["text"]


async def test_whoever_gave_the_chair_away_changes_nothing_more(bot):
    await setup(bot)
    await click(bot, "Change chairs")
    await send(bot, chairs=["U0ANA"])
    await bot.workspace.close("U0CHAIR", bot.workspace.views("U0CHAIR")[-1]["id"])
    shown = await click(bot, "Down Software")
    assert "Only a chair of Production can change it." in texts(shown)
    assert (await stands(bot)).areas == CALL.areas
    (said,) = await answer(bot, "setup", person="U0CHAIR")
    assert said["text"] == "Sorry, only Ana B. can set up Production."
