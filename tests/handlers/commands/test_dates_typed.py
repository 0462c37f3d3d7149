"""Dates in commands as people write them, over the wire."""

from datetime import date

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_which_call import choose, labels
from tests.handlers.stage import Bot

pytestmark = pytest.mark.wire


async def overrides(bot: Bot) -> list[date]:
    known = await bot.context.store.read(lambda book: book.overrides("Production"))
    return [each.date for each in known]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("next week", date(2027, 1, 19)),
        ("rest of the week", date(2027, 1, 12)),
        ("Jan 25-29", date(2027, 1, 26)),
        ("end of February", None),
    ],
)
async def test_the_meeting_within_the_days_named_is_skipped(bot, typed, day):
    (said,) = await answer(bot, f"skip {typed}", person="U0CHAIR")
    if day is None:
        told = "there is no Production call on Sunday, February 28; the nearest are on Tuesday,"
        assert told in said["text"]
    assert await overrides(bot) == ([day] if day else [])


async def test_of_several_meetings_within_the_days_named_a_button_asks_which(bot):
    (said,) = await answer(bot, "skip 20 Jan to 5 Feb", person="U0CHAIR")
    assert "Which Production call do you mean? There are 2 of them" in said["text"]
    assert labels(said) == ["Tuesday, January 26", "Tuesday, February 2"]
    assert await overrides(bot) == []
    (said,) = await choose(bot, said, "Tuesday, February 2", person="U0CHAIR")
    assert "Tuesday, February 2 is skipped" in said["text"]


async def test_a_move_is_asked_with_its_target(bot):
    (said,) = await answer(bot, "move 20 Jan to 5 Feb", person="U0CHAIR")
    assert "there is no Production call on Wednesday, January 20" in said["text"]
    (said,) = await answer(bot, "move next week to wednesday 17:00", person="U0CHAIR")
    assert "moved to Wednesday, January 20, 5:00 PM" in said["text"]


async def test_what_can_be_two_dates_is_asked_by_two_buttons(bot):
    (said,) = await answer(bot, "away 03-02-2027 to 5 March")
    assert "“03-02-2027” can be two dates" in said["text"]
    assert labels(said) == ["Wednesday, February 3, 2027", "Tuesday, March 2, 2027"]
    (said,) = await choose(bot, said, "Wednesday, February 3, 2027")
    assert "You are away from Wednesday, February 3 until Friday, March 5." in said["text"]


async def test_of_two_dates_only_those_are_offered_that_are_possible(bot):
    (said,) = await answer(bot, "skip 02/03", person="U0CHAIR")
    assert "“02/03” can be two dates, and only one of them is possible here: do you mean" in said["text"]
    assert labels(said) == ["Tuesday, March 2, 2027"]
    (said,) = await answer(bot, "postpone 3/4", person="U0CHAIR")
    assert said["text"] == "“3/4” can be March 4, 2027 or April 3, 2027, and neither is possible here."
    assert "blocks" not in said
    (said,) = await answer(bot, "away 3/4/2030 to 5/6/2030")
    assert "can be two dates; write it like 12 Jan or 2027-01-11." in said["text"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("20-22 Jan", "from Wednesday, January 20 until Friday, January 22"),
        ("20th-22nd January", "from Wednesday, January 20 until Friday, January 22"),
        ("through Friday", "from Monday, January 11 until Friday, January 15"),
        ("next week", "from Monday, January 18 until Sunday, January 24"),
        ("3 days from 18 Jan", "from Monday, January 18 until Wednesday, January 20"),
    ],
)
async def test_who_is_away_says_so_in_their_own_way(bot, typed, told):
    (said,) = await answer(bot, f"away {typed}")
    assert told in said["text"]


async def test_what_is_due_by_several_days_is_due_on_the_last(bot):
    (said,) = await answer(bot, "action add order disks by Jan 20-22", person="U0CHAIR")
    assert "#1 order disks\n" in said["text"]
    assert "due Friday, January 22" in said["text"]


async def test_a_date_that_is_none_is_said(bot):
    (said,) = await answer(bot, "skip 12 Jan 2031", person="U0CHAIR")
    assert "January 12, 2031 is more than two years away" in said["text"]
    (said,) = await answer(bot, "action add order disks by 32 Jan")
    assert "No date is set: there is no 32 January in the calendar" in said["text"]
    assert "#1 order disks\n" in said["text"]
