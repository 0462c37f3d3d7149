"""/minutes pause, resume and end, over the wire."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.call import Standing
from bot.model.meeting import State
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_which_call import choose, labels
from tests.handlers.stage import Bot, Json

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)


async def chair(bot: Bot, text: str) -> Json:
    (said,) = await answer(bot, text, person="U0CHAIR")
    return said


async def standing(bot: Bot) -> Standing:
    calls = await bot.context.store.read(lambda book: book.calls())
    return calls[0].standing


def channel(bot: Bot) -> list[str]:
    return [said["text"] for said in bot.workspace.messages("C0PROD")]


def asks(bot: Bot, person: str = "U0TIM") -> list[Json]:
    return [said for said in bot.said_to(person) if "/ask/" in said["blocks"][0]["block_id"]]


async def test_a_paused_call_asks_nobody_and_posts_nothing(bot):
    said = await chair(bot, "pause")
    assert said["text"].startswith("The Production call is paused: until it is resumed")
    assert channel(bot)[0].endswith("Scott decided so.")
    for _ in range(4):
        bot.clock.advance(timedelta(days=4))
        await bot.tick()
    assert asks(bot) == []
    assert len(channel(bot)) == 1
    assert "is paused; for a chair `/minutes resume`" in (await chair(bot, "status"))["text"]
    assert "the Production call is paused" in (await chair(bot, "skip"))["text"]
    meetings = await bot.context.store.read(lambda book: book.meetings("Production"))
    assert {each.state for each in meetings} == {State.SKIPPED}
    assert len(meetings) < 6


async def test_what_was_written_before_a_pause_is_not_lost_by_it(bot):
    await bot.tick()
    assert len(asks(bot)) == 1
    await bot.workspace.write("U0TIM", "News:\n- Released 4.2")
    await bot.settle()
    said = await chair(bot, "pause")
    notices = [each["text"] for each in bot.said_to("U0TIM")]
    assert any("is skipped (the call is paused)" in each for each in notices)
    (said,) = await choose(bot, said, "Hold it again", person="U0CHAIR")
    assert said["text"].startswith("The Production call is held again. Scott decided so.")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    assert "Released 4.2" in str(bot.workspace.messages("C0PROD")[-1]["blocks"]) + str(channel(bot))


async def test_a_call_ends_only_when_that_was_said_twice_and_can_be_reopened(bot):
    said = await chair(bot, "end")
    assert said["text"] == "Do you want to end the Production call for good?"
    assert labels(said) == ["End the call", "Pause it"]
    assert await standing(bot) is Standing.HELD
    (said,) = await choose(bot, said, "End the call", person="U0CHAIR")
    assert said["text"].startswith("The Production call has ended; its minutes stay")
    assert "has ended; for a chair `/minutes reopen`" in (await chair(bot, "status"))["text"]
    assert (await chair(bot, "end"))["text"] == "The Production call has ended already."
    assert "is held again" in (await chair(bot, "reopen"))["text"]
    assert (await chair(bot, "resume"))["text"] == "The Production call is held anyway."


async def test_a_meeting_that_is_over_is_closed_instead(bot):
    await chair(bot, "post")
    said = await chair(bot, "end")
    assert labels(said) == ["End the call", "Pause it", "Close this meeting"]
    await choose(bot, said, "Close this meeting", person="U0CHAIR")
    assert await standing(bot) is Standing.HELD


async def test_each_is_one_change_that_the_history_can_take_back(bot):
    await chair(bot, "pause")
    said = await chair(bot, "setup history")
    assert "standing held → paused" in said["text"]
    await chair(bot, "setup undo 1")
    assert await standing(bot) is Standing.HELD


async def test_only_a_chair_pauses_and_ends(bot):
    for word in ("pause", "resume", "end"):
        (said,) = await answer(bot, word)
        assert "only Scott can do that" in said["text"]
    assert await standing(bot) is Standing.HELD


async def test_a_pause_until_a_day_is_not_taken_for_one_without_an_end(bot):
    said = await chair(bot, "pause until friday")
    assert said["text"].startswith("Nothing was changed: `/minutes pause` is until further notice")
    assert await standing(bot) is Standing.HELD


async def test_a_chair_sees_a_button_that_has_a_paused_call_held_again(bot):
    await chair(bot, "pause")
    bot.clock.advance(timedelta(days=1))
    await bot.tick()
    said = await chair(bot, "status")
    (other,) = await answer(bot, "status")
    assert "Resume" not in str(other.get("blocks"))
    (told,) = await choose(bot, said, "Resume", person="U0CHAIR")
    assert told["text"].startswith("The Production call is held again.")
