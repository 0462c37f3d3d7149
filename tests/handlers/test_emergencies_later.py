"""What the channel was told of an emergency stays true: what follows, what is resolved or taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.handlers.commands.test_commands import answer
from tests.handlers.emergency_stage import (
    DOWN,
    TELL,
    emergency_posts,
    struck,
    thread,
    told,
    written,
)
from tests.handlers.stage import CALL, card_of, last_card, press

pytestmark = pytest.mark.wire


async def test_what_the_lead_writes_later_follows_in_the_thread_and_the_message_says_so(bot):
    said = await told(bot)
    bot.clock.advance(timedelta(minutes=50))
    await card_of(bot, "Emergencies:\n- Tokens are not renewed either")
    await bot.tick()
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert "Emergencies in Software" in said["text"]
    assert "Tokens are not renewed either" in said["text"]
    assert "Updated at 5:50 PM EST (New York); what changed stands in the thread." in said["text"]
    (follow_up,) = thread(bot, said)
    assert "New: Tokens are not renewed either" in follow_up
    assert "The gateway is down" not in follow_up


async def test_editing_what_was_told_is_told_in_the_thread(bot):
    said = await told(bot)
    await bot.workspace.edit("U0TIM", written(bot)["ts"], DOWN.replace("nobody", "nobody at two sites"))
    await bot.settle()
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert "nobody at two sites can log in" in said["text"]
    (follow_up,) = thread(bot, said)
    assert follow_up.split("\n") == [
        "Emergencies in Software: what changed",
        "• It now says: The gateway is down, nobody at two sites can log in",
    ]


async def test_the_button_on_the_card_marks_it_resolved(bot):
    await told(bot)
    bot.clock.advance(timedelta(minutes=10))
    await press(bot, last_card(bot), "Resolved: The gateway is down, nobody can log in")
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert "Resolved: emergency in Software" in said["text"]
    assert "Resolved at 5:10 PM EST (New York)." in said["text"]
    assert struck(said) == ["The gateway is down, nobody can log in"]
    (follow_up,) = thread(bot, said)
    assert "Resolved at 5:10 PM EST (New York): The gateway is down" in follow_up
    text = last_card(bot)["text"]
    assert "the channel was told" not in text
    assert text.index("News") < text.index("The gateway is down")


@pytest.mark.parametrize(
    ("now", "fate"),
    [
        ("Emergencies:\n- The gateway is down, nobody can log in - fixed now", "Resolved"),
        ("News:\n- The gateway is up again, everybody can log in", "Resolved"),
        ("News:\n- Moved the mirror", "Taken back"),
    ],
)
async def test_editing_it_says_what_became_of_it(bot, now, fate):
    await told(bot)
    await bot.workspace.edit("U0TIM", written(bot)["ts"], now)
    await bot.settle()
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert f"{fate}: emergency in Software" in said["text"]
    assert f"{fate} at 5:00 PM EST (New York)." in said["text"]
    assert struck(said) == ["The gateway is down, nobody can log in"]


async def test_what_is_deleted_or_withdrawn_is_taken_back_and_stands_again_when_it_is_written_again(bot):
    await told(bot)
    await bot.workspace.delete("U0TIM", written(bot)["ts"])
    await bot.settle()
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert "Taken back: emergency in Software" in said["text"]
    await card_of(bot, DOWN)
    await bot.tick()
    (said,) = emergency_posts(bot)
    assert "Emergency in Software" in said["text"]
    assert struck(said) == []
    assert ["taken back" in each.lower() for each in thread(bot, said)] == [True, False]
    assert "An emergency again: The gateway is down" in thread(bot, said)[1]


async def test_withdrawing_everything_takes_it_back(bot):
    await told(bot)
    await press(bot, last_card(bot), "Withdraw everything")
    await bot.tick()
    assert "Taken back: emergency in Software" in emergency_posts(bot)[0]["text"]


async def test_nothing_a_lead_types_wakes_anybody(bot):
    said = await told(bot, "Emergencies:\n- Down, <!channel> <!here> @here <@U0ANA> look")
    assert "<!channel>" not in said["text"]
    assert "<@U0ANA>" not in str(said)
    assert all(
        element["type"] in ("text", "link")
        for block in said["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for section in (part["elements"] if part["type"] == "rich_text_list" else [part])
        for element in section["elements"]
    )


async def test_thirty_emergencies_are_one_message(bot):
    said = await told(bot, "Emergencies:\n" + "\n".join(f"- Site {number} is down" for number in range(30)))
    assert all(f"Site {number} is down" in said["text"] for number in range(30))
    assert thread(bot, said) == []


async def test_what_is_too_long_for_a_message_stands_in_its_thread_in_full(bot):
    lines = [f"- Site {number} is down: {'all of its worker nodes, ' * 12}" for number in range(30)]
    said = await told(bot, "Emergencies:\n" + "\n".join(lines))
    assert "more lines in the thread" in str(said["blocks"])
    parts = [str(each["blocks"]) for each in bot.workspace.thread("C0PROD", said["ts"])[1:]]
    assert all(any(f"Site {number} is down" in part for part in parts) for number in range(30))


@pytest.mark.refuses
async def test_a_channel_that_cannot_be_told_is_told_of_to_the_chairs_and_the_leads(bot):
    gone = replace(CALL, channel="C0ELSE")
    await bot.context.store.change(lambda book: book.keep_call(gone))
    await press(bot, await card_of(bot, DOWN), TELL)
    await bot.tick()
    for person in ("U0TIM", "U0CHAIR"):
        failed = "The emergency for the Production call of Tuesday, January 12 did not get through"
        assert sum(failed in said["text"] for said in bot.said_to(person)) == 1
    (said,) = await answer(bot, "tell Software", channel=bot.workspace.dm("U0TIM"))
    assert "I could not tell the channel" in said["text"]
