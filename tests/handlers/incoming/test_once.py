"""What somebody asked for is done once, however often it is tried and whatever happens meanwhile."""

from datetime import date

import pytest

from bot.model.meeting import State
from bot.ports import Arrival
from handlers.home.show import HomeRefresher
from handlers.incoming.once import DONE
from handlers.incoming.route import route
from tests.handlers.stage import Bot

pytestmark = pytest.mark.wire

DAY = date(2027, 1, 12)


async def arrived(bot: Bot, text: str, person: str) -> Arrival:
    """A command that was typed and acknowledged, and that nobody has worked on yet."""
    await bot.workspace.command(person, "/minutes", text, channel="C0PROD")
    return (await bot.inbox.waiting(20))[-1]


async def tried(bot: Bot, arrival: Arrival, person: str) -> str:
    """Work on an arrival, and leave it in the inbox as if the answer were lost; what the person is told."""
    before = len(bot.workspace.private(person))
    await route(bot.context, HomeRefresher(bot.context))(arrival)
    return "\n".join(str(said["text"]) for said in bot.workspace.private(person)[before:])


async def command(bot: Bot, text: str, person: str) -> str:
    """Type a command that is answered at once; returns the answer."""
    arrival = await arrived(bot, text, person)
    said = await tried(bot, arrival, person)
    await bot.inbox.done([arrival.identity], bot.clock())
    return said


async def announced(bot: Bot) -> list[str]:
    found = await bot.context.store.read(lambda book: book.announcements("Production", DAY))
    return [each.text for each in found]


async def test_what_was_taken_back_meanwhile_is_not_announced_anew(bot):
    first = await arrived(bot, "announce Power cut on Friday", "U0BY")
    assert "I have noted it" in await tried(bot, first, "U0BY")
    assert "taken back" in await command(bot, "announce drop 1", "U0BY")
    await tried(bot, first, "U0BY")
    assert await announced(bot) == []


async def test_a_meeting_that_is_held_after_all_is_not_skipped_anew_and_the_answer_stays_the_same(bot):
    first = await arrived(bot, "skip", "U0CHAIR")
    said = await tried(bot, first, "U0CHAIR")
    assert "Tuesday, January 12" in said
    await command(bot, f"hold {DAY}", "U0CHAIR")
    assert await tried(bot, first, "U0CHAIR") == said
    meeting = await bot.context.store.read(lambda book: book.meeting("Production", DAY))
    assert meeting.state is State.SCHEDULED


async def test_an_action_item_gets_one_number_and_the_second_answer_names_it_too(bot):
    first = await arrived(bot, "action add Order tapes @Scott", "U0CHAIR")
    said = await tried(bot, first, "U0CHAIR")
    await command(bot, "action drop 1", "U0CHAIR")
    assert await tried(bot, first, "U0CHAIR") == said
    (item,) = await bot.context.store.read(lambda book: book.actions("Production"))
    assert item.done


async def test_a_command_that_is_typed_again_is_done_again(bot):
    await command(bot, "announce Power cut on Friday", "U0BY")
    await command(bot, "announce drop 1", "U0BY")
    await command(bot, "announce Power cut on Friday", "U0BY")
    assert await announced(bot) == ["Power cut on Friday"]


async def test_a_result_of_another_release_is_not_guessed_at_and_nothing_is_done_again(bot):
    first = await arrived(bot, "announce Power cut on Friday", "U0BY")
    await tried(bot, first, "U0BY")
    await command(bot, "announce drop 1", "U0BY")
    name = "bot.cycle.meeting.announce.announce 1"
    await bot.context.store.change(lambda book: book.keep_result(first.identity, name, int, 3))
    assert await tried(bot, first, "U0BY") == DONE
    assert await announced(bot) == []


async def test_what_is_kept_of_an_answer_goes_when_the_arrival_is_done(bot, database):
    await command(bot, "announce Power cut on Friday", "U0BY")
    kept = database.read(
        lambda session: session.connection().exec_driver_sql("SELECT results FROM inbox").all()
    )
    assert set(kept) == {("",)}
