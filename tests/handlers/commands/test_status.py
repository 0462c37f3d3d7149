"""/minutes status, over the wire: what a chair sees and can press."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.demo.block_kit.validate import block_faults
from bot.model.absence import Absence
from bot.model.call import Area, Lead, StandIn
from bot.model.live_parts import Announcement
from bot.model.minutes import ActionItem
from tests.handlers.commands.test_commands import answer
from tests.handlers.samples import DAY
from tests.handlers.stage import CALL, Bot, Json

pytestmark = pytest.mark.wire


async def status(bot: Bot, person: str = "U0CHAIR") -> Json:
    (said,) = await answer(bot, "status", person=person)
    assert block_faults(said["blocks"]) == []
    return said


def buttons(said: Json) -> list[str]:
    return [element["text"]["text"] for _, element in elements(said)]


def elements(said: Json) -> list[tuple[Json, Json]]:
    return [
        (block, element)
        for block in said["blocks"]
        for element in (*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else ()))
        if element["type"] == "button"
    ]


async def press(bot: Bot, said: Json, label: str, person: str = "U0CHAIR", about: str = "") -> list[Json]:
    """Press a button of a private answer; returns what the person is shown then."""
    block, element = next(
        (block, element)
        for block, element in elements(said)
        if element["text"]["text"] == label and about in element["value"]
    )
    before = len(bot.workspace.private(person))
    await bot.workspace.press(person, "C0PROD", said["ts"], element["action_id"], block_id=block["block_id"])
    await bot.settle()
    return bot.workspace.private(person)[before:]


async def test_status_says_what_was_reported_and_when_and_who_was_asked(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2\nEmergencies:\n- the gateway is down")
    await bot.settle()
    text = (await status(bot))["text"]
    assert "Tuesday, January 12, 4:00 PM EST (New York) / 3:00 PM CST (Chicago) (coming up)" in text
    assert "1 of 3 areas have reported." in text
    assert "Software (Tim T.): 1 news, 1 emergency, on Monday at 5:00 PM\n" in text
    assert "Storage (Ana B.): no report yet (Ana B. was asked on Monday at 5:00 PM)" in text
    assert "Next, on Tuesday, January 12, 1:00 PM EST (New York): a reminder goes to Ana B." in text
    assert text.index("Storage") < text.index("Software")  # what waits comes first


async def test_confirmed_reminded_and_away_are_told(bot):
    await bot.tick()
    await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.settle()
    card = next(said for said in bot.said_to("U0TIM") if "/card/" in said["blocks"][0]["block_id"])
    names = [(b, e) for b, e in elements(card) if e["text"]["text"] == "Looks right"]
    ((block, element),) = names
    place = bot.workspace.dm("U0TIM")
    await bot.workspace.press("U0TIM", place, card["ts"], element["action_id"], block_id=block["block_id"])
    await bot.settle()
    bot.clock.advance(timedelta(hours=20, minutes=10))
    await bot.tick()
    await answer(bot, "remind Ana", person="U0BY")
    text = (await status(bot))["text"]
    assert "Software (Tim T.): 1 news, on Monday at 5:00 PM, confirmed" in text
    assert (
        "asked on Monday at 5:00 PM, reminded on Tuesday at 1:10 PM, reminded by hand on Tuesday at 1:10 PM"
    ) in text
    await bot.context.store.change(lambda book: book.keep_absence(Absence("U0ANA", DAY, DAY)))
    assert "Storage (Ana B.): away, and nobody stands in" in (await status(bot))["text"]
    stand_in = Absence("U0ANA", DAY, DAY, StandIn("Bystander", "U0BY"))
    await bot.context.store.change(lambda book: book.keep_absence(stand_in))
    assert "Storage (Bystander for Ana B.): no report yet (not asked yet)" in (await status(bot))["text"]


@pytest.mark.refuses
async def test_who_cannot_be_reached_stands_first_with_the_reason(bot):
    gone = replace(CALL, areas=(*CALL.areas, Area("Campus", (Lead("Gus", "U0GONE"),))))
    await bot.context.store.change(lambda book: book.keep_call(gone))
    await bot.tick()
    said = await status(bot)
    line = said["text"].splitlines()[2]
    assert line == "Campus (Gus): no report yet, Gus cannot be reached: Gone is deactivated"
    assert "remind Campus" not in [element["value"] for _, element in elements(said)]


async def test_a_silent_area_has_a_button_that_reminds_its_leads(bot):
    await bot.tick()
    said = await status(bot)
    assert buttons(said).count("Remind now") == 3
    (shown,) = await press(bot, said, "Remind now", about="Storage")
    assert shown["text"] == "I am reminding Ana B. of Storage and Networks."
    assert "Scott asks me to remind you." in bot.said_to("U0ANA")[-1]["text"]


async def test_all_who_are_silent_are_reminded_by_one_press(bot):
    await bot.tick()
    (shown,) = await press(bot, await status(bot, "U0BY"), "Remind all who are silent", "U0BY")
    assert shown["text"].splitlines() == [
        "I am reminding Tim T. of Software.",
        "I am reminding Ana B. of Storage and Networks.",
    ]


async def test_only_a_chair_is_offered_to_post_and_is_asked_before(bot):
    assert "Post now" not in buttons(await status(bot, "U0BY"))
    said = await status(bot)
    post = next(element for _, element in elements(said) if element["text"]["text"] == "Post now")
    assert "3 of 3 areas have not reported yet." in post["confirm"]["text"]["text"]
    (shown,) = await press(bot, said, "Post now")
    assert "posting" in shown["text"]
    assert "Production Meeting" in bot.workspace.messages("C0PROD")[0]["text"]
    after = await status(bot)
    assert "(posted)" in after["text"]
    assert "Post now" not in buttons(after)
    assert "the late window of Production closes" in after["text"]


async def test_the_preview_is_one_press_away(bot):
    (shown,) = await press(bot, await status(bot, "U0TIM"), "Preview", "U0TIM")
    assert "Production Meeting" in shown["text"]


async def test_a_reader_elsewhere_is_told_their_own_time(bot):
    await bot.workspace.invite("U0ABROAD", "C0PROD")
    text = (await status(bot, "U0ABROAD"))["text"]
    assert "10:00 PM CET (Berlin) where you are (coming up)" in text


async def test_the_next_dates_are_told_with_those_that_are_skipped_or_moved(bot):
    assert "After that: January 19, January 26, February 2." in (await status(bot))["text"]
    await answer(bot, "skip 19 Jan", person="U0CHAIR")
    await answer(bot, "move 26 Jan to 27 Jan", person="U0CHAIR")
    assert (
        "After that: January 19 (not held: skipped by the chair), "
        "Wednesday, January 27 instead of January 26, February 2."
    ) in (await status(bot))["text"]


async def test_announcements_and_open_actions_are_counted(bot):
    def bring(book):
        book.keep_announcement(
            "Production", DAY, Announcement(1, "Power cut", "U0TIM", "Tim T.", bot.clock())
        )
        for number, due in ((1, date(2027, 1, 8)), (2, None)):
            book.keep_action("Production", ActionItem(number, "Order", opened=date(2027, 1, 5), due=due))

    await bot.context.store.change(bring)
    assert "1 announcement, 2 open action items (1 overdue)." in (await status(bot))["text"]
