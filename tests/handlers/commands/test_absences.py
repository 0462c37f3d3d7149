"""/minutes away and back, over the wire."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import StandIn
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_status import press
from tests.handlers.samples import DAY
from tests.handlers.stage import Bot, Json
from tests.handlers.stage import press as press_in_dm

pytestmark = pytest.mark.wire

TODAY = date(2027, 1, 11)  # a Monday
FRIDAY = date(2027, 1, 15)
BYSTANDER = StandIn("Bystander", "U0BY")
CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)


async def absences(bot: Bot) -> tuple[Absence, ...]:
    return await bot.context.store.read(lambda book: book.absences())


async def one(bot: Bot, text: str, person: str = "U0TIM") -> Json:
    (said,) = await answer(bot, text, person=person)
    return said


def notices(bot: Bot, person: str) -> list[str]:
    return [said["text"] for said in bot.said_to(person) if "/notice/" in said["blocks"][0]["block_id"]]


async def test_a_lead_is_away_with_a_stand_in_who_is_asked_instead(bot):
    said = await one(bot, "away today to friday, <@U0BY|by> instead")
    assert said["text"] == (
        "You are away from Monday, January 11 until Friday, January 15. Bystander is asked instead."
    )
    assert await absences(bot) == (Absence("U0TIM", TODAY, FRIDAY, BYSTANDER),)
    assert "Bystander is asked instead." in notices(bot, "U0TIM")[-1]
    await bot.tick()
    assert any("You report for Tim T. (Software)." in each["text"] for each in bot.said_to("U0BY"))
    assert not any("What is new" in each["text"] for each in bot.said_to("U0TIM"))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("12 Jan to 20 Jan", DAY, date(2027, 1, 20)),
        ("until friday", TODAY, FRIDAY),
        ("tomorrow", DAY, DAY),
        ("from 12 Jan to 15 Jan", DAY, FRIDAY),
        ("next week", date(2027, 1, 18), date(2027, 1, 24)),
        ("this week", TODAY, date(2027, 1, 17)),
        ("<@U0TIM> 2027-01-12 2027-01-15", DAY, FRIDAY),
    ],
)
async def test_the_days_are_read_as_people_type_them(bot, typed, first, last):
    await one(bot, f"away {typed}")
    assert await absences(bot) == (Absence("U0TIM", first, last),)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("<@u0tim|tim> by friday", "I cannot tell who is meant"),
        ("<@U0BY>", "only Scott can do that for others"),
        ("from 12 Jan", "Until when?"),
        ("soon", "I do not know the date “soon”"),
        ("1 jan 2027 to 5 jan 2027", "This day is over already"),
        ("12 Jan 2027 to 12 Feb 2028", "more than a year away"),
        ("friday <@U0TIM>", "Tim T. is who is away and cannot stand in"),
        ("friday <@U0ROBOT>", "Robot is a bot and cannot stand in"),
        ("friday <@U0GONE>", "Gone is deactivated and cannot stand in"),
        ("<@U0TIM> friday <@U0BY> <@U0ANA>", "one stand-in, and nobody else"),
        ("instead", "Please write from when to when"),
        ("<!channel>", "&lt;!channel&gt;"),
    ],
)
async def test_what_is_unclear_or_cannot_be_gets_one_line_and_changes_nothing(bot, typed, why):
    assert why in (await one(bot, f"away {typed}"))["text"]
    assert await absences(bot) == ()
    assert bot.said_to("U0TIM") == []


async def test_who_leads_nothing_needs_no_excuse(bot):
    said = await one(bot, "away friday", "U0BY")
    assert said["text"] == "You report for no area of the Production call, so nothing needs excusing."
    assert (await one(bot, "back", "U0BY"))["text"] == said["text"]
    said = await one(bot, "away <@U0BY> friday", "U0CHAIR")
    assert said["text"].startswith("Bystander reports for no area")
    assert await absences(bot) == ()


async def test_a_member_excuses_nobody_else_but_a_chair_does_and_the_lead_is_told(bot):
    said = await one(bot, "away <@U0ANA> friday", "U0TIM")
    assert "only Scott can do that for others" in said["text"]
    assert "only Scott" in (await one(bot, "back <@U0ANA>", "U0TIM"))["text"]
    assert await absences(bot) == ()
    said = await one(bot, "away tomorrow to friday <@U0ANA> <@U0BY>", "U0CHAIR")
    assert said["text"].startswith(
        "Ana B. is away from Tuesday, January 12 until Friday, January 15. Bystander"
    )
    assert await absences(bot) == (Absence("U0ANA", DAY, FRIDAY, BYSTANDER),)
    assert "Scott told me so." in notices(bot, "U0ANA")[-1]
    await one(bot, "away <@U0ANA> tomorrow to wednesday", "U0CHAIR")
    assert notices(bot, "U0ANA")[-1] == "Scott changed when you are away; you find it in my message above."
    assert "as Scott told me" in (await one(bot, "why Ana", "U0BY"))["text"]
    await one(bot, "back <@U0ANA>", "U0CHAIR")
    assert notices(bot, "U0ANA")[-1].startswith("Scott says that you are back for the Production call")
    assert await absences(bot) == ()


async def test_undo_takes_an_absence_back_and_again_puts_it_back(bot):
    said = await one(bot, "away today to friday <@U0BY>")
    (undone,) = await press(bot, said, "Undo", "U0TIM")
    assert undone["text"] == (
        "You are not away from Monday, January 11 until Friday, January 15 after all. I ask you again."
    )
    assert await absences(bot) == ()
    (again,) = await press(bot, undone, "Undo", "U0TIM")
    assert "You are away from Monday" in again["text"]
    assert await absences(bot) == (Absence("U0TIM", TODAY, FRIDAY, BYSTANDER),)


async def test_undo_of_a_change_brings_back_what_was_noted_before(bot):
    await one(bot, "away tomorrow to friday <@U0BY>")
    said = await one(bot, "away tomorrow to wednesday")
    await press(bot, said, "Undo", "U0TIM")
    assert await absences(bot) == (Absence("U0TIM", DAY, FRIDAY, BYSTANDER),)


async def test_back_ends_the_absence_of_today_and_the_lead_is_asked_again(bot):
    await one(bot, "away 8 Jan 2027 to friday")
    await bot.tick()
    assert not any("What is new" in each["text"] for each in bot.said_to("U0TIM"))
    said = await one(bot, "back")
    assert said["text"] == "You are back from Monday, January 11 on. I ask you again."
    assert await absences(bot) == (Absence("U0TIM", date(2027, 1, 8), date(2027, 1, 10)),)
    await bot.tick()
    assert any("What is new" in each["text"] for each in bot.said_to("U0TIM"))
    await press(bot, said, "Undo", "U0TIM")
    assert Absence("U0TIM", TODAY, FRIDAY) in await absences(bot)


async def test_back_takes_back_an_absence_that_has_not_begun(bot):
    await one(bot, "away friday")
    assert "You are not away on Friday, January 15 after all." in (await one(bot, "back"))["text"]
    assert await absences(bot) == ()
    assert (await one(bot, "back"))["text"] == "You are not away, as far as I know."
    assert (await one(bot, "back friday"))["text"] == (
        "You are not away on Friday, January 15, as far as I know."
    )


async def test_back_may_name_the_day(bot):
    await one(bot, "away today to friday")
    assert "You are back from Thursday, January 14 on." in (await one(bot, "back thursday"))["text"]
    assert await absences(bot) == (Absence("U0TIM", TODAY, date(2027, 1, 13)),)


async def test_alone_it_opens_the_form(bot):
    assert await answer(bot, "away") == []
    (view,) = bot.workspace.views("U0TIM")
    await bot.workspace.submit("U0TIM", view["id"], {"last": "2027-01-15", "who": "U0BY"})
    await bot.settle()
    assert await absences(bot) == (Absence("U0TIM", TODAY, FRIDAY, BYSTANDER),)


async def test_the_form_is_for_those_who_report(bot):
    assert "nothing needs excusing" in (await one(bot, "away", "U0BY"))["text"]
    assert bot.workspace.views("U0BY") == []


async def test_the_minutes_say_who_reports_for_whom(bot):
    await one(bot, "away tomorrow <@U0BY>")
    await bot.tick()
    await bot.workspace.write("U0BY", "- Released version 4.2")
    await bot.settle()
    bot.clock.move(CALL_TIME)
    await bot.tick()
    text = bot.workspace.messages("C0PROD")[0]["text"]
    assert text.index("Software (Bystander for Tim T.)") < text.index("Released version 4.2")
    bot.clock.advance(timedelta(days=6, hours=1))
    await bot.tick()
    asks = [each["text"] for each in bot.said_to("U0TIM") if "What is new" in each["text"]]
    assert "Bystander reported for you on January 12." in asks[-1]


async def test_who_has_been_away_for_long_is_told_so_once_a_month_until_they_are_back(bot):
    await one(bot, "away today to 1 June")
    for _ in range(9):
        bot.clock.advance(timedelta(days=7))
        await bot.tick()
        await bot.tick()
    told = [said for said in bot.said_to("U0TIM") if "still noted as away" in said["text"]]
    assert len(told) == 2
    assert "You are still noted as away until Tuesday, June 1, 2027" in told[0]["text"]
    await press_in_dm(bot, told[1], "I'm back")
    assert "You are back for the Production call" in bot.said_to("U0TIM")[-1]["text"]
    assert [absence.last for absence in await absences(bot)] == [date(2027, 3, 14)]
