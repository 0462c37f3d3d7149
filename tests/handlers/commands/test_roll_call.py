"""The roll call, over the wire: who is there, who cannot come, and what the minutes say of it."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model.absence import Absence
from tests.handlers.live_stage import CALL_TIME, CHAIR, begun, labels, pages, push, type_in
from tests.handlers.stage import Bot

pytestmark = pytest.mark.wire

TUESDAY = "for the Production call of Tuesday, January 12"


def attendees(bot: Bot) -> str:
    """What the posted minutes say below Attendees."""
    text = str(pages(bot)[-1]["text"])
    return text.partition("Attendees\n")[2].partition("Software")[0].replace("• ", "").strip()


async def test_the_posted_minutes_have_the_buttons_of_the_roll_call(bot):
    await begun(bot)
    assert labels(pages(bot)[0]) == ["I'm here", "I can't come", "Go through the areas"]


async def test_a_press_fills_the_attendees_and_only_the_presser_is_told(bot):
    await begun(bot)
    (said,) = await push(bot, pages(bot)[0], "I'm here")
    assert said["text"] == f"I have noted that you are here, {TUESDAY}."
    assert attendees(bot) == "Bystander"
    (said,) = await push(bot, pages(bot)[0], "I'm here")
    assert said["text"] == "I have noted already that you are here."
    assert attendees(bot) == "Bystander"


async def test_who_comes_late_gets_the_time(bot):
    await begun(bot)
    bot.clock.move(CALL_TIME + timedelta(minutes=12))
    (said,) = await push(bot, pages(bot)[0], "I'm here", "U0TIM")
    assert "you are here since 4:12 PM EST (New York)" in said["text"]
    assert attendees(bot) == "Tim T. (from 16:12)"


async def test_who_says_the_next_day_that_they_were_there_did_not_come_late(bot):
    await begun(bot)
    bot.clock.move(CALL_TIME + timedelta(hours=18))
    await push(bot, pages(bot)[0], "I'm here", "U0TIM")
    assert attendees(bot) == "Tim T."


async def test_apologies_are_listed_and_who_comes_anyway_is_there(bot):
    await begun(bot)
    (said,) = await push(bot, pages(bot)[0], "I can't come")
    assert "I have noted that you are unable to come" in said["text"]
    assert attendees(bot) == "Apologies: Bystander"
    await push(bot, pages(bot)[0], "I'm here")
    assert attendees(bot) == "Bystander"


async def test_a_slip_is_taken_back_by_the_button_in_the_answer(bot):
    await begun(bot)
    (said,) = await push(bot, pages(bot)[0], "I'm here")
    assert labels(said) == ["Take it back"]
    (gone,) = await push(bot, said, "Take it back")
    assert gone["text"] == "I have taken you off the list of the Production call of Tuesday, January 12."
    assert attendees(bot) == ""
    assert "so nothing has changed" in await type_in(bot, "here no")


async def test_before_the_call_it_is_too_early_to_be_there_but_not_for_apologies(bot):
    said = await type_in(bot, "here")
    assert "opens on Tuesday, January 12, 3:00 PM EST (New York)" in said
    assert "unable to come" in await type_in(bot, "apologies")
    bot.clock.move(CALL_TIME - timedelta(minutes=59))
    assert "you are here" in await type_in(bot, "here", "U0TIM")
    await begun(bot)
    assert attendees(bot) == "Tim T.\nApologies: Bystander"


async def test_anybody_notes_others_and_guests_by_name(bot):
    await begun(bot)
    bot.clock.move(CALL_TIME + timedelta(minutes=20))
    said = await type_in(bot, "attend <@U0ANA> Ben Smith, tim and “Carla <b>”")
    assert said == f"I have noted that Ana B., Ben Smith, Tim T., Carla &lt;b&gt; are here, {TUESDAY}."
    assert attendees(bot) == "Ana B., Ben Smith, Tim T., Carla &lt;b&gt;"
    assert "noted already that ben smith is here" in await type_in(bot, "attend ben  smith", "U0TIM")


async def test_of_others_it_can_be_said_since_when(bot):
    await begun(bot)
    said = await type_in(bot, "attend Ben Smith, Jo from Chicago from 16:20")
    assert "Ben Smith, Jo from Chicago are here since 4:20 PM" in said
    assert attendees(bot) == "Ben Smith (from 16:20), Jo from Chicago (from 16:20)"


async def test_attend_alone_shows_the_list(bot):
    assert "Nobody has answered" in await type_in(bot, "attend")
    await begun(bot)
    await type_in(bot, "attend Ben Smith")
    await type_in(bot, "apologies <@U0ANA>")
    assert await type_in(bot, "attend") == "Here: Ben Smith\nApologies: Ana B."


async def test_others_are_taken_off_as_well(bot):
    await begun(bot)
    await type_in(bot, "attend Ben Smith, Jo")
    assert "I have taken Ben Smith off" in await type_in(bot, "attend no Ben Smith", "U0TIM")
    assert attendees(bot) == "Jo"


async def test_a_guest_who_turns_out_to_be_somebody_stands_there_once(bot):
    await begun(bot)
    await type_in(bot, "attend Bystander")
    await push(bot, pages(bot)[0], "I'm here")
    assert attendees(bot) == "Bystander"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("attend <@U0GONE>", "Gone is deactivated."),
        ("attend <@U0ROBOT>", "Robot is a bot."),
        ("attend <!subteam^S123|@ops>", "I cannot tell who is in @ops; please mention each person."),
        ("attend <!here>", "I cannot tell who is in @here; please mention each person."),
        (f"attend {'x' * 81}", f"“{'x' * 30}…” is too long for a name; separate names by commas."),
        (f"attend {'a b, ' * 51}", "These are more than 50 people; please name them bit by bit."),
    ],
)
async def test_who_cannot_be_noted_is_told_with_a_line_and_nobody_is(bot, typed, refusal):
    await begun(bot)
    assert await type_in(bot, typed) == refusal
    assert attendees(bot) == ""


async def test_who_is_away_sends_apologies_unless_they_come(bot):
    await bot.context.store.change(
        lambda book: book.keep_absence(Absence("U0ANA", date(2027, 1, 11), date(2027, 1, 15)))
    )
    await begun(bot)
    assert attendees(bot) == "Apologies: Ana B."
    await push(bot, pages(bot)[0], "I'm here", "U0ANA")
    assert attendees(bot) == "Ana B."


async def test_twelve_people_within_seconds_change_the_minutes_in_place_and_nothing_else(bot):
    for number in range(12):
        bot.workspace.add_person(f"U0CROWD{number}", f"Person {number}")
        await bot.workspace.invite(f"U0CROWD{number}", "C0PROD")
    await begun(bot)
    (page,) = pages(bot)
    told, files = len(bot.workspace.thread("C0PROD", page["ts"])), len(bot.workspace.files)
    updates = sum(record.name == "chat.update" for record in bot.workspace.ledger)
    block = next(block for block in page["blocks"] if block["type"] == "actions")
    presses = [
        bot.workspace.press(
            f"U0CROWD{number}",
            "C0PROD",
            page["ts"],
            block["elements"][0]["action_id"],
            block_id=block["block_id"],
        )
        for number in range(12)
    ]
    await asyncio.gather(*presses)
    await bot.settle()
    for _ in range(3):
        await bot.tick()
    assert sorted(attendees(bot).split(", ")) == sorted(f"Person {number}" for number in range(12))
    assert len(pages(bot)) == 1
    assert len(bot.workspace.thread("C0PROD", page["ts"])) == told
    assert len(bot.workspace.files) == files
    assert sum(record.name == "chat.update" for record in bot.workspace.ledger) - updates == 1
    assert "Revision" not in pages(bot)[0]["text"]


@pytest.mark.refuses
async def test_when_slack_takes_no_change_for_a_while_only_the_newest_list_follows(bot):
    await begun(bot)
    (page,) = pages(bot)
    bot.workspace.fail_next("chat.update", "rate_limited", 30)
    for person in ("U0BY", "U0TIM", "U0ANA"):
        await push(bot, page, "I'm here", person)
    assert attendees(bot) == ""
    updates = sum(record.name == "chat.update" for record in bot.workspace.ledger)
    bot.clock.advance(timedelta(seconds=31))
    await bot.tick()
    assert attendees(bot) == "Bystander, Tim T., Ana B."
    assert sum(record.name == "chat.update" for record in bot.workspace.ledger) - updates == 1


async def test_after_the_end_the_buttons_are_gone_and_a_stale_press_is_told_so(bot):
    await begun(bot)
    (page,) = pages(bot)
    (said,) = await push(bot, page, "I'm here")
    bot.clock.move(datetime(2027, 1, 13, 21, 1, tzinfo=UTC))
    await bot.tick()
    assert labels(pages(bot)[0]) == []
    assert attendees(bot) == "Bystander"
    (late,) = await push(bot, said, "Take it back")
    assert "which is over" in late["text"]
    assert attendees(bot) == "Bystander"


async def test_the_copy_for_the_wiki_catches_up_when_the_meeting_closes(bot):
    await begun(bot)
    await push(bot, pages(bot)[0], "I'm here")
    assert b"Bystander" not in bot.workspace.files[-1].content
    assert len(bot.workspace.files) == 1
    await type_in(bot, "close", CHAIR)
    assert len(bot.workspace.files) == 2
    assert b"---++ Attendees: Bystander\n" in bot.workspace.files[-1].content
    await bot.tick()
    assert len(bot.workspace.files) == 2


async def test_closing_a_meeting_to_which_nothing_was_brought_adds_no_copy(bot):
    await begun(bot)
    await type_in(bot, "close", CHAIR)
    assert len(bot.workspace.files) == 1
