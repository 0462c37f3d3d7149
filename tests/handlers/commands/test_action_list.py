"""/minutes actions, over the wire: what is still to be done."""

from datetime import date, timedelta

import pytest

from bot.model.minutes import ActionItem
from tests.handlers.commands.test_actions import add
from tests.handlers.commands.test_announce import buttons, choose, labels
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL

pytestmark = pytest.mark.wire

TODAY = date(2027, 1, 11)  # a Monday; the call is tomorrow


async def test_the_list_has_owner_date_age_and_what_is_overdue_in_words(bot):
    await add(bot, "Nothing urgent")
    await add(bot, "Order the switch <@U0ANA> by 15 Jan")
    bot.clock.advance(timedelta(days=21))
    (said,) = await answer(bot, "actions", person="U0BY")
    assert said["text"].splitlines() == [
        "Open action items of the Production call:",
        "#2 Order the switch",
        "Ana B., due Friday, January 15, :warning: overdue, opened 3 weeks ago",
        "#1 Nothing urgent",
        "nobody's yet, opened 3 weeks ago",
    ]
    assert labels(said) == ["Done", "Done"]
    names = [button["accessibility_label"] for _, button in buttons(said)]
    assert names == ["Mark action item #2 as done", "Mark action item #1 as done"]


async def test_the_list_of_one_person(bot):
    await add(bot, "One <@U0ANA>")
    await add(bot, "Two <@U0TIM>")
    (said,) = await answer(bot, "actions mine")
    assert "for Tim T.:\n#2 Two" in said["text"]
    (said,) = await answer(bot, "actions <@U0ANA>")
    assert "for Ana B.:\n#1 One" in said["text"]
    (said,) = await answer(bot, "actions @xaver")
    assert "for xaver: none" in said["text"]


async def test_a_long_list_comes_in_pages(bot):
    def many(book):
        for number in range(1, 46):
            book.keep_action(CALL.name, ActionItem(number, f"Thing {number}", opened=TODAY))

    await bot.context.store.change(many)
    (said,) = await answer(bot, "actions")
    assert "(page 1 of 3)" in said["text"]
    assert labels(said) == ["Done"] * 20 + ["More"]
    (said,) = await choose(bot, said, "More")
    (said,) = await choose(bot, said, "More")
    assert labels(said) == ["Done"] * 5
    assert "#45 Thing 45" in said["text"]


async def test_an_item_of_any_length_is_noted_and_shown(bot):
    long = " ".join(f"word{number}" for number in range(900))
    said = await add(bot, long)
    assert "word899" in str(said["blocks"])
    (said,) = await answer(bot, "actions")
    assert "word899" in str(said["blocks"])
    assert labels(said) == ["Done"]


async def test_one_item_is_shown_by_its_number(bot):
    await add(bot, "Order the switch")
    (said,) = await answer(bot, "action 1")
    assert labels(said) == ["Done", "Take back"]
    await answer(bot, "action done 1")
    (said,) = await answer(bot, "action #1")
    assert "done today" in said["text"]
    assert labels(said) == ["Reopen"]
    (said,) = await answer(bot, "action 7")
    assert said["text"] == "There is no action item #7; none is open."
