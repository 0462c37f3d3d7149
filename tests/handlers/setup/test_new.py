"""A new call is made in its channel, over the wire; and where setup is typed, and what follows it."""

import pytest

from bot.model.call import Area, Lead
from tests.handlers.commands.test_commands import answer
from tests.handlers.setting_up import CHAIR, labels, send, setup, stands, texts, view

pytestmark = pytest.mark.wire


async def test_the_first_member_to_run_setup_in_a_channel_makes_its_call_and_chairs_it(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY", "U0TIM"])
    shown = await setup(bot, person="U0BY", channel="C0NEW")
    assert shown["title"]["text"] == "New call"
    told = await send(bot, "U0BY", name="Security", area__name="Patches", area__leads=["U0TIM", "U0BY"])
    assert told["response_action"] == "update"
    call = await stands(bot, "Security")
    assert (call.channel, call.chairs) == ("C0NEW", ("U0BY",))
    assert call.areas == (Area("Patches", (Lead("Tim T.", "U0TIM"), Lead("Bystander", "U0BY"))),)
    shown = view(bot, "U0BY")
    assert "Security is set up, and you are its chair." in texts(shown)
    assert "Patches (Tim T., Bystander)" in texts(shown)
    assert "Add an area" in labels(shown)


async def test_a_new_call_begins_in_the_zone_of_who_makes_it(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0ABROAD"])
    shown = await setup(bot, person="U0ABROAD", channel="C0NEW")
    fields = {block["block_id"]: block["element"] for block in shown["blocks"]}
    assert fields["timezone"]["initial_value"] == "Europe/Berlin"
    assert fields["area.leads"]["initial_users"] == ["U0ABROAD"]


async def test_a_name_that_is_taken_comes_back_with_all_that_was_filled_in(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    await setup(bot, person="U0BY", channel="C0NEW")
    await send(bot, "U0BY", name="production", area__name="Patches", timezone="Europe/Berlin")
    shown = view(bot, "U0BY")
    assert "There is a call Production already." in texts(shown)
    fields = {block["block_id"]: block["element"] for block in shown["blocks"] if block["type"] == "input"}
    assert fields["timezone"]["initial_value"] == "Europe/Berlin"
    await send(bot, "U0BY", name="Security")
    assert (await stands(bot, "Security")).area("Patches")


async def test_a_name_that_means_all_calls_is_told_beside_the_field(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    await setup(bot, person="U0BY", channel="C0NEW")
    answered = await send(bot, "U0BY", name="All calls", area__name="Patches")
    assert "means all calls where a command begins with it" in answered["errors"]["name"]
    assert await bot.context.store.read(lambda book: book.call("All calls")) is None


async def test_two_members_at_once_make_one_call(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY", "U0TIM"])
    await setup(bot, person="U0BY", channel="C0NEW")
    await setup(bot, person="U0TIM", channel="C0NEW")
    await send(bot, "U0BY", name="Security", area__name="Patches")
    await send(bot, "U0TIM", name="Releases", area__name="Builds")
    assert "there is the call Security already" in texts(view(bot, "U0TIM"))
    assert await bot.context.store.read(lambda book: book.call("Releases")) is None


async def test_a_form_that_comes_twice_makes_one_call_and_one_change(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    await setup(bot, person="U0BY", channel="C0NEW")
    form = view(bot, "U0BY")
    values = {"name": "Security", "area.name": "Patches"}
    await bot.workspace.submit("U0BY", form["id"], values)
    await bot.settle()
    bot.workspace.world.views[form["id"]] = form
    await bot.workspace.submit("U0BY", form["id"], values)
    await bot.settle()
    assert len(await bot.context.store.read(lambda book: book.call_changes("Security"))) == 1
    assert "Security" in texts(view(bot, "U0BY"))


async def test_a_chair_adds_a_second_call_in_the_channel(bot):
    shown = await setup(bot, "setup new")
    assert shown["title"]["text"] == "New call"
    await send(bot, name="Security", area__name="Patches")
    assert (await stands(bot, "Security")).channel == "C0PROD"
    (said,) = await answer(bot, "setup", person=CHAIR)
    assert "Which call do you mean" in said["text"]
    shown = await setup(bot, "setup Security")
    assert "Patches" in texts(shown)


async def test_a_call_is_set_up_from_a_direct_message_too(bot):
    shown = await setup(bot, channel=bot.workspace.dm(CHAIR))
    assert "Tuesdays at 16:00" in texts(shown)


async def test_in_a_direct_message_there_is_no_channel_for_a_new_call(bot):
    for person, text in (("U0ABROAD", "setup"), (CHAIR, "setup new")):
        (said,) = await answer(bot, text, person=person, channel=bot.workspace.dm(person))
        assert "in the channel where the minutes are to be posted" in said["text"]


async def test_where_the_bot_is_not_it_asks_to_be_invited(bot):
    (said,) = await answer(bot, "setup", person="U0TIM", channel="C0ELSE")
    assert "I am not in this channel yet" in said["text"]


async def test_a_word_that_setup_does_not_know_is_told(bot):
    (said,) = await answer(bot, "setup dinner", person=CHAIR)
    assert "After setup I know" in said["text"]
