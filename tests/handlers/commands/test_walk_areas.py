"""The chair goes through the areas, people note what is said, and the meeting closes; over the wire."""

from datetime import timedelta

import pytest

from tests.handlers.blocks.test_add import written
from tests.handlers.live_stage import CALL_TIME, CHAIR, begun, below, labels, pages, push, submit, type_in
from tests.handlers.stage import Bot, Json
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.wire


async def started(bot: Bot) -> None:
    await begun(bot)
    await push(bot, pages(bot)[0], "Go through the areas", CHAIR)


def on(bot: Bot) -> Json:
    """The message that shows where the meeting is."""
    (said,) = below(bot, "round")
    return said


async def test_the_first_area_is_shown_to_everybody_below_the_minutes_emergencies_first(bot):
    await begun(bot)
    (said,) = await push(bot, pages(bot)[0], "Go through the areas", CHAIR)
    assert said["text"] == "Software is on now, in the thread of the minutes."
    text = on(bot)["text"]
    assert text.startswith("1. Software (Tim T.)\nEmergencies\n• The gateway is down\nNews\n")
    assert labels(on(bot)) == ["Next area: Storage", "Add a note", "Add an action", "Close the meeting"]


async def test_the_same_message_follows_the_chair_to_the_action_items_and_back(bot):
    await started(bot)
    seen = []
    for _ in range(3):
        assert await push(bot, on(bot), "Next", CHAIR) == []
        seen.append(on(bot)["text"].split("\n")[0])
    assert seen == ["2. Storage (Ana B.)", "3. Networks (Ana B.)", "4. Action items of the Production call"]
    assert labels(on(bot)) == ["Previous: Networks", "Add an action", "Close the meeting"]
    await push(bot, on(bot), "Previous", CHAIR)
    assert on(bot)["text"].startswith("3. Networks (Ana B.)\nno report")


async def test_two_presses_of_the_same_button_go_to_the_same_area(bot):
    await started(bot)
    before = on(bot)
    await push(bot, before, "Next", CHAIR)
    button = before["blocks"][1]["elements"][0]
    stale = {**on(bot), "blocks": before["blocks"]}
    bot.workspace.world.rooms["C0PROD"].messages[stale["ts"]] = stale
    await bot.workspace.press(
        CHAIR, "C0PROD", stale["ts"], button["action_id"], block_id=before["blocks"][1]["block_id"]
    )
    await bot.settle()
    await bot.tick()
    assert await type_in(bot, "next", CHAIR) == "Networks is on now, in the thread of the minutes."


async def test_a_chair_types_where_to_go(bot):
    await begun(bot)
    assert await type_in(bot, "next networks", CHAIR) == "Networks is on now, in the thread of the minutes."
    assert "list of action items is on now" in await type_in(bot, "next action items", CHAIR)
    assert "list of action items is on now" in await type_in(bot, "next", CHAIR)
    assert "Which area? There are Software, Storage, Networks and action items" in await type_in(
        bot, "next Kitchen", CHAIR
    )


@pytest.mark.parametrize("label", ["Next", "Close the meeting"])
async def test_only_a_chair_goes_on_or_closes(bot, label):
    await started(bot)
    (said,) = await push(bot, on(bot), label)
    assert said["text"] == "Sorry, only Scott can do that."
    assert on(bot)["text"].startswith("1. Software")
    assert below(bot, "closed") == []


@pytest.mark.parametrize("typed", ["next", "close", "note Software: too early"])
async def test_before_the_minutes_are_posted_there_is_nothing_to_go_through(bot, typed):
    assert (await type_in(bot, typed, CHAIR)).startswith("The meeting has not begun yet.")


async def test_anybody_notes_what_is_said_a_note_a_line(bot):
    await started(bot)
    await push(bot, on(bot), "Add a note")
    (view,) = bot.workspace.views("U0BY")
    assert view["blocks"][1]["element"]["initial_option"]["value"] == "Software"
    await submit(bot, words=written("Ben asks for a date <!channel>", "Agreed: Friday"))
    assert "Notes\n• Ben asks for a date &lt;!channel&gt;\n• Agreed: Friday" in on(bot)["text"]
    text = pages(bot)[0]["text"]
    assert text.index("Released version 4.2") < text.index("Agreed: Friday") < text.index("Storage (Ana B.)")
    assert "Revision" not in text
    assert below(bot, "late") == []
    assert len(bot.workspace.files) == 1


async def test_a_note_bears_the_name_of_its_writer_if_they_want_it_and_goes_to_the_area_they_choose(bot):
    await started(bot)
    await push(bot, on(bot), "Add a note")
    await submit(bot, area="Storage", named=["named"], words=written("Tapes arrive on Friday"))
    text = pages(bot)[0]["text"]
    assert text.index("Storage (Ana B.)") < text.index("Note: Tapes arrive on Friday (Bystander)")
    assert "Notes" not in on(bot)["text"]


@pytest.mark.parametrize(
    ("label", "values", "fault"),
    [
        ("Add a note", {"words": written(" ")}, {"words": "Please write what was said."}),
        ("Add an action", {"what": "  "}, {"what": "Please write what is to be done."}),
    ],
)
async def test_an_empty_form_is_given_back_with_a_word_why(bot, label, values, fault):
    await started(bot)
    await push(bot, on(bot), label)
    answered = await submit(bot, **values)
    assert (answered["response_action"], answered["errors"]) == ("errors", fault)
    assert len(bot.workspace.views("U0BY")) == 1


async def test_notes_are_typed_as_well_listed_and_struck_out_by_who_wrote_them_or_a_chair(bot):
    await begun(bot)
    assert "Nothing is noted" in await type_in(bot, "notes")
    assert (
        await type_in(bot, "note softwre: ask <@U0ANA> & Ben")
        == "I have noted for Software: ask Ana B. &amp; Ben"
    )
    await type_in(bot, "note Storage: full", "U0TIM")
    (said,) = [each for each in await listed(bot, "U0BY") if "Noted for" in each["text"]]
    assert labels(said) == ["Strike out"]
    assert "1. Software: ask Ana B. &amp; Ben (Bystander)\n2. Storage: full (Tim T.)" in said["text"]
    (gone,) = await push(bot, said, "Strike out")
    assert gone["text"] == "I have struck out: ask Ana B. &amp; Ben"
    assert "ask Ana B." not in pages(bot)[0]["text"]
    assert "Only who wrote a note, or a chair, can strike it out" in await type_in(bot, "note drop 2")
    assert "There is no such note: number 7" in await type_in(bot, "note drop 7")
    assert "I have struck out: full" in await type_in(bot, "note drop 2", CHAIR)


async def listed(bot: Bot, person: str) -> list[Json]:
    before = len(bot.workspace.private(person))
    await type_in(bot, "notes", person)
    return bot.workspace.private(person)[before:]


async def test_a_note_for_no_known_area_is_told_so(bot):
    await begun(bot)
    said = await type_in(bot, "note Kitchen: soup")
    assert said.startswith("Which area? Software, Storage, Networks.")


async def test_the_same_note_twice_stands_once(bot):
    await begun(bot)
    await type_in(bot, "note Software: once")
    await type_in(bot, "note Software: once", "U0TIM")
    assert pages(bot)[0]["text"].count("once") == 1


async def test_what_is_agreed_is_an_action_item_with_owner_and_date(bot):
    await started(bot)
    await push(bot, on(bot), "Add an action")
    await submit(bot, what="Order the switch", owner="U0ANA", due="2027-01-19")
    assert "Agreed today\n• Order the switch (#1, Ana B., due January 19, 2027)" in on(bot)["text"]
    assert "Order the switch (#1, Ana B., due January 19, 2027)" in pages(bot)[0]["text"]
    for _ in range(3):
        await push(bot, on(bot), "Next", CHAIR)
    assert "• Order the switch (#1, Ana B., due January 19, 2027)" in on(bot)["text"]


async def test_an_area_that_reports_late_is_brought_up_to_date_where_it_is_on(bot):
    await started(bot)
    await bot.workspace.write("U0TIM", "- Moved the mirror")
    await bot.settle()
    await bot.tick()
    assert "• Moved the mirror" in on(bot)["text"]


async def test_closing_takes_every_button_away_and_says_who_and_when(bot):
    await started(bot)
    await push(bot, on(bot), "Add a note")
    await submit(bot, words=written("Agreed: Friday"))
    bot.clock.move(CALL_TIME + timedelta(minutes=52))
    (said,) = await push(bot, on(bot), "Close the meeting", CHAIR)
    assert said["text"].startswith("I am closing the Production call of Tuesday, January 12.")
    assert labels(pages(bot)[0]) == labels(on(bot)) == []
    assert on(bot)["text"].endswith("The meeting is closed.")
    (closed,) = below(bot, "closed")
    assert closed["text"].startswith("Scott closed the Production meeting at 4:52 PM EST (New York).")
    assert len(bot.workspace.files) == 2
    assert b"   * Notes\n      * Agreed: Friday\n" in bot.workspace.files[-1].content


async def test_after_the_end_nothing_is_noted_and_nothing_typed_is_lost(bot):
    await started(bot)
    await push(bot, on(bot), "Add a note")
    view = bot.workspace.views("U0BY")[-1]["id"]
    await type_in(bot, "close", CHAIR)
    await bot.workspace.submit("U0BY", view, {"words": written("Too late")})
    await bot.settle()
    await bot.tick()
    assert "Too late" not in pages(bot)[0]["text"]
    (told,) = bot.said_to("U0BY")
    assert told["text"].endswith("January 12 is closed, so this is not in its minutes: Too late")
    assert "This was not noted: late &lt;b&gt;" in await type_in(bot, "note Software: late <b>")
    assert "opens on Tuesday, January 19" in await type_in(bot, "here")


async def test_what_leads_write_after_the_end_counts_for_the_next_meeting(bot):
    await begun(bot)
    bot.clock.move(CALL_TIME + timedelta(minutes=50))
    await type_in(bot, "close", CHAIR)
    bot.clock.move(CALL_TIME + timedelta(minutes=55))
    await bot.workspace.write("U0TIM", "- Moved the mirror")
    await bot.settle()
    await bot.tick()
    assert "Moved the mirror" not in pages(bot)[0]["text"]
    assert below(bot, "late") == []
    assert "Moved the mirror" in (await type_in(bot, "preview"))


async def test_a_report_just_before_the_end_is_still_in_the_minutes(bot):
    await begun(bot)
    await bot.workspace.write("U0TIM", "- Moved the mirror")
    await bot.settle()
    await type_in(bot, "close", CHAIR)
    assert "Moved the mirror" in pages(bot)[0]["text"]
    assert len(below(bot, "late")) == 1


@pytest.mark.refuses
async def test_who_waited_too_long_is_asked_to_press_again(bot):
    await started(bot)
    said = on(bot)
    block = said["blocks"][-1]
    await bot.workspace.press(
        "U0BY", "C0PROD", said["ts"], block["elements"][0]["action_id"], block_id=block["block_id"]
    )
    bot.clock.advance(timedelta(seconds=PATIENCE_SECONDS + 10))
    await bot.settle()
    assert bot.workspace.views("U0BY") == []
    assert "Please press the button once more." in bot.workspace.private("U0BY")[-1]["text"]


async def test_a_meeting_that_was_moved_is_gone_through_on_its_new_day(bot):
    await type_in(bot, "move 2027-01-13", CHAIR)
    bot.clock.move(CALL_TIME + timedelta(days=1))
    await bot.tick()
    (said,) = await push(bot, pages(bot)[0], "I'm here")
    assert said["text"].endswith("for the Production call of Wednesday, January 13.")
    await push(bot, pages(bot)[0], "Go through the areas", CHAIR)
    await push(bot, on(bot), "Add a note")
    (view,) = bot.workspace.views("U0BY")
    assert "Production call of Wednesday, January 13" in str(view["blocks"][0])
    await submit(bot, words=written("Agreed: Friday"))
    assert "Agreed: Friday" in pages(bot)[0]["text"]


@pytest.mark.refuses
async def test_who_typed_and_waited_too_long_is_asked_to_type_again(bot):
    await started(bot)
    bot.workspace.fail_next("views.open", "refused", error="expired_trigger_id")
    assert "Please type it once more." in await type_in(bot, "note")
