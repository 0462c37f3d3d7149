"""A lead is away, or lets somebody else report: over the wire, from the press to the minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import StandIn
from tests.handlers.stage import Bot, Json, card_of, last_card, press

pytestmark = pytest.mark.wire

MEETING = date(2027, 1, 12)
CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
AWAY, INSTEAD, BACK = "I'm away", "Someone else reports", "I'm back"


@pytest.fixture(autouse=True)
async def nothing_is_refused_and_everything_acknowledged(bot):
    yield
    await bot.workspace.settled()
    assert [(record.name, record.answer) for record in bot.workspace.refused] == []
    assert bot.workspace.unacked == []


async def asked(bot: Bot, person: str = "U0TIM") -> Json:
    await bot.tick()
    return asks(bot, person)[0]


def asks(bot: Bot, person: str) -> list[Json]:
    return [said for said in bot.said_to(person) if "/ask/" in said["blocks"][0]["block_id"]]


def notice(bot: Bot, person: str = "U0TIM") -> Json:
    return [said for said in bot.said_to(person) if "/notice/" in said["blocks"][0]["block_id"]][-1]


async def fill_in(bot: Bot, said: Json, label: str, person: str = "U0TIM", **values: str) -> Json:
    """Press a button that opens a form, and send it with these values."""
    await press(bot, said, label, person=person)
    view = bot.workspace.views(person)[-1]
    answer = await bot.workspace.submit(person, view["id"], values)
    await bot.settle()
    return answer


async def absences(bot: Bot) -> tuple[Absence, ...]:
    return await bot.context.store.read(lambda book: book.absences())


async def minutes(bot: Bot) -> Json:
    bot.clock.move(CALL_TIME)
    await bot.tick()
    (said,) = [said for said in bot.workspace.messages("C0PROD") if "metadata" in said]
    return said


async def test_the_form_proposes_today_until_the_meeting(bot):
    await press(bot, await asked(bot), AWAY)
    (view,) = bot.workspace.views("U0TIM")
    proposed = [block["element"].get("initial_date") for block in view["blocks"] if block["type"] == "input"]
    assert proposed == ["2027-01-11", "2027-01-12", None]


async def test_today_is_the_call_s_own_day(bot):
    bot.clock.move(datetime(2027, 1, 12, 3, tzinfo=UTC))  # still Monday in New York
    await press(bot, await asked(bot), AWAY)
    assert bot.workspace.views("U0TIM")[0]["blocks"][1]["element"]["initial_date"] == "2027-01-11"


async def test_who_is_away_is_told_until_when_and_the_stand_in_is_asked_at_once(bot):
    assert asks(bot, "U0BY") == []
    await fill_in(bot, await asked(bot), AWAY, last="2027-01-15", who="U0BY")
    stand_in = StandIn("Bystander", "U0BY")
    assert await absences(bot) == (Absence("U0TIM", date(2027, 1, 11), date(2027, 1, 15), stand_in),)
    text = notice(bot)["text"]
    assert "You are away from Monday, January 11 until Friday, January 15" in text
    assert "Bystander is asked instead." in text
    (ask,) = [await asked(bot, "U0BY")]
    assert "You report for Tim T. (Software)." in ask["text"]
    assert bot.said_to("U0CHAIR") == []


async def test_the_minutes_say_who_reports_for_whom(bot):
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    await bot.tick()
    card = await card_of(bot, "- Released version 4.2", person="U0BY")
    assert "Released version 4.2" in card["text"]
    text = (await minutes(bot))["text"]
    assert text.index("Software (Bystander for Tim T.)") < text.index("Released version 4.2")


async def test_without_a_stand_in_nobody_is_asked_or_reminded_and_the_area_is_away(bot):
    await fill_in(bot, await asked(bot), AWAY)
    assert "Nobody is asked instead" in notice(bot)["text"]
    said = len(bot.said_to("U0TIM"))
    bot.clock.move(CALL_TIME - timedelta(hours=2, minutes=50))
    await bot.tick()
    assert len(bot.said_to("U0TIM")) == said
    assert "away" in (await minutes(bot))["text"]


async def test_a_reminder_has_the_same_buttons(bot):
    await asked(bot)
    bot.clock.move(CALL_TIME - timedelta(hours=2, minutes=50))
    await bot.tick()
    await fill_in(bot, bot.said_to("U0TIM")[-1], AWAY, who="U0BY")
    assert "Bystander is asked instead." in notice(bot)["text"]


async def test_somebody_else_reports_for_this_meeting_only(bot):
    await fill_in(bot, await asked(bot), INSTEAD, who="U0BY")
    assert await absences(bot) == (Absence("U0TIM", MEETING, MEETING, StandIn("Bystander", "U0BY")),)
    text = notice(bot)["text"]
    assert "You do not report for the Production call on Tuesday, January 12" in text
    assert "Bystander is asked instead." in text
    await bot.tick()
    await minutes(bot)
    bot.clock.advance(timedelta(days=6, hours=1))
    await bot.tick()
    assert len(asks(bot, "U0TIM")) == 2
    assert len(asks(bot, "U0BY")) == 1


async def test_a_stand_in_who_was_asked_already_is_asked_for_the_further_area_and_told(bot):
    await asked(bot)
    await card_of(bot, "Storage: 120 TB more", person="U0ANA")
    await fill_in(bot, asks(bot, "U0TIM")[0], INSTEAD, who="U0ANA")
    await bot.tick()
    (ask,) = asks(bot, "U0ANA")
    assert "You report for Tim T. (Software)." in ask["text"]
    assert "Software for Tim T." in notice(bot, "U0ANA")["text"]
    said = len(bot.said_to("U0ANA"))
    await bot.tick()
    assert len(bot.said_to("U0ANA")) == said
    await press(bot, ask, "Nothing new: Software", person="U0ANA")
    assert "Software" in last_card(bot, "U0ANA")["text"]


async def test_a_stand_in_uses_the_form_as_a_lead_does(bot):
    await fill_in(bot, await asked(bot), INSTEAD, who="U0BY")
    await press(bot, await asked(bot, "U0BY"), "Use a form", person="U0BY")
    assert len(bot.workspace.views("U0BY")) == 1


async def test_a_stand_in_who_declines_leaves_the_area_away_and_the_lead_is_told(bot):
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    await fill_in(bot, await asked(bot, "U0BY"), AWAY, person="U0BY")
    assert "Bystander is away then, too, so nobody is asked instead." in notice(bot)["text"]
    assert "away" in (await minutes(bot))["text"]


async def test_a_stand_in_may_hand_over_to_somebody_else(bot):
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    await fill_in(bot, await asked(bot, "U0BY"), INSTEAD, person="U0BY", who="U0ABROAD")
    assert "Abroad is asked instead." in notice(bot)["text"]
    assert "You report for Tim T. (Software)." in (await asked(bot, "U0ABROAD"))["text"]


async def test_whoever_is_back_is_asked_again_and_the_stand_in_is_let_go(bot):
    bot.clock.move(datetime(2027, 1, 11, 22, 30, tzinfo=UTC))
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    await bot.tick()
    await press(bot, notice(bot), BACK)
    assert "You are back for the Production call" in notice(bot)["text"]
    assert "you need not report for Software" in notice(bot, "U0BY")["text"]
    bot.clock.move(CALL_TIME - timedelta(hours=2, minutes=50))
    await bot.tick()
    assert "A reminder" in bot.said_to("U0TIM")[-1]["text"]
    assert "A reminder" not in bot.said_to("U0BY")[-1]["text"]
    text = (await minutes(bot))["text"]
    assert "Software (Tim T.)" in text


async def test_what_a_stand_in_wrote_stays_when_the_lead_is_back_and_adds_to_it(bot):
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    await bot.tick()
    await card_of(bot, "- Moved the mirror", person="U0BY")
    await press(bot, notice(bot), BACK)
    await card_of(bot, "- Released version 4.2")
    text = (await minutes(bot))["text"]
    assert text.index("Moved the mirror") < text.index("Released version 4.2") < text.index("Storage")


async def test_a_lead_who_is_away_and_writes_anyway_counts(bot):
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    assert "Released version 4.2" in (await card_of(bot))["text"]
    assert "Released version 4.2" in (await minutes(bot))["text"]


async def test_when_an_absence_is_over_the_lead_is_asked_again(bot):
    await fill_in(bot, await asked(bot), AWAY, last="2027-01-14")
    await minutes(bot)
    bot.clock.advance(timedelta(days=6, hours=1))
    await bot.tick()
    assert len(asks(bot, "U0TIM")) == 2


async def test_the_first_question_after_an_absence_says_welcome_and_who_reported(bot):
    await fill_in(bot, await asked(bot), AWAY, last="2027-01-20", who="U0BY")
    await bot.tick()
    await card_of(bot, "- Released version 4.2", person="U0BY")
    await minutes(bot)
    for _ in range(2):
        bot.clock.advance(timedelta(days=6, hours=22))
        await bot.tick()
        bot.clock.advance(timedelta(hours=2))
        await bot.tick()
    bot.clock.advance(timedelta(days=6, hours=22))
    await bot.tick()
    _, first, second = asks(bot, "U0TIM")
    assert (
        "Welcome back! Bystander reported for you on January 12. Nobody reported for you on January 19."
        in first["text"]
    )
    assert "Welcome" not in second["text"]


async def test_a_reminder_to_a_stand_in_says_for_whom_they_report(bot):
    await fill_in(bot, await asked(bot), AWAY, who="U0BY")
    await bot.tick()
    bot.clock.move(CALL_TIME - timedelta(hours=2, minutes=50))
    await bot.tick()
    assert "A reminder" in bot.said_to("U0BY")[-1]["text"]
    assert "You report for Tim T. (Software)." in bot.said_to("U0BY")[-1]["text"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"first": "2027-01-14", "last": "2027-01-13"}, {"last": "This is before the first day."}),
        ({"first": "2027-01-04", "last": "2027-01-10"}, {"last": "This day is over already."}),
        ({"last": "2037-01-15"}, "more than a year"),
        ({"who": "U0TIM"}, {"who": "This is you. Please choose somebody else."}),
    ],
)
async def test_what_makes_no_sense_is_told_in_the_form_and_changes_nothing(bot, values, fault):
    answer = await fill_in(bot, await asked(bot), AWAY, **values)
    assert answer["response_action"] == "errors"
    assert answer["errors"] == fault or fault in answer["errors"]["last"]
    assert len(bot.workspace.views("U0TIM")) == 1
    assert await absences(bot) == ()


@pytest.mark.parametrize(
    ("person", "why"), [("U0ROBOT", "Robot is a bot"), ("U0GONE", "Gone is deactivated")]
)
async def test_who_cannot_report_is_refused_with_a_line(bot, person, why):
    await fill_in(bot, await asked(bot), INSTEAD, who=person)
    assert f"{why} and cannot report for you" in notice(bot)["text"]
    assert await absences(bot) == ()


async def test_nobody_but_who_reports_here_can_open_the_form(bot):
    ask = await asked(bot)
    block = ask["blocks"][-2]
    name = block["elements"][0]["action_id"]
    place = bot.workspace.dm("U0TIM")
    await bot.workspace.press("U0BY", place, ask["ts"], name, block_id=block["block_id"])
    await bot.settle()
    assert bot.workspace.views("U0BY") == []
