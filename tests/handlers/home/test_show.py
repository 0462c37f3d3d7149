"""The bot's home: what each person sees and can do there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from handlers.home.show import HomeRefresher
from tests.handlers.emergency_stage import DOWN, TELL, emergency_posts
from tests.handlers.home_stage import home_of, labels, opened, refreshed, text_of, use
from tests.handlers.looks import strings
from tests.handlers.stage import CALL, card_of

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)


@pytest.fixture
def home_refresher(bot):
    return HomeRefresher(bot.context)


async def test_a_lead_sees_when_the_call_is_and_that_nothing_is_reported_yet(bot):
    home = await opened(bot)
    text = text_of(home)
    assert "Production call" in text
    assert "Tuesday, January 12, 4:00 PM EST (New York) / 3:00 PM CST (Chicago)" in text
    assert "Software" in text
    assert "Storage" not in text
    assert "Nothing is reported yet." in text
    assert labels(home) == ["Nothing new", "Use a form", "Add", "I'm away", "Quiet hours"]


async def test_the_time_is_told_where_the_reader_is(bot):
    call = replace(CALL, areas=(*CALL.areas, Area("Abroad", (Lead("Abroad", "U0ABROAD"),))))
    await bot.context.store.change(lambda book: book.keep_call(call))
    assert "10:00 PM CET (Berlin) where you are" in text_of(await opened(bot, "U0ABROAD"))


async def test_it_says_that_they_were_asked(bot, home_refresher):
    await opened(bot)
    await bot.tick()
    assert "Nothing is reported yet, and I have asked you." in await refreshed(bot, home_refresher)


async def test_what_is_reported_stands_there_with_a_button_to_edit_it(bot, home_refresher):
    await opened(bot)
    await card_of(bot, "News:\n- Released version 4.2\n- 120 TB more <!channel>")
    text = await refreshed(bot, home_refresher)
    assert "Released version 4.2" in text
    assert "120 TB more" in text
    await use(bot, "Edit")
    (form,) = bot.workspace.views("U0TIM")
    assert "Released version 4.2" in "".join(strings(form["blocks"]))
    words = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    words["elements"][0]["elements"] = [{"type": "text", "text": "Released version 4.3"}]  # type: ignore[index]
    await bot.workspace.submit("U0TIM", form["id"], {"news": words})
    await bot.settle()
    text = await refreshed(bot, home_refresher)
    assert "Released version 4.3" in text
    assert "Released version 4.2" not in text


async def test_an_emergency_is_told_to_the_channel_from_the_home_and_then_offered_no_more(
    bot, home_refresher
):
    await opened(bot)
    await card_of(bot, DOWN)
    await refreshed(bot, home_refresher)
    await use(bot, TELL)
    (window,) = bot.workspace.views("U0TIM")
    assert "I am telling the channel" in "".join(strings(window["blocks"]))
    assert len(emergency_posts(bot)) == 1
    await refreshed(bot, home_refresher)
    assert TELL not in labels(home_of(bot))


async def test_the_buttons_of_a_home_report_as_those_of_the_question_do(bot, home_refresher):
    await opened(bot)
    await use(bot, "Nothing new")
    assert "Nothing new: the list of last time stays." in await refreshed(bot, home_refresher)
    assert "What I understood" in bot.said_to("U0TIM")[-1]["text"]


async def test_the_list_of_last_time_can_be_gone_through_once_they_are_asked(bot, home_refresher):
    await card_of(bot, "News:\n- Released version 4.2\nOngoing:\n- Port of the tools")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    bot.clock.advance(timedelta(days=6, hours=1))
    await bot.tick()
    home = await opened(bot)
    assert "On the list from last time:" in text_of(home)
    assert "Port of the tools" in text_of(home)
    await use(bot, "Go through the list")
    (form,) = bot.workspace.views("U0TIM")
    await bot.workspace.submit("U0TIM", form["id"], {"0": "finished"})
    await bot.settle()
    text = await refreshed(bot, home_refresher)
    assert "Released version 4.2\n (finished)" in text
    assert "Port of the tools" in text


async def test_a_list_that_is_sent_again_from_the_home_takes_the_place_of_the_first(bot, home_refresher):
    await test_the_list_of_last_time_can_be_gone_through_once_they_are_asked(bot, home_refresher)
    ask = next(said for said in reversed(bot.said_to("U0TIM")) if "/ask/" in said["blocks"][0]["block_id"])
    place = bot.workspace.dm("U0TIM")
    row = next(block for block in ask["blocks"] if block["type"] == "actions")
    (through,) = [each for each in row["elements"] if each["text"]["text"] == "Go through the list"]
    await bot.workspace.press("U0TIM", place, ask["ts"], through["action_id"], block_id=row["block_id"])
    await bot.settle()
    await bot.workspace.submit("U0TIM", bot.workspace.views("U0TIM")[-1]["id"], {"0": "dropped"})
    await bot.settle()
    text = await refreshed(bot, home_refresher)
    assert "Released version 4.2" not in text
    assert "Port of the tools" in text


async def test_being_away_is_switched_on_and_stands_there(bot, home_refresher):
    await opened(bot)
    await use(bot, "I'm away")
    (form,) = bot.workspace.views("U0TIM")
    await bot.workspace.submit("U0TIM", form["id"], {"last": "2027-01-15", "who": "U0BY"})
    await bot.settle()
    text = await refreshed(bot, home_refresher)
    assert (
        "You are away from Monday, January 11 until Friday, January 15; Bystander is asked instead." in text
    )
    await use(bot, "I'm back")
    text = await refreshed(bot, home_refresher)
    assert "You are away" not in text
    assert "I'm back" not in labels(home_of(bot))


async def test_who_stands_in_sees_for_whom_and_what_to_report(bot):
    absence = Absence("U0TIM", date(2027, 1, 11), date(2027, 1, 15), StandIn("Bystander", "U0BY"))
    await bot.context.store.change(lambda book: book.keep_absence(absence))
    home = await opened(bot, "U0BY")
    text = text_of(home)
    assert "You stand in for Tim T. from Monday, January 11 until Friday, January 15." in text
    assert "Software" in text
    assert "Use a form" in labels(home)


async def test_an_absence_of_one_day_is_told_as_one_day(bot):
    away = Absence("U0TIM", date(2027, 1, 12), date(2027, 1, 12), StandIn("Bystander", "U0BY"))
    await bot.context.store.change(lambda book: book.keep_absence(away))
    assert "You are away on Tuesday, January 12; Bystander is asked" in text_of(await opened(bot, "U0TIM"))
    assert "You stand in for Tim T. on Tuesday, January 12." in text_of(await opened(bot, "U0BY"))


async def test_past_meetings_are_linked_and_the_late_window_is_told(bot, home_refresher):
    await opened(bot)
    bot.clock.move(CALL_TIME)
    await bot.tick()
    text = await refreshed(bot, home_refresher)
    assert "The minutes are posted. What you write until 4:00 PM EST (New York) amends them." in text
    links = [
        element
        for block in home_of(bot)["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for entry in part["elements"]
        for element in entry.get("elements", ())
        if element["type"] == "link"
    ]
    (minutes,) = [
        said
        for said in bot.workspace.messages("C0PROD")
        if said["blocks"][0]["block_id"].endswith("/minutes")
    ]
    assert [link["text"] for link in links] == ["January 12, 2027"]
    assert minutes["ts"].replace(".", "") in links[0]["url"]


async def test_a_chair_sees_how_it_stands_and_others_do_not(bot):
    await card_of(bot)
    chair = await opened(bot, "U0CHAIR")
    assert "Software (Tim T.): 2 news, on Monday at 5:00 PM" in text_of(chair)
    assert "Set up" in labels(chair)
    lead = await opened(bot, "U0ANA")
    assert "Tim T." not in text_of(lead)
    assert "Set up" not in labels(lead)


async def test_what_a_chair_asks_for_in_the_home_is_answered_in_a_window(bot):
    await card_of(bot)
    await opened(bot, "U0CHAIR")
    await use(bot, "Preview", "U0CHAIR")
    (window,) = bot.workspace.views("U0CHAIR")
    assert "Released version 4.2" in "".join(strings(window["blocks"]))


async def test_everybody_else_sees_what_the_bot_is_and_the_calls_of_their_channels(bot):
    text = text_of(await opened(bot, "U0BY"))
    assert "I prepare weekly status calls." in text
    assert "Production: Tuesday, January 12, 4:00 PM EST (New York)" in text
    text = text_of(await opened(bot, "U0ABROAD"))
    assert "I prepare weekly status calls." in text
    assert "Production" not in text


async def test_a_lead_of_twelve_areas_finds_all_of_them(bot):
    areas = tuple(Area(f"Area {number}", (Lead("Tim T.", "U0TIM"),)) for number in range(12))
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, areas=areas)))
    lines = "\n".join(f"- Item {number} {'of many words ' * 8}" for number in range(40))
    await card_of(bot, "\n".join(f"Area {number}:\nNews:\n{lines}" for number in range(3)))
    home = await opened(bot)
    assert all(f"Area {number}" in text_of(home) for number in range(12))
    assert "Edit: Area 0" in labels(home)
    assert "Nothing new: Area 11" in labels(home)
    await use(bot, "Show all: Area 1")
    (window,) = bot.workspace.views("U0TIM")
    assert "Item 39" in "".join(strings(window["blocks"]))
