"""/minutes remind, over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from tests.handlers.commands.test_commands import answer
from tests.handlers.samples import DAY
from tests.handlers.stage import CALL, Bot, Json

pytestmark = pytest.mark.wire

HOUR = timedelta(hours=1)


def reminders(bot: Bot, person: str) -> list[Json]:
    return [said for said in bot.said_to(person) if said["text"].startswith(("A reminder", "Last call"))]


def asks(bot: Bot, person: str) -> list[Json]:
    return [said for said in bot.said_to(person) if "/ask/" in said["blocks"][0]["block_id"]]


async def lines(bot: Bot, text: str, person: str = "U0BY") -> list[str]:
    (said,) = await answer(bot, text, person=person)
    return str(said["text"]).splitlines()


async def keep(bot: Bot, absence: Absence) -> None:
    await bot.context.store.change(lambda book: book.keep_absence(absence))


async def test_all_silent_leads_are_reminded_and_the_answer_names_them(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.settle()
    assert await lines(bot, "remind") == ["I am reminding Ana B. of Storage and Networks."]
    (said,) = reminders(bot, "U0ANA")
    assert "Bystander asks me to remind you." in said["text"]
    assert "Storage, Networks" in said["text"]
    assert reminders(bot, "U0TIM") == []


@pytest.mark.parametrize("typed", ["<@U0ANA>", "<@U0ANA|ana>", "Ana", "storage", "@ana b."])
async def test_one_lead_is_named_by_mention_name_or_area(bot, typed):
    await bot.tick()
    assert await lines(bot, f"remind {typed}") == ["I am reminding Ana B. of Storage and Networks."]
    assert len(reminders(bot, "U0ANA")) == 1
    assert reminders(bot, "U0TIM") == []


async def test_nobody_is_reminded_twice_within_an_hour(bot):
    await bot.tick()
    await lines(bot, "remind Ana")
    bot.clock.advance(HOUR - timedelta(minutes=1))
    (line,) = await lines(bot, "remind Ana", "U0CHAIR")
    assert "I wrote to Ana B. at 5:00 PM EST (New York) already; once an hour is enough." in line
    bot.clock.advance(timedelta(minutes=1))
    await lines(bot, "remind Ana")
    assert len(reminders(bot, "U0ANA")) == 2


async def test_who_has_reported_for_everything_is_left_in_peace(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.settle()
    assert await lines(bot, "remind <@U0TIM>") == ["Tim T. has reported already, so I do not remind them."]
    await answer(bot, "for Storage: tapes", person="U0BY")
    await answer(bot, "for Networks: links", person="U0BY")
    assert await lines(bot, "remind") == [
        "Every area of the Production call has reported; there is nobody to remind."
    ]
    assert reminders(bot, "U0TIM") == []


async def test_before_the_time_to_ask_only_who_is_named_is_asked_and_only_once(bot):
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, ask=12 * HOUR)))
    (line,) = await lines(bot, "remind")
    assert "Nobody has been asked yet; I ask on Tuesday, January 12, 4:00 AM EST (New York)" in line
    assert await lines(bot, "remind Ana") == [
        "Ana B. had not been asked yet; I am asking about Storage and Networks now."
    ]
    (line,) = await lines(bot, "remind Ana")
    assert "once an hour is enough" in line
    (again, rest) = await lines(bot, "remind all")
    assert "once an hour is enough" in again
    assert rest.startswith("Tim T. will be asked on Tuesday, January 12, 4:00 AM")
    bot.clock.advance(12 * HOUR)
    await bot.tick()
    assert len(asks(bot, "U0ANA")) == len(asks(bot, "U0TIM")) == 1
    assert reminders(bot, "U0ANA") == []


async def test_instead_of_who_is_away_the_stand_in_is_reminded(bot):
    await keep(bot, Absence("U0TIM", DAY, DAY, StandIn("Bystander", "U0BY")))
    await bot.tick()
    (line,) = await lines(bot, "remind Tim", "U0CHAIR")
    assert line == "Tim T. is away, and Bystander stands in: I am reminding Bystander of Software."
    assert "You report for Tim T. (Software)." in reminders(bot, "U0BY")[0]["text"]
    assert bot.said_to("U0TIM") == []


async def test_for_who_is_away_without_a_stand_in_nobody_is_reminded(bot):
    await keep(bot, Absence("U0TIM", DAY, DAY))
    await bot.tick()
    (line,) = await lines(bot, "remind Tim")
    assert line == "Tim T. is away and nobody stands in, so nobody can be reminded of Software."
    assert bot.said_to("U0TIM") == []


@pytest.mark.refuses
async def test_who_cannot_be_reached_is_said_with_the_reason(bot):
    gone = replace(CALL, areas=(*CALL.areas, Area("Campus", (Lead("Gus", "U0GONE"),))))
    await bot.context.store.change(lambda book: book.keep_call(gone))
    await bot.tick()
    assert await lines(bot, "remind Gus") == ["Gus is deactivated, so I cannot remind them of Campus."]


async def test_the_asker_is_told_when_it_is_night_where_the_lead_is(bot):
    abroad = replace(CALL, areas=(*CALL.areas, Area("Campus", (Lead("Jo", "U0ABROAD"),))))
    await bot.context.store.change(lambda book: book.keep_call(abroad))
    await bot.tick()
    (line,) = await lines(bot, "remind Jo")
    assert line == "I am reminding Jo of Campus. For Jo it is 11:00 PM CET (Berlin)."


async def test_who_leads_nothing_cannot_be_reminded(bot):
    (line,) = await lines(bot, "remind <@U0BY>")
    assert line == "Bystander reports for no area of the Production call. Its leads: Tim T., Ana B."
    (line,) = await lines(bot, "remind <!channel>")
    assert "&lt;!channel&gt;” reports for no area" in line


async def test_after_the_minutes_silent_leads_can_still_be_reminded_of_a_late_report(bot):
    await bot.tick()
    bot.clock.advance(timedelta(hours=23, minutes=5))
    await bot.tick()
    bot.clock.advance(HOUR)
    assert (await lines(bot, "remind Tim")) == ["I am reminding Tim T. of Software."]
    assert len(reminders(bot, "U0TIM")) == 1
