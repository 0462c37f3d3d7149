"""/minutes rename call, over the wire: renamed within a week, it loses nothing and says nothing twice."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cycle.calls.apply_calls import adopt_calls
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_history import held
from tests.handlers.commands.test_which_call import SECURITY, choose
from tests.handlers.correcting import To, opened, sent
from tests.handlers.stage import CALL, LEASE, Bot, Json, card_of, last_card, press

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
TYPED = "rename call to Operations"


async def chair(bot: Bot, text: str) -> Json:
    (said,) = await answer(bot, text, person="U0CHAIR")
    return said


async def name(bot: Bot) -> str:
    (call,) = await bot.context.store.read(lambda book: book.calls())
    return call.name


async def posted(bot: Bot) -> str:
    bot.clock.move(CALL_TIME)
    await bot.tick()
    return in_channel(bot, "Meeting, ")[-1]


def in_channel(bot: Bot, text: str) -> list[str]:
    return [said["text"] for said in bot.workspace.messages("C0PROD") if text in said["text"]]


def keys(bot: Bot) -> Counter[str]:
    """What was posted, by the keys that it carries."""
    places = ["C0PROD", *(bot.workspace.dm(person) for person in ("U0TIM", "U0ANA", "U0CHAIR"))]
    said = [each for place in places for each in bot.workspace.messages(place) if "bot_id" in each]
    return Counter(each["blocks"][0]["block_id"] for each in said if each.get("blocks"))


async def test_what_was_written_before_and_after_stands_in_one_set_of_minutes(bot):
    await bot.tick()
    await card_of(bot)
    said = await chair(bot, TYPED)
    assert said["text"].startswith("Production is called Operations from now on; all that was written")
    assert "for the Operations call" in last_card(bot)["text"]
    await bot.tick()
    await bot.workspace.write("U0ANA", "Storage:\n- New disks")
    await bot.workspace.write("U0TIM", "- And a patch")
    await bot.settle()
    assert "And a patch" in last_card(bot)["text"]
    minutes = await posted(bot)
    assert minutes.startswith("*Operations Meeting, January 12, 2027*") or "Operations Meeting" in minutes
    assert all(each in minutes for each in ("Released version 4.2", "And a patch", "New disks"))
    assert len(in_channel(bot, "Meeting, ")) == 1
    assert max(keys(bot).values()) == 1
    asked = [each for each in bot.said_to("U0TIM") if "What is new" in each["text"]]
    assert len(asked) == 1


async def test_buttons_and_forms_that_were_there_before_do_what_they_say(bot):
    card = await card_of(bot)
    form = await opened(bot)
    for name, was in (("Operations", ("Production",)), ("Prod", ("Operations",))):
        file = {"file": "calls.toml", "now": bot.clock()}  # which says no card anew
        await bot.context.store.change(adopt_calls, (replace(CALL, name=name, was=was),), **file)
    assert last_card(bot) == card
    await press(bot, card, "Withdraw everything")
    assert await sent(bot, form, Released=To(words="Released version 4.3")) == {}
    assert "Prod Meeting" in (minutes := await posted(bot))
    assert "Moved the mirror" not in minutes


async def test_the_buttons_of_the_question_and_of_the_status_still_work(bot):
    await bot.tick()
    (question,) = [each for each in bot.said_to("U0TIM") if "What is new" in each["text"]]
    status = await chair(bot, "status")
    await chair(bot, TYPED)
    await press(bot, question, "Nothing new")
    assert "Operations" in last_card(bot)["text"]
    row = {**status, "blocks": [each for each in status["blocks"] if each["type"] == "actions"]}
    (said,) = await choose(bot, row, "Preview", person="U0CHAIR")
    assert "Operations Meeting" in said["text"]


async def test_history_list_search_and_action_items_follow(bot):
    await held(bot, "Ongoing:\n- Port of the installer")
    await chair(bot, "action add Call Ben @Tim")
    await chair(bot, TYPED)
    for asked in (
        "history Software",
        "in Production history Software",
        "history Production",
        "history operations",
    ):
        assert "Port of the installer" in (await chair(bot, asked))["text"], asked
    assert "Port of the installer" in (await chair(bot, "search installer"))["text"]
    assert "Call Ben" in (await chair(bot, "actions"))["text"]
    await bot.workspace.write("U0TIM", "same as last week")
    await bot.settle()
    assert "Port of the installer" in last_card(bot)["text"]


async def test_a_former_name_of_an_area_finds_what_was_then(bot):
    await held(bot, "Ongoing:\n- Port of the installer")
    await chair(bot, "rename Software to Builds")
    said = await chair(bot, "history software")
    assert "What Builds reported" in said["text"]
    assert "Port of the installer" in said["text"]


async def test_the_way_back_is_a_button_and_an_undo(bot):
    await card_of(bot)
    said = await chair(bot, TYPED)
    assert "Production is called Operations" in (await chair(bot, "setup history"))["text"]
    (said,) = await choose(bot, said, "Rename it back", person="U0CHAIR")
    assert said["text"].startswith("Operations is called Production from now on")
    await chair(bot, TYPED)
    said = await chair(bot, "setup history")
    (said,) = await undo(bot, said, 3)
    assert "Operations is called Production" in said["text"]
    assert await name(bot) == "Production"
    assert "Released version 4.2" in await posted(bot)


async def undo(bot: Bot, said: Json, number: int) -> list[Json]:
    block = next(each for each in said["blocks"] if each["block_id"].startswith(f"{number}|"))
    before = len(bot.workspace.private("U0CHAIR"))
    pressed = block["accessory"]["action_id"]
    await bot.workspace.press("U0CHAIR", "C0PROD", said["ts"], pressed, block_id=block["block_id"])
    await bot.settle()
    return bot.workspace.private("U0CHAIR")[before:]


@pytest.mark.parametrize("fault", ["drop_after_commit", "drop_before"])
async def test_a_question_of_which_nobody_knows_whether_it_was_posted_stands_there_once(bot, fault):
    bot.workspace.fail_next("chat.postMessage", fault)
    await bot.tick()
    await chair(bot, TYPED)
    bot.clock.advance(2 * LEASE)
    await bot.tick()
    asked = [each for who in ("U0TIM", "U0ANA") for each in bot.said_to(who) if "What is new" in each["text"]]
    assert len(asked) == 2
    assert max(keys(bot).values()) == 1


async def test_minutes_of_which_nobody_knows_stand_there_once_with_their_copy(bot):
    await card_of(bot)
    bot.workspace.fail_next("chat.postMessage", "drop_after_commit")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    await chair(bot, TYPED)
    bot.clock.advance(2 * LEASE)
    await bot.tick()
    assert len(in_channel(bot, "Meeting, ")) == 1
    assert max(keys(bot).values()) == 1


async def test_posted_minutes_keep_their_title_and_their_copy_and_take_what_comes_late(bot):
    await card_of(bot)
    await posted(bot)
    before = keys(bot)
    await chair(bot, TYPED)
    bot.clock.advance(timedelta(minutes=1))
    await bot.tick()
    assert keys(bot) == before  # a new name alone posts nothing
    await bot.workspace.write("U0TIM", "News:\n- A late patch")
    await bot.settle()
    bot.clock.advance(timedelta(minutes=10))
    await bot.tick()
    (minutes,) = in_channel(bot, "Meeting, ")
    assert "Production Meeting, January 12, 2027" in minutes
    assert "A late patch" in minutes
    added = keys(bot) - before
    assert all(
        each.startswith(("Operations/2027-01-12/late/", "Production/2027-01-12/twiki/2")) for each in added
    )
    bot.clock.advance(timedelta(days=1))
    await bot.tick()
    assert len(in_channel(bot, "Meeting, ")) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("rename call to Software", None),
        ("rename call to Security", "There is a call Security already."),
        ("rename call to Patches", "The call Security was called Patches before."),
        ("rename call to A/B", "separates the parts of keys; did you mean “A-B”?"),
        ("rename call to", "Say which area"),
        ('rename call to ""', "Say which area"),
        (f"rename call to {'x' * 81}", "is too long for the name of a call"),
        ("rename call to a &lt;b&gt;", "has markup in it"),
        ("rename call to All", 'name = "All": means all calls where a command begins with it'),
        ("rename call Security to Ops", "This is about the call Production, which is not “Security”"),
        ("rename area Production to Ops", "Say which area"),
        ("rename call to Production", "Production is called so already."),
    ],
)
async def test_what_is_no_name_is_said_in_one_line(bot, typed, told):
    security = replace(SECURITY, channel="C0OTHER", was=("Patches",), chairs=())
    await bot.context.store.change(lambda book: book.keep_call(security))
    said = await chair(bot, typed)
    if told is None:
        assert said["text"].startswith("Production is called Software from now on")
        return
    assert told.replace("“A-B”", '"A-B"') in said["text"].replace("&lt;", "<").replace("&gt;", ">")
    assert "\n" not in said["text"]
    assert {call.name for call in await bot.context.store.read(lambda book: book.calls())} == {
        "Production",
        "Security",
    }


async def test_an_area_that_is_called_like_its_call_has_to_be_told_apart(bot):
    await chair(bot, "rename Software to Production")
    said = await chair(bot, "rename Production to Builds")
    assert "rename call Production to …" in said["text"]
    assert "rename area Production to …" in said["text"]
    assert (await chair(bot, "rename area Production to Builds"))["text"].startswith(
        "Production is called Builds"
    )
    assert await name(bot) == "Production"
    assert (await chair(bot, "rename Production to Ops"))["text"].startswith("Production is called Ops")
    assert await name(bot) == "Ops"


async def test_only_a_chair_renames_a_call(bot):
    (said,) = await answer(bot, TYPED)
    assert "only Scott can do that" in said["text"]
    assert await name(bot) == "Production"


async def test_a_file_says_how_a_call_was_called(bot):
    await card_of(bot)
    wanted = replace(CALL, name="Operations", was=("Production",))
    file = {"file": "calls.toml", "now": bot.clock()}
    told = await bot.context.store.change(adopt_calls, (wanted,), **file)
    assert told == ("Operations: Production is called Operations",)
    assert await bot.context.store.change(adopt_calls, (wanted,), **file) == ()
    assert "Released version 4.2" in await posted(bot)


async def test_a_former_name_still_says_which_call_is_meant(bot):
    await bot.context.store.change(lambda book: book.keep_call(SECURITY))
    await chair(bot, "in Production rename call to Operations")
    (said,) = await answer(bot, "in production areas")
    assert "The areas of the Operations call" in said["text"]


async def test_what_it_was_about_is_named_as_it_is_called_now(bot):
    await bot.context.store.change(lambda book: book.keep_call(SECURITY))
    await chair(bot, "in Production status")
    said = await chair(bot, TYPED)
    assert said["text"].startswith("Production is called Operations")
    assert "_This is about Operations; for another:" in said["text"]
