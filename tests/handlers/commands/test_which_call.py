"""Which call a command is about where there are several, over the wire."""

from dataclasses import replace

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL, Bot, Json
from tests.rounds import advance

pytestmark = pytest.mark.wire

SECURITY = replace(CALL, name="Security", areas=CALL.areas[:1])
SECURITY_EAST = replace(CALL, name="Security East", areas=CALL.areas[1:2])


@pytest.fixture
async def several(bot: Bot) -> Bot:
    await bot.context.store.change(lambda book: book.keep_call(SECURITY))
    await bot.context.store.change(lambda book: book.keep_call(SECURITY_EAST))
    await advance(store=bot.context.store, pages=lambda _: 1, now=bot.clock())
    return bot


def labels(said: Json) -> list[str]:
    return [element["text"]["text"] for block in said["blocks"] for element in block.get("elements", ())]


async def choose(bot: Bot, said: Json, label: str, person: str = "U0TIM") -> list[Json]:
    """Press the button with this label; returns what the person is shown then."""
    block, element = next(
        (block, element)
        for block in said["blocks"]
        for element in block.get("elements", ())
        if element["text"]["text"] == label
    )
    before = len(bot.workspace.private(person))
    await bot.workspace.press(person, "C0PROD", said["ts"], element["action_id"], block_id=block["block_id"])
    await bot.settle()
    return bot.workspace.private(person)[before:]


async def test_where_there_are_several_calls_the_asker_chooses_by_a_button(several):
    (said,) = await answer(several, "status")
    assert "Which call" in said["text"]
    assert labels(said) == ["Production", "Security", "Security East"]
    (shown,) = await choose(several, said, "Security")
    assert shown["text"].startswith("*Security*")


async def test_what_was_chosen_is_remembered_for_this_person_in_this_place(several):
    (said,) = await answer(several, "status")
    await choose(several, said, "Security")
    (shown,) = await answer(several, "status")
    assert shown["text"].startswith("*Security*")
    assert "/minutes in NAME" in shown["text"]
    (other,) = await answer(several, "status", person="U0ANA")
    assert "Which call" in other["text"]


async def test_a_call_is_named_before_the_command_or_after_it(several):
    for typed in ("in Security East status", "status security east", "in production: status"):
        (said,) = await answer(several, typed)
        assert said["text"].startswith("*Security East*" if "ast" in typed else "*Production*")


async def test_free_text_may_begin_with_the_name_of_a_call(several):
    (said,) = await answer(several, "in Production for Software: Security patches are out")
    assert "noted it for Software" in said["text"]


async def test_the_button_keeps_all_that_was_typed(several):
    (said,) = await answer(several, "for Software: load tests <!channel> reached 16K", person="U0BY")
    (shown,) = await choose(several, said, "Production", "U0BY")
    assert "noted it for Software" in shown["text"]
    (preview,) = await answer(several, "in Production preview")
    assert "load tests" in str(preview["blocks"])


async def test_help_says_which_calls_there_are(several):
    (said,) = await answer(several, "help")
    assert "Production, Security, Security East" in said["text"]
    assert "/minutes post" not in said["text"]
    (said,) = await answer(several, "help", person="U0CHAIR")
    assert "`/minutes post`  post the minutes now" in said["text"]


async def test_a_call_that_there_is_not_is_answered_with_the_calls_there_are(several):
    for typed in ("in Nope status", "in Nope", "in Productions status"):
        (said,) = await answer(several, typed)
        assert said["text"].startswith("You have to do with no call of that name; these are yours here: ")
        assert "Production" in said["text"]
        assert "Security East" in said["text"]
    assert "\n" not in said["text"]


async def test_in_a_channel_with_one_call_a_wrong_name_is_told_as_well(bot):
    (said,) = await answer(bot, "in Nope status")
    assert said["text"] == "You have to do with no call of that name; these are yours here: Production."


async def test_help_tells_of_mentions_and_of_other_calls(bot):
    (said,) = await answer(bot, "help")
    assert "mention me and write the same behind it, such as `@Minutesbot status`" in said["text"]
    assert "`/minutes in NAME status` asks about the call of that name" in said["text"]


async def test_help_of_one_word_tells_of_that_one(several):
    for typed in ("help away", "help `/minutes away`", "help vacation"):
        (said,) = await answer(several, typed)
        assert said["text"].startswith("`/minutes away`  say when you do not report")
        assert "\n" not in said["text"]
    (said,) = await answer(several, "help pause")
    assert said["text"].splitlines()[1:] == ["It is for those who chair the call."]


async def test_help_of_a_word_that_is_no_command_is_the_whole_list(several):
    (said,) = await answer(several, "help me")
    assert "`/minutes status`" in said["text"]
    assert "`/minutes search`" in said["text"]


async def test_a_call_whose_name_begins_with_all_is_meant_by_its_name(bot):
    hands = replace(SECURITY, name="All Hands")
    await bot.context.store.change(lambda book: book.keep_call(hands))
    (said,) = await answer(bot, "in all hands areas")
    assert said["text"].startswith("*The areas of the All Hands call*")
    (said,) = await answer(bot, "in all search certificate")
    assert "certificate" in said["text"]


async def test_who_leads_an_area_in_one_of_the_calls_is_away_there_without_being_asked(bot):
    await bot.context.store.change(lambda book: book.keep_call(SECURITY))
    await advance(store=bot.context.store, pages=lambda _: 1, now=bot.clock())
    for person, typed in (("U0ANA", "away friday"), ("U0CHAIR", "away <@U0ANA> friday")):
        (said,) = await answer(bot, typed, person=person)
        assert "away on Friday, January 15" in said["text"]
        assert "This is about Production" in said["text"]
    (said,) = await answer(bot, "back", person="U0ANA")
    assert "I ask you again" in said["text"]
    for person, typed in (("U0TIM", "away friday"), ("U0CHAIR", "away <@U0TIM> friday")):
        (said,) = await answer(bot, typed, person=person)
        assert labels(said) == ["Production", "Security"]
