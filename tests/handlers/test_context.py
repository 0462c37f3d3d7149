"""What a lead says is understood by where it is said, and by what stood there before: over the wire."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.model.call import Area, Lead
from bot.model.update import by_area
from tests.handlers.commands.test_commands import answer
from tests.handlers.samples import DAY
from tests.handlers.stage import CALL, Bot, Json, card_of, last_card, press

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
WEEK = timedelta(weeks=1)
SAME, NOTHING = "Same as last week", "Nothing new"


@pytest.fixture(autouse=True)
async def nothing_is_refused_and_everything_acknowledged(bot):
    yield
    await bot.workspace.settled()
    assert [(record.name, record.answer) for record in bot.workspace.refused] == []
    assert bot.workspace.unacked == []


async def posted(bot: Bot, weeks: int = 0) -> None:
    """Let the minutes of a meeting be posted."""
    bot.clock.move(CALL_TIME + weeks * WEEK)
    await bot.tick()


async def asked(bot: Bot, weeks: int = 0, person: str = "U0TIM") -> Json:
    """The question before the meeting so many weeks later."""
    bot.clock.move(CALL_TIME + weeks * WEEK - timedelta(hours=23))
    await bot.tick()
    return [said for said in bot.said_to(person) if "/ask/" in said["blocks"][0]["block_id"]][-1]


async def answer_in_thread(bot: Bot, question: Json, text: str, person: str = "U0ANA") -> None:
    await bot.workspace.write(person, text, thread_ts=question["ts"])
    await bot.settle()


async def noted(bot: Bot, call: str = "Production") -> dict[str, list[str]]:
    """The items of each area that reported."""
    updates = await bot.context.store.read(lambda book: by_area(book.updates(call, DAY)))
    return {
        name: [item.text for item in (*update.sections.news, *update.sections.ongoing)]
        for name, update in updates.items()
    }


def lines(bot: Bot, person: str = "U0TIM") -> list[str]:
    return [said["text"] for said in bot.said_to(person) if "/notice/" in said["blocks"][0]["block_id"]]


async def test_an_answer_in_the_thread_of_a_reminder_counts_for_the_area_it_is_about(bot):
    await asked(bot)
    await bot.workspace.write("U0ANA", "Storage: bought disks")
    await bot.settle()
    bot.clock.move(CALL_TIME - timedelta(hours=3))
    await bot.tick()
    reminder = bot.said_to("U0ANA")[-1]
    assert "Nothing has been reported yet for Networks." in reminder["text"]
    await answer_in_thread(bot, reminder, "- Replaced the fibre")
    assert await noted(bot) == {"Storage": ["bought disks"], "Networks": ["Replaced the fibre"]}
    assert "Which area" not in str(last_card(bot, "U0ANA")["blocks"])


async def test_an_answer_in_the_thread_of_a_card_of_one_area_counts_for_it(bot):
    card = await card_of(bot, "Networks: replaced the fibre", person="U0ANA")
    await answer_in_thread(bot, card, "- The switch follows next week")
    assert await noted(bot) == {"Networks": ["replaced the fibre", "The switch follows next week"]}


async def test_an_answer_in_a_thread_that_names_another_area_counts_for_that(bot):
    card = await card_of(bot, "Networks: replaced the fibre", person="U0ANA")
    await answer_in_thread(bot, card, "Storage: bought disks")
    assert await noted(bot) == {"Networks": ["replaced the fibre"], "Storage": ["bought disks"]}


async def test_a_question_about_several_areas_leaves_open_which_one_an_answer_means(bot):
    await answer_in_thread(bot, await asked(bot, person="U0ANA"), "- Replaced the fibre")
    assert "Which area is this about?" in str(last_card(bot, "U0ANA")["blocks"])


@pytest.mark.parametrize("said", ["Networks", "networks!", "It's about Networks", "for Networks, please"])
@pytest.mark.parametrize("in_thread", [True, False])
async def test_which_area_it_is_about_can_be_answered_in_words(bot, said, in_thread):
    card = await card_of(bot, "- Replaced the fibre", person="U0ANA")
    assert "Which area is this about?" in str(card["blocks"])
    await bot.workspace.write("U0ANA", said, thread_ts=card["ts"] if in_thread else None)
    await bot.settle()
    assert {area: items for area, items in (await noted(bot)).items() if items} == {
        "Networks": ["Replaced the fibre"]
    }
    assert "Which area" not in str(last_card(bot, "U0ANA")["blocks"])


async def test_an_answer_in_the_thread_of_a_call_s_question_counts_for_that_call(bot):
    shifts = Area("Shifts", (Lead("Tim T.", "U0TIM"),))
    operations = replace(CALL, name="Operations", time=time(18), areas=(shifts,))
    await bot.context.store.change(lambda book: book.keep_call(operations))
    bot.clock.move(CALL_TIME - timedelta(hours=21))
    await bot.tick()
    question = next(said for said in bot.said_to("U0TIM") if "Operations call" in said["text"])
    await answer_in_thread(bot, question, "- Two new shifters", person="U0TIM")
    assert (await noted(bot, "Operations"), await noted(bot)) == ({"Shifts": ["Two new shifters"]}, {})


async def test_to_repeat_last_week_without_a_list_is_answered_that_there_is_nothing_to_repeat(bot):
    question = await asked(bot)
    await press(bot, question, SAME)
    await press(bot, question, SAME)
    await bot.workspace.write("U0TIM", "same as last week")
    await bot.settle()
    assert len(lines(bot)) == 3
    assert all("There is nothing to repeat: no list of Software" in said for said in lines(bot))


async def test_nothing_new_is_answered_with_a_card_and_again_with_a_line(bot):
    question = await asked(bot)
    await press(bot, question, NOTHING)
    assert "Nothing new: the list of last time stays." in last_card(bot)["text"]
    await press(bot, question, NOTHING)
    assert ["I have that already" in said for said in lines(bot)] == [True]


async def test_an_emergency_that_was_open_last_week_is_asked_about_and_stays_with_nothing_new(bot):
    await card_of(bot, "Emergencies:\n- wiki is down\nOngoing work:\n- certificates")
    await posted(bot)
    question = await asked(bot, 1)
    text = question["text"]
    assert text.index("Still open?") < text.index("wiki is down") < text.index("On the list from last time")
    assert text.count("wiki is down") == 1
    await press(bot, question, NOTHING)
    text = last_card(bot)["text"]
    assert text.index("the list of last time stays") < text.index("Ongoing work") < text.index("wiki is down")
    await posted(bot, 1)
    minutes = [said for said in bot.workspace.messages("C0PROD") if "metadata" in said][-1]
    assert "wiki is down" in minutes["text"]
    assert "Emergencies" not in minutes["text"]


async def test_an_emergency_that_was_over_last_week_is_not_asked_about(bot):
    await card_of(bot, "Emergencies:\n- wiki was down: resolved")
    await posted(bot)
    text = (await asked(bot, 1))["text"]
    assert "Still open?" not in text
    assert "wiki was down: resolved" in text


@pytest.mark.parametrize("away", [False, True])
async def test_a_list_outlives_a_week_in_which_its_lead_said_nothing(bot, away):
    await card_of(bot, "Ongoing work:\n- certificates")
    await posted(bot)
    if away:
        await answer(bot, "away 2027-01-19 to 2027-01-20")
    await posted(bot, 1)
    question = await asked(bot, 2)
    assert "certificates" in question["text"]
    await press(bot, question, SAME)
    assert "certificates" in last_card(bot)["text"]


@pytest.mark.parametrize("change", ["edit", "delete"])
async def test_who_changes_a_message_after_the_late_window_is_told_once_that_the_minutes_stay(bot, change):
    first = await bot.workspace.write("U0TIM", "- Moved the mirror")
    other = await bot.workspace.write("U0TIM", "- Bought a switch")
    await bot.settle()
    await posted(bot)
    bot.clock.advance(timedelta(days=2))
    await bot.tick()
    for ts in (first, other):
        if change == "edit":
            await bot.workspace.edit("U0TIM", ts, "- Moved both mirrors")
        else:
            await bot.workspace.delete("U0TIM", ts)
        await bot.settle()
    (line,) = lines(bot)
    assert "Its minutes are closed and stay as they are." in line
    minutes = [said for said in bot.workspace.messages("C0PROD") if "metadata" in said][-1]
    assert "Moved the mirror" in minutes["text"]
