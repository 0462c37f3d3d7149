"""/minutes action and /minutes actions, over the wire."""

from datetime import timedelta

import pytest

from tests.handlers.commands.test_announce import buttons, choose, head, labels
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL, Bot, Json, press

pytestmark = pytest.mark.wire


async def known(bot: Bot) -> list[tuple[int, str, str, bool]]:
    found = await bot.context.store.read(lambda book: book.actions(CALL.name))
    return [(action.number, action.text, action.owner, action.done) for action in found]


async def add(bot: Bot, what: str, person: str = "U0TIM") -> Json:
    (said,) = await answer(bot, f"action add {what}", person=person)
    return said


async def test_an_action_item_gets_a_number_and_stands_in_the_minutes(bot):
    said = await add(bot, "Order the switch <@U0ANA> by friday")
    assert "I have noted action item #1 of the Production call." in said["text"]
    assert "#1 Order the switch\nAna B., due Friday, January 15, opened today" in said["text"]
    assert "I am telling Ana B. in a direct message." in said["text"]
    assert labels(said) == ["Done", "Take back"]
    await answer(bot, "post", person="U0CHAIR")
    assert "• Order the switch (#1, Ana B., opened January 11, 2027, due January 15, 2027)" in await head(bot)


async def test_the_owner_is_told_once_and_closes_it_by_a_button(bot):
    await add(bot, "Order the switch @ana by friday")
    (told,) = bot.said_to("U0ANA")
    assert "Tim T. put an action item of the Production call on your list" in told["text"]
    assert "#1 Order the switch" in told["text"]
    assert "It is due on Friday, January 15, 2027." in told["text"]
    await press(bot, told, "Done", person="U0ANA")
    assert await known(bot) == [(1, "Order the switch", "Ana B.", True)]
    (told,) = bot.said_to("U0ANA")
    assert "This action item of the Production call is done. Thank you!" in told["text"]
    assert buttons(told) == []
    assert "#1 is done: Order the switch" in bot.workspace.private("U0ANA")[-1]["text"]


async def test_whoever_adds_their_own_is_not_told_of_it(bot):
    await add(bot, "Order the switch <@U0TIM>")
    await add(bot, "Nobody's thing")
    assert bot.said_to("U0TIM") == []


async def test_an_owner_outside_the_channel_closes_theirs_all_the_same(bot):
    await add(bot, "Translate it <@U0ABROAD>")
    (told,) = bot.said_to("U0ABROAD")
    await press(bot, told, "Done", person="U0ABROAD")
    assert await known(bot) == [(1, "Translate it", "Abroad", True)]


async def test_an_item_is_taken_back_by_its_button_and_its_number_is_not_given_again(bot):
    said = await add(bot, "Order teh switch")
    (gone,) = await choose(bot, said, "Take back")
    assert gone["text"] == "#1 is taken back: Order teh switch"
    said = await add(bot, "Order the switch")
    assert "#2 Order the switch" in said["text"]
    await answer(bot, "post", person="U0CHAIR")
    assert "teh switch" not in await head(bot)


async def test_what_was_taken_back_can_be_opened_again(bot):
    said = await add(bot, "Order the switch <@U0ANA>")
    (gone,) = await choose(bot, said, "Take back")
    assert "was taken back" in bot.said_to("U0ANA")[-1]["text"]
    (back,) = await choose(bot, gone, "Reopen")
    assert back["text"] == "#1 is open again: Order the switch"
    assert "on your list" in bot.said_to("U0ANA")[-1]["text"]
    assert len(bot.said_to("U0ANA")) == 1


async def test_after_the_day_only_its_owner_or_a_chair_takes_an_item_back(bot):
    await add(bot, "Order the switch <@U0ANA>")
    bot.clock.advance(timedelta(days=1))
    (said,) = await answer(bot, "action drop 1")
    assert "Only its owner or a chair can take back an action item" in said["text"]
    (said,) = await answer(bot, "action drop 1", person="U0CHAIR")
    assert "#1 is taken back" in said["text"]
    await answer(bot, "action reopen 1")
    (said,) = await answer(bot, "action drop 1", person="U0ANA")
    assert "#1 is taken back" in said["text"]


async def test_several_are_done_at_once_and_what_is_unknown_is_told(bot):
    for text in ("One", "Two", "Three"):
        await add(bot, text)
    (said,) = await answer(bot, "action done #1, 2 and 9", person="U0BY")
    assert said["text"].splitlines() == [
        "#1 is done: One",
        "#2 is done: Two",
        "There is no action item #9; open are #3.",
    ]
    assert labels(said) == ["Reopen #1", "Reopen #2"]
    (said,) = await answer(bot, "action done 1")
    assert said["text"] == "#1 was done already."
    (said,) = await choose(bot, (await answer(bot, "action done 3"))[0], "Reopen")
    assert said["text"] == "#3 is open again: Three"


async def test_an_unknown_number_is_one_line_with_those_there_are(bot):
    (said,) = await answer(bot, "action done 5")
    assert said["text"] == "There is no action item #5; none is open."
    await add(bot, "One")
    (said,) = await answer(bot, "action due 5 friday")
    assert said["text"] == "There is no action item #5; open are #1."


async def test_the_date_can_be_changed_and_taken_away(bot):
    await add(bot, "Order the switch")
    (said,) = await answer(bot, "action due 1 by friday")
    assert said["text"] == "#1 is due on Friday, January 15 now: Order the switch"
    (said,) = await answer(bot, "action 1 due the next meeting")
    assert said["text"] == "#1 is due on Tuesday, January 12 now: Order the switch"
    (said,) = await answer(bot, "action due 1 none")
    assert said["text"] == "#1 has no date now: Order the switch"
    (said,) = await answer(bot, "action due 1 whenever")
    assert "I do not know the date “whenever”" in said["text"]


async def test_an_item_is_passed_on_and_both_are_told(bot):
    await add(bot, "Order the switch <@U0ANA>", person="U0CHAIR")
    (said,) = await answer(bot, "action owner 1 @Tim", person="U0ANA")
    assert said["text"] == "#1 is Tim T.'s now: Order the switch"
    assert "no longer yours but Tim T.'s" in bot.said_to("U0ANA")[-1]["text"]
    assert buttons(bot.said_to("U0ANA")[-1]) == []
    assert "Ana B. put an action item" in bot.said_to("U0TIM")[-1]["text"]
    (said,) = await answer(bot, "action owner 1 nobody")
    assert said["text"] == "#1 is nobody's now: Order the switch"
    (said,) = await answer(bot, "action owner 1 Frederic of the vendor")
    assert "#1 is Frederic of the vendor's now" in said["text"]
    assert "I know nobody called Frederic of the vendor here" in said["text"]


async def test_an_owner_who_cannot_be_written_to_is_named_and_that_is_said(bot):
    said = await add(bot, "Order the switch <@U0GONE>")
    assert "Gone is deactivated, so I cannot remind them." in said["text"]
    assert await known(bot) == [(1, "Order the switch", "Gone", False)]


async def test_what_is_unclear_loses_nothing(bot):
    said = await add(bot, "Order the switch by 3/4")
    assert "#1 Order the switch\n" in said["text"]
    assert "No date is set: “3/4” can be two dates" in said["text"]
    (said,) = await choose(bot, said, "Due Saturday, April 3, 2027")
    assert "#1 is due on Saturday, April 3 now" in said["text"]
    said = await add(bot, "Order the cable @frederic")
    assert "#2 Order the cable @frederic" in said["text"]
    assert "I know nobody called @frederic" in said["text"]
    (said,) = await answer(bot, "action add <@U0TIM> by friday")
    assert "Say what is to be done" in said["text"]


async def test_without_a_word_for_it_the_bot_asks_whether_to_add(bot):
    (said,) = await answer(bot, "action Order the switch @ana")
    assert said["text"] == "Shall I add it as an action item: Order the switch @ana?"
    (said,) = await choose(bot, said, "Add it")
    assert "#1 Order the switch\nAna B." in said["text"]
    (said,) = await answer(bot, "action close the valve")
    assert "Shall I add it" in said["text"]
    (said,) = await answer(bot, "action done")
    assert "Say which, by its number: `/minutes action done 12`" in said["text"]


async def test_nothing_in_an_item_pings(bot):
    said = await add(bot, "<!here> *ask* <https://example.org|them> &lt;now&gt;")
    assert "@here ask them (https://example.org) &lt;now&gt;" in said["text"]
    assert "<!here>" not in str(said)


async def test_the_posted_minutes_follow_by_themselves(bot):
    await add(bot, "Order the switch")
    await answer(bot, "post", person="U0CHAIR")
    await answer(bot, "action done 1")
    await answer(bot, "action add Plug it in")
    await bot.tick()
    assert "Order the switch (#1, opened January 11, 2027, done January 11, 2027)" in await head(bot)
    assert "Plug it in (#2, opened January 11, 2027)" in await head(bot)


async def test_chairs_and_earlier_owners_are_known_by_their_names(bot):
    await add(bot, "Order the switch @scott")
    await add(bot, "Translate it <@U0ABROAD>")
    await add(bot, "Translate the rest @abroad")
    assert [owner for _, _, owner, _ in await known(bot)] == ["Scott", "Abroad", "Abroad"]


async def test_it_works_in_a_direct_message(bot):
    place = bot.workspace.dm("U0TIM")
    (said,) = await answer(bot, "action add Order the switch by friday", channel=place)
    assert "#1 Order the switch" in said["text"]
    (said,) = await answer(bot, "action done 1", channel=place)
    assert said["text"] == "#1 is done: Order the switch"


async def test_somebody_of_another_workspace_changes_nothing(bot):
    await add(bot, "Order the switch")
    bot.workspace.add_person("U0GUEST", "Guest", team="T0FAR", is_stranger=True)
    for typed in ("action add Buy a yacht", "action done 1", "actions", "announce Free beer"):
        (said,) = await answer(bot, typed, person="U0GUEST")
        assert "members of this workspace only" in said["text"]
    assert await known(bot) == [(1, "Order the switch", "", False)]


async def test_quotes_around_all_of_it_are_left_out_and_others_kept(bot):
    assert "#1 Order the switch" in (await add(bot, '"Order the switch" <@U0TIM>'))["text"]
    assert '#2 "This" and "that"' in (await add(bot, '"This" and "that"'))["text"]


async def test_a_command_that_is_worked_on_twice_adds_once(bot):
    """As after a crash, or when Slack did not take the answer."""
    await add(bot, "Order the switch <@U0ANA> by friday")
    await add(bot, "Order the switch <@U0ANA> by friday")
    assert len(await known(bot)) == 1
    assert len(bot.said_to("U0ANA")) == 1
