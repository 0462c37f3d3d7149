"""/minutes skip, move and hold, over the wire: who is told what, and what becomes of what was written."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.override import Override
from tests.handlers.stage import Bot, Json
from tests.handlers.test_commands import answer
from tests.handlers.test_which_call import choose

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
    return await bot.at.store.read(lambda book: book.overrides("Production"))


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
