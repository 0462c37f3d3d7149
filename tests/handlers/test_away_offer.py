"""Who writes that they are away is offered to have it noted, with the days, once; it is never published."""

from datetime import date, timedelta

import pytest

from tests.handlers.emergency_stage import labels
from tests.handlers.live_stage import CALL_TIME
from tests.handlers.stage import Bot, Json, card_of, last_card, press

pytestmark = pytest.mark.wire

WRITTEN = "I'm on vacation until Jan 29"
OFFER = "I'm away until Friday, January 29"


def offers(bot: Bot, person: str = "U0TIM") -> list[Json]:
    return [
        said
        for said in bot.said_to(person)
        if any(each.startswith("I'm away until") for each in labels(said))
    ]


async def write(bot: Bot, text: str, person: str = "U0TIM") -> str:
    ts = await bot.workspace.write(person, text)
    await bot.settle()
    return ts


def days(view: Json) -> list[str]:
    return [
        block["element"]["initial_date"]
        for block in view["blocks"]
        if "initial_date" in block.get("element", {})
    ]


async def take(bot: Bot, said: Json, **values: str) -> Json:
    await press(bot, said, OFFER)
    view = bot.workspace.views("U0TIM")[-1]
    answer = await bot.workspace.submit("U0TIM", view["id"], values)
    await bot.settle()
    return answer


async def absences(bot: Bot) -> list[tuple[date, date]]:
    found = await bot.context.store.read(lambda book: book.absences())
    return [(each.first, each.last) for each in found]


async def test_where_there_is_no_card_the_answer_offers_it_with_the_days_filled_in(bot):
    await write(bot, WRITTEN)
    (said,) = bot.said_to("U0TIM")
    assert WRITTEN in said["text"]
    await press(bot, said, OFFER)
    assert days(bot.workspace.views("U0TIM")[-1]) == ["2027-01-11", "2027-01-29"]


async def test_it_is_in_no_minutes_and_nobody_is_asked_on_a_day_that_it_covers(bot):
    # R47 of reports.jsonl: it stood under News in the channel, and on the list of the next question.
    await write(bot, WRITTEN)
    await take(bot, offers(bot)[0])
    assert await absences(bot) == [(date(2027, 1, 11), date(2027, 1, 29))]
    bot.clock.move(CALL_TIME)
    await bot.tick()
    assert not any("vacation" in str(said) for said in bot.workspace.messages("C0PROD"))
    before = len(bot.said_to("U0TIM"))
    bot.clock.advance(timedelta(days=6, hours=1))
    await bot.tick()
    assert len(bot.said_to("U0TIM")) == before
    assert not any("/2027-01-19/ask/" in str(said) for said in bot.said_to("U0TIM"))


async def test_beside_news_the_card_offers_it(bot):
    card = await card_of(bot, f"News:\n- Released version 4.2\n\n{WRITTEN}")
    assert OFFER in labels(card)
    assert [said["ts"] for said in offers(bot)] == [card["ts"]]
    await take(bot, card)
    assert OFFER not in labels(last_card(bot))


async def test_the_card_that_is_there_offers_it_and_nothing_else_is_said(bot):
    card = await card_of(bot)
    said = len(bot.said_to("U0TIM"))
    await write(bot, WRITTEN)
    assert OFFER in labels(last_card(bot))
    assert last_card(bot)["ts"] == card["ts"]
    assert len(bot.said_to("U0TIM")) == said


async def test_it_is_offered_once(bot):
    await write(bot, WRITTEN)
    await take(bot, offers(bot)[0])
    await card_of(bot, "News:\n- Released version 4.2")
    assert OFFER not in labels(last_card(bot))
    assert len(offers(bot)) == 1


async def test_it_is_offered_only_to_who_wrote_it_and_no_more_when_it_is_deleted(bot):
    await card_of(bot, "Storage:\n- Moved the racks", person="U0ANA")
    ts = await write(bot, f"News:\n- Released version 4.2\n\n{WRITTEN}")
    assert offers(bot, "U0ANA") == []
    await bot.workspace.delete("U0TIM", ts)
    await bot.settle()
    assert OFFER not in labels(last_card(bot))


async def test_other_days_than_those_written_can_be_chosen(bot):
    await write(bot, "I'm on vacation from Jan 20 until Jan 29")
    said = offers(bot)[0]
    await press(bot, said, OFFER)
    view = bot.workspace.views("U0TIM")[-1]
    assert days(view) == ["2027-01-20", "2027-01-29"]
    answer = await bot.workspace.submit("U0TIM", view["id"], {"first": "2027-01-12", "last": "2027-01-15"})
    await bot.settle()
    assert "errors" not in answer
    assert await absences(bot) == [(date(2027, 1, 12), date(2027, 1, 15))]


async def test_an_absence_without_an_end_is_offered_until_the_meeting(bot):
    await write(bot, "I'm on sick leave")
    await press(bot, bot.said_to("U0TIM")[-1], "I'm away")
    assert days(bot.workspace.views("U0TIM")[-1]) == ["2027-01-11", "2027-01-12"]
