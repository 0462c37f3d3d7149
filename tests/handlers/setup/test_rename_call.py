"""A call is called otherwise by a form, over the wire; and what the forms say of rhythms and wikis."""

from datetime import date

import pytest

from bot.model.rhythm import Every, Which
from tests.handlers.commands.test_commands import answer
from tests.handlers.setting_up import CHAIR, click, send, setup, stands, texts, view
from tests.handlers.stage import card_of, last_card

pytestmark = pytest.mark.wire


async def test_a_chair_renames_a_call_in_its_setup_and_undoes_it_there(bot):
    await card_of(bot)
    await setup(bot)
    await click(bot, "Rename the call")
    assert await send(bot, name="Operations")
    assert "Production is called Operations" in texts(view(bot))
    assert bot.workspace.views(CHAIR)[0]["blocks"][0]["text"]["text"] == "Operations"
    assert "for the Operations call" in last_card(bot)["text"]
    assert (await stands(bot, "Operations")).was == ("Production",)
    await answer(bot, "setup", person=CHAIR)
    await click(bot, "History")
    await click(bot, "Undo change 1")
    assert (await stands(bot)).names == ("Production", "Operations")
    assert "for the Production call" not in last_card(bot)["text"]  # an undo shows no card anew


async def test_a_form_that_was_open_before_saves_what_it_says(bot):
    await setup(bot)
    await click(bot, "Change when")
    (said,) = await answer(bot, "rename call to Operations", person=CHAIR)
    assert "Operations" in said["text"]
    await send(bot, time="15:00")
    assert f"{(await stands(bot, 'Operations')).time:%H:%M}" == "15:00"
    assert "15:00" in texts(view(bot))


async def test_a_form_with_the_name_of_before_that_is_sent_as_it_is_takes_no_other_name_back(bot):
    await setup(bot)
    await click(bot, "Rename the call")
    await answer(bot, "rename call to Operations", person=CHAIR)
    await send(bot, name="Production")
    assert (await stands(bot, "Operations")).names == ("Operations", "Production")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a/b", 'separates the parts of keys; did you mean "a-b"?'),
        ("x" * 81, "is longer than 80 characters"),
        ("every call", "means all calls where a command begins with it; choose a name that means one"),
        (" ", "name is missing"),
    ],
)
async def test_what_is_no_name_is_told_beside_the_field(bot, name, told):
    await setup(bot)
    await click(bot, "Rename the call")
    answered = await send(bot, name=name)
    assert told in answered["errors"]["name"]
    assert (await stands(bot)).name == "Production"


async def test_markup_in_a_name_comes_back_with_the_form(bot):
    await setup(bot)
    await click(bot, "Rename the call")
    await send(bot, name="*Ops*")
    assert "“*Ops*” has markup in it." in texts(view(bot))
    assert (await stands(bot)).name == "Production"


async def test_a_new_call_can_have_any_rhythm(bot):
    bot.workspace.add_channel("C0NEW", "new", ["U0BY"])
    await setup(bot, person="U0BY", channel="C0NEW")
    area = {"area__name": "Patches"}
    wrong = await send(bot, "U0BY", name="Security", every="2 weeks", **area)
    assert "from" in str(wrong["errors"])
    await send(bot, "U0BY", name="Security", every="2 weeks", **{"from": "2027-01-12"}, **area)
    call = await stands(bot, "Security")
    assert (call.rhythm.count, call.rhythm.since) == (2, date(2027, 1, 12))
    bot.workspace.add_channel("C0MORE", "more", ["U0BY"])
    await setup(bot, person="U0BY", channel="C0MORE")
    monthly = {"every": "month", "which": ["last"], "weekday": ["thursday"]}
    await send(bot, "U0BY", name="Monthly", **monthly, **area)
    call = await stands(bot, "Monthly")
    assert (call.rhythm.every, call.rhythm.which) == (Every.MONTH, (Which.LAST,))


async def test_the_setup_tells_where_the_wiki_and_the_repository_are_set(bot):
    shown = texts(await setup(bot))
    assert "named {month}{day},{year}{call}Meeting" in shown
    assert "operator's calls.toml, under [call.twiki] and [call.git]" in shown
