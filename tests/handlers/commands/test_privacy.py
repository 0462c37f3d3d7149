"""/minutes forget me, over the wire."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import inspect, text

from bot.model.call import Area, Lead
from handlers.incoming.catch_up import catch_up
from tests.handlers.commands.test_announce import choose, head, labels
from tests.handlers.commands.test_commands import answer
from tests.handlers.commands.test_history import held
from tests.handlers.stage import CALL, Bot, Json, last_card

pytestmark = pytest.mark.wire


async def erase(bot: Bot, person: str = "U0TIM") -> Json:
    """Look at what is held, and press the button."""
    (shown,) = await answer(bot, "forget me", person=person)
    (done,) = await choose(bot, shown, "Erase it", person=person)
    await bot.settle()
    return done


def rows(database, *, but: tuple[str, ...] = ()) -> str:
    """All that stands in the database, a row a line."""
    lines = []
    with database.engine.connect() as connection:
        for table in inspect(database.engine).get_table_names():
            if table not in but:
                found = connection.execute(text(f'SELECT * FROM "{table}"')).all()
                lines += [f"{table}: {tuple(row)}" for row in found]
    return "\n".join(lines)


async def co_led(bot: Bot) -> None:
    """Let Ana lead Software with Tim."""
    software = Area("Software", (Lead("Tim T.", "U0TIM"), Lead("Ana B.", "U0ANA")), joiner=" & ")
    await bot.context.store.change(
        lambda book: book.keep_call(replace(CALL, areas=(software, *CALL.areas[1:])))
    )


async def test_it_shows_what_is_held_and_erases_nothing(bot):
    await held(bot, "News:\n- mirror moved")
    await answer(bot, "announce Power cut")
    (said,) = await answer(bot, "forget me")
    lines = said["text"].splitlines()
    assert lines[:2] == [
        "*What I hold of you*",
        "• 1 message that you wrote to me on January 11, 2027, word for word",
    ]
    assert "• your name in the minutes of 1 meeting" in lines
    assert "• 1 update that you reported" in lines
    assert "• 1 announcement of yours" in lines
    assert "lead Software" in said["text"]
    assert "until Scott changes it" in said["text"]
    assert labels(said) == ["Erase it"]
    assert "confirm" in str(said["blocks"])
    assert "What I hold of you" in (await answer(bot, "forget"))[0]["text"]


async def test_the_only_chair_reads_that_they_can_change_it_and_nothing_of_being_asked(bot):
    await answer(bot, "announce Power cut", person="U0CHAIR")
    (said,) = await answer(bot, "forget me", person="U0CHAIR")
    assert "you are a chair. That stays until you change it with `/minutes setup`. Who was" in said["text"]


async def test_of_whom_nothing_is_held_it_says_so(bot):
    (said,) = await answer(bot, "forget me", person="U0BY")
    assert said["text"] == "I hold nothing that you wrote, and your name stands in no minutes."
    assert "blocks" not in said or labels(said) == []


async def test_nobody_is_erased_by_somebody_else(bot):
    await held(bot, "News:\n- mirror moved")
    for typed in ("forget <@U0TIM>", "forget Tim T.", "forget everybody", "forget <@U0TIM> for good"):
        (said,) = await answer(bot, typed, person="U0CHAIR")
        assert "only for themselves" in said["text"]
    (found,) = await answer(bot, "forget me")
    assert "1 message that you wrote" in found["text"]


async def test_posted_minutes_keep_the_items_without_the_name(bot):
    await held(bot, "News:\n- mirror moved")
    assert "Software (Tim T.)" in await head(bot)
    posts = len(bot.workspace.messages("C0PROD"))
    done = await erase(bot)
    assert (
        "I have erased 1 message that you wrote to me, and your name from the minutes of 1 meeting."
        in done["text"]
    )
    assert "mirror moved" in await head(bot)
    assert "Tim T." not in await head(bot)
    assert len(bot.workspace.messages("C0PROD")) == posts
    (found,) = await answer(bot, "search mirror", person="U0BY")
    assert "Software, News: mirror moved" in found["text"]


async def test_who_reported_for_others_came_late_or_owns_an_action_is_named_no_more(bot):
    await answer(bot, "for Storage: tapes arrived", person="U0BY")
    await answer(bot, "action add Order tapes <@U0BY>", person="U0CHAIR")
    bot.clock.advance(timedelta(hours=23))
    await answer(bot, "here", person="U0BY")
    await answer(bot, "post", person="U0CHAIR")
    bot.clock.advance(timedelta(days=7))
    await bot.tick()
    before = await head(bot)
    assert before.count("Bystander") == 3
    await erase(bot, "U0BY")
    after = await head(bot)
    assert "Bystander" not in after
    assert "tapes arrived (reported by somebody)" in after
    assert "Order tapes (#1, somebody" in after


async def test_no_word_that_was_not_published_and_no_name_is_left_but_in_the_set_up(bot, database):
    await held(bot, "thank you very much!\nNews:\n- mirror moved")
    await bot.workspace.write("U0TIM", "News:\n- unpublished marvel")
    await bot.settle()
    await answer(bot, "announce Power cut")
    await answer(bot, "action add Buy <@U0TIM>", person="U0CHAIR")
    assert "marvel" in rows(database)
    assert "very much" in rows(database)
    await erase(bot)
    left = rows(database, but=("lead", "call_change", "delivery", "home", "inbox"))
    assert "U0TIM" not in left
    assert "Tim T." not in left
    assert "marvel" not in rows(database)
    assert "very much" not in rows(database)
    assert "mirror moved" in left
    addressed = [
        line for line in rows(database).splitlines() if line.startswith("delivery") and "Tim T." in line
    ]
    assert addressed == []


async def test_what_is_not_posted_yet_goes_and_the_co_lead_sees_it(bot):
    await co_led(bot)
    await bot.workspace.write("U0ANA", "Software:\n- Ana's item")
    await bot.workspace.write("U0TIM", "News:\n- Tim's item")
    await bot.settle()
    assert "Tim's item" in last_card(bot, "U0ANA")["text"]
    await erase(bot)
    assert "Tim's item" not in last_card(bot, "U0ANA")["text"]
    (shown,) = await answer(bot, "preview", person="U0ANA")
    assert "Tim's item" not in str(shown["blocks"])
    assert "Ana's item" in str(shown["blocks"])


async def test_posted_minutes_that_are_still_open_keep_the_items_whoever_writes_next(bot):
    await co_led(bot)
    await bot.workspace.write("U0TIM", "News:\n- Tim's item\n- another of them\nEmergencies: none")
    await bot.settle()
    await answer(bot, "post", person="U0CHAIR")
    await erase(bot)
    await bot.workspace.write("U0ANA", "Software:\nNews:\n- Ana's late item")
    await bot.settle()
    await bot.tick()
    after = await head(bot)
    for kept in ("Tim's item", "another of them", "Ana's late item"):
        assert after.count(kept) == 1


async def test_that_there_was_nothing_new_stays_too(bot):
    await co_led(bot)
    await bot.workspace.write("U0TIM", "nothing new")
    await bot.settle()
    await answer(bot, "post", person="U0CHAIR")
    assert "Software (Tim T. &amp; Ana B.)\nnothing significant to report" in await head(bot)
    await erase(bot)
    await bot.workspace.write("U0ANA", "thanks!")
    await bot.settle()
    await bot.tick()
    assert "nothing significant to report" in await head(bot)


async def test_what_was_erased_is_not_read_back_from_the_chat(bot, database):
    await bot.workspace.write("U0TIM", "News:\n- unpublished marvel")
    await bot.settle()
    await erase(bot)
    await catch_up(bot.reading, bot.inbox, bot.context.store, bot.clock)
    await bot.settle()
    assert "marvel" not in rows(database)
    assert "no report yet" in (await answer(bot, "status"))[0]["text"]


async def test_who_writes_again_is_heard_again_and_nobody_is_asked_twice(bot):
    bot.clock.advance(timedelta(hours=1))
    await bot.tick()
    asked = len([said for said in bot.said_to("U0TIM") if "/ask/" in said["blocks"][0]["block_id"]])
    assert asked == 1
    await erase(bot)
    await bot.tick()
    assert len([said for said in bot.said_to("U0TIM") if "/ask/" in said["blocks"][0]["block_id"]]) == asked
    await bot.workspace.write("U0TIM", "News:\n- back again")
    await bot.settle()
    assert "back again" in last_card(bot)["text"]


async def test_the_log_tells_numbers_only(bot, caplog):
    await held(bot, "News:\n- mirror moved")
    with caplog.at_level(logging.DEBUG):
        await erase(bot)
    told = [record.getMessage() for record in caplog.records if record.name.startswith(("handlers", "bot"))]
    assert "erased what was held of one person: 1 replies, a name in 1 minutes" in told
    assert not any(
        "U0TIM" in line or "mirror" in line or "Tim T." in line for line in told if "erased" in line
    )


async def test_a_second_time_there_is_nothing_left_to_erase(bot):
    await held(bot, "News:\n- mirror moved")
    await erase(bot)
    (said,) = await answer(bot, "forget me")
    assert "that you wrote to me" not in said["text"]
    assert "your name in the minutes" not in said["text"]


async def test_what_is_older_than_the_call_keeps_is_forgotten_and_its_minutes_stay(bot, database):
    keeping = replace(CALL, retention=timedelta(days=30))
    await bot.context.store.change(lambda book: book.keep_call(keeping))
    await held(bot, "thank you very much!\nNews:\n- mirror moved")
    for _ in range(3):
        bot.clock.advance(timedelta(days=7))
        await bot.tick()
    assert "very much" in rows(database)
    bot.clock.advance(timedelta(days=7))
    await bot.tick()
    assert "very much" not in rows(database)
    (found,) = await answer(bot, "search mirror")
    assert "mirror moved" in found["text"]
    (shown,) = await answer(bot, "forget me")
    assert "that you wrote to me" not in shown["text"]
