"""Owners of action items are told in time, over the wire."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.absence import Absence
from tests.golden_files import golden
from tests.handlers.commands.test_announce import choose
from tests.handlers.commands.test_commands import answer
from tests.handlers.stage import CALL, Bot, Json, press

pytestmark = pytest.mark.wire

DUE, OVERDUE = "is due soon", "is overdue"


def nine(day: int) -> datetime:
    """Nine in the morning in New York, in January."""
    return datetime(2027, 1, day, 14, 0, 1, tzinfo=UTC)


async def move(bot: Bot, to: datetime) -> None:
    bot.clock.move(to)
    await bot.tick()


def told(bot: Bot, what: str, person: str = "U0BY") -> int:
    """How often somebody was told so, by all that stands in their messages."""
    return sum(what in said["text"] for said in bot.said_to(person))


async def test_an_owner_is_told_on_the_day_before_once_and_when_it_is_overdue_once(bot):
    await answer(bot, "action add Order the switch <@U0BY> by friday")
    await move(bot, nine(14) - timedelta(minutes=1))
    assert told(bot, DUE) == 0
    await move(bot, nine(14))
    await move(bot, nine(15))
    assert told(bot, DUE) == 1
    assert "It is due on Friday, January 15, 2027." in bot.said_to("U0BY")[-1]["text"]
    await move(bot, nine(17))
    assert told(bot, OVERDUE) == 0  # no meeting is coming up
    await move(bot, nine(18))
    await move(bot, nine(19))
    assert told(bot, OVERDUE) == 1
    assert len(bot.said_to("U0BY")) == 3  # that it is theirs, due, overdue


async def test_a_nudge_is_answered_by_its_button_and_says_so(bot):
    await answer(bot, "action add Order the switch <@U0BY> by friday")
    await move(bot, nine(14))
    nudge = bot.said_to("U0BY")[-1]
    await press(bot, nudge, "Done", person="U0BY")
    assert told(bot, "is done. Thank you!") == 2  # what stood there before says so, too
    await move(bot, nine(18))
    assert told(bot, OVERDUE) == 0


async def test_who_closes_it_in_time_is_not_told_at_all(bot):
    await answer(bot, "action add Order the switch by friday", person="U0BY")
    await answer(bot, "action owner 1 <@U0BY>", person="U0BY")
    await answer(bot, "action done 1")
    await move(bot, nine(14))
    await move(bot, nine(18))
    assert bot.said_to("U0BY") == []


async def test_another_date_is_told_anew(bot):
    await answer(bot, "action add Order the switch <@U0BY> by friday")
    await move(bot, nine(14))
    await answer(bot, "action due 1 18 Jan")
    assert "It is due on Monday, January 18, 2027." in bot.said_to("U0BY")[-1]["text"]
    await move(bot, nine(17))
    assert told(bot, DUE) == 2


async def test_a_new_owner_is_told_of_the_date_too(bot):
    await answer(bot, "action add Order the switch <@U0BY> by friday")
    await move(bot, nine(14))
    await answer(bot, "action owner 1 <@U0ABROAD>")
    await bot.tick()
    assert told(bot, DUE, "U0ABROAD") == 1
    assert told(bot, "no longer yours but Abroad's") == 2


async def test_a_bot_that_was_off_tells_late_before_the_day_is_over_and_then_only_what_is_overdue(bot):
    await answer(bot, "action add Order the switch <@U0BY> by 14 Jan")
    await answer(bot, "action add Order the cable <@U0BY> by friday")
    await move(bot, nine(15) + timedelta(hours=3))
    assert told(bot, DUE) == 1
    assert "Order the cable" in bot.said_to("U0BY")[-1]["text"]
    await move(bot, nine(18))
    assert told(bot, OVERDUE) == 2


async def test_nobody_is_woken_at_night(bot):
    await answer(bot, "action add Order the switch <@U0BY> by friday")
    await move(bot, nine(14) + timedelta(hours=10))  # seven in the evening
    assert told(bot, DUE) == 0
    await move(bot, nine(15) - timedelta(hours=4))
    assert told(bot, DUE) == 0
    await move(bot, nine(15))
    assert told(bot, DUE) == 1


async def test_who_is_away_is_told_on_their_return(bot):
    await answer(bot, "action add Order the switch <@U0BY> by friday")
    absence = Absence("U0BY", nine(12).date(), nine(18).date())
    await bot.context.store.change(lambda book: book.keep_absence(absence))
    for day in (14, 15, 18):
        await move(bot, nine(day))
    assert len(bot.said_to("U0BY")) == 1
    await move(bot, nine(19))
    assert told(bot, OVERDUE) == 1


@pytest.mark.refuses
async def test_an_owner_who_cannot_be_reached_is_tried_once_and_the_week_goes_on(bot):
    await answer(bot, "action add Order the switch <@U0SHY> by friday")
    await move(bot, nine(14))
    await move(bot, nine(15))
    nudges = await bot.context.store.read(
        lambda book: book.deliveries(f"{CALL.name}/2027-01-15/notice/action-1-")
    )
    assert [delivery.status for delivery in nudges] == ["dead"]


async def test_answers_look_as_they_did_when_somebody_last_looked_at_them(bot):
    (added,) = await answer(bot, "action add Order the <https://example.org|switch> <@U0ANA> by friday")
    await answer(bot, "action add Plug it in", person="U0BY")
    (listed,) = await answer(bot, "actions")
    (done,) = await choose(bot, listed, "Done")
    (announced,) = await answer(bot, "announce Power cut on Friday")
    shown = {"action-added": added, "actions": listed, "action-closed": done, "announced": announced}
    for name, said in shown.items():
        written = {"text": said["text"], "blocks": [*map(without_chance, said["blocks"])]}
        text = json.dumps(written, indent=1, ensure_ascii=False) + "\n"
        assert text == golden(f"blocks/{name}.json", text)


def without_chance(block: Json) -> Json:
    """A block without the id that Slack made up for it."""
    return {key: value for key, value in block.items() if key != "block_id" or "|" in value}
