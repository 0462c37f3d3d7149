"""What was said while the bot was not listening."""

from datetime import timedelta

import pytest

from handlers.catch_up import catch_up
from tests.handlers.stage import Bot

pytestmark = pytest.mark.wire


@pytest.fixture
async def deaf(bot):
    """The workspace tells the bot nothing."""
    bot.workspace.events.holding = True
    return bot


async def read_back(bot: Bot) -> int:
    looked_at = await catch_up(bot.reading, bot.inbox, bot.clock)
    await bot.settle()
    return looked_at


def card(bot: Bot, person: str = "U0TIM") -> str:
    return str(bot.said_to(person)[-1]["text"])


async def test_a_message_that_was_never_told_is_found(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await deaf.settle()
    assert deaf.said_to("U0TIM") == []
    await read_back(deaf)
    assert "Released version 4.2" in card(deaf)


async def test_an_edit_that_was_never_told_is_found(deaf):
    ts = await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await read_back(deaf)
    await deaf.workspace.edit("U0TIM", ts, "News:\n- Released version 4.3")
    await read_back(deaf)
    assert "version 4.3" in card(deaf)
    assert "version 4.2" not in card(deaf)


async def test_an_answer_in_a_thread_is_found(deaf):
    await deaf.tick()
    (ask,) = deaf.said_to("U0TIM")
    await deaf.workspace.write("U0TIM", "- Released version 4.2", thread_ts=ask["ts"])
    await read_back(deaf)
    assert "Released version 4.2" in card(deaf)


async def test_what_was_deleted_meanwhile_is_not_invented(deaf):
    ts = await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    await deaf.workspace.delete("U0TIM", ts)
    await read_back(deaf)
    assert deaf.said_to("U0TIM") == []


async def test_reading_back_again_changes_nothing(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    assert await read_back(deaf) == 1
    calls = len(deaf.workspace.ledger)
    again = await read_back(deaf)
    assert again == 2  # the lead's message and the card
    assert not [record for record in deaf.workspace.ledger[calls:] if record.name.startswith("chat.")]


async def test_the_cursor_stands_at_the_newest_message(deaf):
    await deaf.workspace.write("U0TIM", "News:\n- Released version 4.2")
    newest = await deaf.workspace.write("U0TIM", "- Moved the mirror")
    await read_back(deaf)
    assert (await deaf.inbox.cursors())[deaf.workspace.dm("U0TIM")] == newest


async def test_a_long_silence_does_not_hide_what_was_said_in_it(deaf):
    for number in range(230):
        await deaf.workspace.write("U0TIM", f"- Item {number} was released")
    deaf.clock.advance(timedelta(hours=10))
    assert await catch_up(deaf.reading, deaf.inbox, deaf.clock) == 230
    assert len(await deaf.inbox.waiting(1_000)) == 230
