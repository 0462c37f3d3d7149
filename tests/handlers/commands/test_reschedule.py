"""/minutes skip, move and hold, over the wire: who is told what, and what becomes of what was written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cycle.reschedule import skip
from bot.model.override import Override
from bot.model.person import Person
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_which_call import choose
from tests.handlers.earlier_cards import earlier_card
from tests.handlers.stage import CALL, Bot, Json, press

pytestmark = pytest.mark.wire

FIRST, SECOND = "2027-01-12", "2027-01-19"
CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
DAY = timedelta(days=1)


async def chair(bot: Bot, text: str) -> Json:
    """What a chair is answered."""
    (said,) = await answer(bot, text, person="U0CHAIR")
    return said


def about(bot: Bot, kind: str, person: str = "U0TIM") -> list[Json]:
    return [said for said in bot.said_to(person) if f"/{kind}/" in said["blocks"][0]["block_id"]]


def card(bot: Bot, day: str, person: str = "U0TIM") -> Json:
    return next(each for each in about(bot, "card", person) if f"/{day}/" in each["blocks"][0]["block_id"])


def buttons(said: Json) -> list[str]:
    rows = (block["elements"] for block in said["blocks"] if block["type"] == "actions")
    return [element["text"]["text"] for row in rows for element in row if element["type"] == "button"]


def channel(bot: Bot) -> list[str]:
    return [said["text"] for said in bot.workspace.messages("C0PROD")]


def minutes(bot: Bot) -> str:
    return next(text for text in channel(bot) if "Meeting, " in text)


async def at(bot: Bot, moment: datetime) -> None:
    bot.clock.move(moment)
    await bot.tick()


async def overrides(bot: Bot) -> tuple[Override, ...]:
    return await bot.context.store.read(lambda book: book.overrides("Production"))


async def test_a_chair_skips_the_next_meeting_and_everybody_who_has_to_know_is_told(bot):
    await bot.tick()
    said = await chair(bot, "skip")
    assert "The Production call of Tuesday, January 12 is skipped." in said["text"]
    assert "the 2 people who were asked already" in said["text"]
    following = "The next one is on Tuesday, January 19, 4:00 PM EST (New York) / 3:00 PM CST (Chicago)"
    assert following in said["text"]
    (line,) = channel(bot)
    assert line.startswith("The Production call of Tuesday, January 12 is skipped. Scott decided so.")
    for person in ("U0TIM", "U0ANA"):
        (notice,) = about(bot, "notice", person)
        assert following in notice["text"]
    (decided,) = await overrides(bot)
    assert (decided.date, decided.by, decided.skips) == (date(2027, 1, 12), "U0CHAIR", True)


async def test_a_skipped_meeting_is_not_posted_and_nobody_is_reminded(bot):
    await bot.tick()
    await chair(bot, "skip")
    said = len(bot.said_to("U0TIM"))
    for moment in (CALL_TIME - timedelta(hours=3), CALL_TIME - timedelta(minutes=30), CALL_TIME):
        await at(bot, moment)
    assert len(bot.said_to("U0TIM")) == said
    assert len(channel(bot)) == 1


async def test_the_question_about_a_skipped_meeting_says_so_and_has_no_buttons(bot):
    await bot.tick()
    await chair(bot, "skip")
    (ask,) = about(bot, "ask")
    assert ask["text"].startswith("The Production call of Tuesday, January 12 is not held")
    assert buttons(ask) == []


async def test_what_was_written_for_a_skipped_meeting_counts_for_the_next_one(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    await chair(bot, "skip")
    assert "What you wrote counts for the call of Tuesday, January 19" in about(bot, "notice")[-1]["text"]
    assert "is not held" in card(bot, FIRST)["text"]
    assert "Released version 4.2" in card(bot, SECOND)["text"]
    await at(bot, CALL_TIME + 7 * DAY)
    assert "Released version 4.2" in minutes(bot)


async def test_undo_brings_the_meeting_back_with_all_that_was_written_for_it(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    said = await chair(bot, "skip")
    (told,) = await choose(bot, said, "Hold it as before", "U0CHAIR")
    assert "The Production call of Tuesday, January 12, 4:00 PM EST" in told["text"]
    assert "is held after all" in told["text"]
    assert "Released version 4.2" in card(bot, FIRST)["text"]
    assert "Released version 4.2" not in card(bot, SECOND)["text"]
    assert "What is new" in about(bot, "ask")[0]["text"]
    assert "What you wrote counts for it." in about(bot, "notice")[-1]["text"]
    await at(bot, CALL_TIME)
    assert "Released version 4.2" in minutes(bot)


async def test_a_moved_meeting_moves_its_question_its_reminders_and_its_minutes(bot):
    await bot.tick()
    said = await chair(bot, "move 13 Jan 17:00")
    moved = (
        "The Production call of Tuesday, January 12 is moved to Wednesday, January 13, 5:00 PM EST (New York)"
    )
    assert moved in said["text"]
    assert channel(bot)[0].startswith(moved)
    assert moved in about(bot, "notice")[0]["text"]
    (ask,) = about(bot, "ask")
    assert "Wednesday, January 13, 5:00 PM EST" in ask["text"]
    assert "Nothing new" in buttons(ask)
    await at(bot, CALL_TIME)
    assert len(channel(bot)) == 1
    held = datetime(2027, 1, 13, 22, 0, 5, tzinfo=UTC)
    await at(bot, held - timedelta(hours=3))
    (reminder,) = about(bot, "remind-1")
    assert "Wednesday, January 13, 5:00 PM EST" in reminder["text"]
    await at(bot, held)
    assert "Production Meeting, January 13, 2027" in minutes(bot)
    assert len(about(bot, "ask")) == 1


@pytest.mark.parametrize("typed", ["skip", "move 13 Jan", "hold"])
async def test_only_a_chair_decides(bot, typed):
    (said,) = await answer(bot, typed)
    assert "only Scott can do that" in said["text"]
    assert (await overrides(bot), channel(bot)) == ((), [])


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("skip 14 Jan", "there is no Production call on Thursday, January 14; the nearest are on"),
        ("move 5 Feb", "so it can be on a day from Wednesday, January 6 to Monday, January 18."),
        ("move 19 Jan", "stays between the ones before and after it"),
        ("move 2027-01-11 10:00", "Monday, January 11 at 10:00 is over."),
        ("move 16:00", "the Production call of Tuesday, January 12 is at that time already."),
        ("hold", "is held as usual anyway."),
        ("hold 19 Jan", "the Production call of Tuesday, January 19 is held as usual anyway."),
        ("skip nonsense", "I do not know the date “nonsense”"),
        ("move 12 Jan to nonsense", "I do not know the date “nonsense”"),
        ("move", "Say to when"),
    ],
)
async def test_what_cannot_be_is_refused_in_a_line_and_changes_nothing(bot, typed, refusal):
    said = await chair(bot, typed)
    assert refusal in said["text"]
    assert (await overrides(bot), channel(bot)) == ((), [])


async def test_what_is_decided_already_is_said_and_told_nobody_twice(bot):
    await bot.tick()
    await chair(bot, "skip")
    said = await chair(bot, "skip 12 Jan")
    assert "Tuesday, January 12 is skipped already (skipped by the chair)" in said["text"]
    await chair(bot, "hold 12 Jan")
    await chair(bot, "move 13 Jan")
    said = await chair(bot, "move 13 Jan")
    assert "Wednesday, January 13 is at that time already" in said["text"]
    assert len(channel(bot)) == len(about(bot, "notice")) == 3


async def test_when_the_minutes_are_posted_it_is_too_late(bot):
    await at(bot, CALL_TIME)
    for typed in ("skip 12 Jan", "move 12 Jan to 13 Jan", "hold 12 Jan"):
        said = await chair(bot, typed)
        assert "it is too late for the Production call of Tuesday, January 12" in said["text"]
    assert await overrides(bot) == ()


async def test_a_later_meeting_is_skipped_and_moved_by_its_date(bot):
    await chair(bot, "skip 26 Jan")
    await chair(bot, "move 2 Feb to 3 Feb 10am")
    assert [(each.date.isoformat(), each.on) for each in await overrides(bot)] == [
        ("2027-01-26", None),
        ("2027-02-02", date(2027, 2, 3)),
    ]
    assert "of Tuesday, January 26 is skipped" in channel(bot)[0]
    assert "is moved to Wednesday, February 3, 10:00 AM EST" in channel(bot)[1]
    assert about(bot, "notice") == []
    for moment, count in ((CALL_TIME, 1), (CALL_TIME + 7 * DAY, 2), (CALL_TIME + 14 * DAY, 2)):
        await at(bot, moment)
        assert sum("Meeting, " in text for text in channel(bot)) == count
    await at(bot, datetime(2027, 2, 3, 15, 0, 5, tzinfo=UTC))
    assert any("Production Meeting, February 3, 2027" in text for text in channel(bot))


async def test_only_the_time_is_moved(bot):
    said = await chair(bot, "move 5pm")
    assert "The Production call of Tuesday, January 12 now begins at 5:00 PM EST (New York)" in said["text"]
    (told,) = await choose(bot, said, "Hold it as before", "U0CHAIR")
    assert "now begins at 4:00 PM EST" in told["text"]


async def test_a_moved_meeting_is_moved_back_or_skipped_by_either_of_its_days(bot):
    await chair(bot, "move 13 Jan 17:00")
    said = await chair(bot, "move 13 Jan to 14 Jan")
    assert "of Wednesday, January 13 is moved to Thursday, January 14, 5:00 PM EST" in said["text"]
    (told,) = await choose(bot, said, "Move it back", "U0CHAIR")
    assert "is moved to Wednesday, January 13, 5:00 PM EST" in told["text"]
    said = await chair(bot, "skip 13 Jan")
    assert "The Production call of Wednesday, January 13 is skipped." in said["text"]
    (told,) = await choose(bot, said, "Move it back", "U0CHAIR")
    assert "The Production call of Wednesday, January 13, 5:00 PM EST" in told["text"]


async def test_a_correction_goes_along_with_what_it_corrects(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    await press(bot, await earlier_card(bot), "move|", value="ongoing")
    await chair(bot, "skip")
    text = card(bot, SECOND)["text"]
    assert text.index("Ongoing work") < text.index("Released version 4.2")
    assert "moved by you" in text


async def skipped_but_not_told_yet(bot: Bot) -> Json:
    """A meeting is skipped while what stands in the chat still has its buttons; returns the card."""
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    scott = Person("U0CHAIR", "Scott")
    await bot.context.store.change(skip, "Production", None, by=scott, now=bot.clock())
    return card(bot, FIRST)


async def test_a_press_on_the_card_of_a_skipped_meeting_changes_nothing_and_says_so(bot):
    await press(bot, await skipped_but_not_told_yet(bot), "Withdraw everything")
    (said,) = bot.workspace.private("U0TIM")
    assert said["text"] == (
        "The Production call of January 12 is not held. What you wrote counts for the next one; please use "
        "its card, the newest here."
    )
    assert "Released version 4.2" in card(bot, SECOND)["text"]


async def test_a_press_on_the_question_of_a_skipped_meeting_counts_for_the_next_one(bot):
    await skipped_but_not_told_yet(bot)
    (ask,) = about(bot, "ask", "U0ANA")
    await press(bot, ask, "Nothing new: Storage", person="U0ANA")
    (said,) = await answer(bot, "status")
    assert "January 19" in said["text"]
    assert "Software (Tim T.): 1 news" in said["text"]
    assert "Storage (Ana B.): nothing new" in said["text"]


async def test_a_form_says_the_day_on_which_the_meeting_is_held(bot):
    await bot.tick()
    await chair(bot, "move 13 Jan")
    await press(bot, about(bot, "ask")[0], "Use a form")
    assert "January 13" in str(bot.workspace.views("U0TIM")[-1]["blocks"])
    await press(bot, about(bot, "ask")[0], "Someone else reports")
    view = bot.workspace.views("U0TIM")[-1]
    await bot.workspace.submit("U0TIM", view["id"], {"who": "U0BY"})
    await bot.settle()
    (absence,) = await bot.context.store.read(lambda book: book.absences())
    assert absence.first == absence.last == date(2027, 1, 13)


async def test_a_meeting_moved_to_a_public_holiday_is_held_and_the_chair_is_told(bot):
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, holidays="US")))
    said = await chair(bot, "move 18 Jan")
    assert "Mind that Monday, January 18 is a public holiday: Martin Luther King Jr. Day." in said["text"]


async def test_a_date_that_the_set_up_takes_away_is_told_to_whoever_was_asked(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await bot.settle()
    await bot.context.store.change(lambda book: book.keep_call(replace(CALL, skip=(date(2027, 1, 12),))))
    await bot.tick()
    (notice,) = about(bot, "notice")
    assert "January 12 is skipped (no meeting on this date). What you wrote counts for" in notice["text"]
    assert "Released version 4.2" in card(bot, SECOND)["text"]
    assert channel(bot) == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("skip last week of January", "Tuesday, January 26"),
        ("skip the first week in feb", "Tuesday, February 2"),
        ("skip last week of December", "Tuesday, December 28"),
        ("skip first week of January 2028", "Tuesday, January 4"),
    ],
)
async def test_a_week_of_a_month_means_the_call_in_its_first_or_last_seven_days(bot, typed, day):
    said = await chair(bot, typed)
    assert f"The Production call of {day} is skipped." in said["text"]
