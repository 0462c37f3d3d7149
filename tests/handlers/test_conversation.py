"""A lead and the bot, over the wire: real slack_bolt, real slack_sdk, real rows."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.handlers.earlier_cards import earlier_card
from tests.handlers.stage import card_of, last_card, press

pytestmark = pytest.mark.wire

CALL_TIME = datetime(2027, 1, 12, 21, 0, 5, tzinfo=UTC)
CARD = "Production/2027-01-12/card/U0TIM"


@pytest.fixture(autouse=True)
async def nothing_is_refused_and_everything_acknowledged(bot):
    yield
    await bot.workspace.settled()
    assert [(record.name, record.answer) for record in bot.workspace.refused] == []
    assert bot.workspace.unacked == []


async def test_a_lead_writes_and_gets_one_card_that_grows(bot):
    card = await card_of(bot)
    assert card["metadata"]["event_payload"]["key"] == card["blocks"][0]["block_id"] == CARD
    await bot.workspace.write("U0TIM", "Ongoing work:\n- Still porting the installer")
    await bot.settle()
    (grown,) = bot.said_to("U0TIM")
    assert grown["ts"] == card["ts"]
    assert "Moved the mirror" in grown["text"]
    assert "Still porting the installer" in grown["text"]


async def test_an_edit_and_a_deletion_show_on_the_card(bot):
    ts = await bot.workspace.write("U0TIM", "- Released version 4.2")
    other = await bot.workspace.write("U0TIM", "- Moved the mirror")
    await bot.settle()
    await bot.workspace.edit("U0TIM", ts, "- Released version 4.3")
    await bot.workspace.delete("U0TIM", other)
    await bot.workspace.unfurl(ts)
    await bot.settle()
    text = last_card(bot)["text"]
    assert "version 4.3" in text
    assert "version 4.2" not in text
    assert "mirror" not in text


async def test_an_item_is_moved_with_one_choice_on_a_card_of_an_earlier_release(bot):
    await card_of(bot)
    await press(bot, await earlier_card(bot), "move|", value="ongoing")
    text = last_card(bot)["text"]
    assert text.index("Ongoing work") < text.index("Released version 4.2")
    assert "moved by you" in text


async def test_an_item_that_is_not_status_goes(bot):
    await card_of(bot)
    await press(bot, await earlier_card(bot), "move|", value="not-status")
    assert "Released version 4.2" not in last_card(bot)["text"]
    assert "Moved the mirror" in last_card(bot)["text"]


async def test_looks_right_closes_the_card_and_new_words_open_it_again(bot):
    await press(bot, await card_of(bot), "Looks right")
    closed = last_card(bot)
    assert [block["type"] for block in closed["blocks"]] == ["rich_text", "context"]
    assert "You found this right" in closed["blocks"][1]["elements"][0]["text"]
    await bot.workspace.write("U0TIM", "- One more thing was released")
    await bot.settle()
    assert any(block["type"] == "actions" for block in last_card(bot)["blocks"])


async def test_everything_can_be_withdrawn(bot):
    await press(bot, await card_of(bot), "Withdraw everything")
    assert "Nothing noted." in last_card(bot)["text"]


async def test_an_item_of_a_long_list_is_moved_in_a_second_look(bot):
    lines = "\n".join(f"- Item {number} was released" for number in range(150))
    card = await card_of(bot, f"News:\n{lines}")
    await press(bot, card, "Correct")
    (view,) = bot.workspace.views("U0TIM")
    options = [
        option for group in view["blocks"][1]["element"]["option_groups"] for option in group["options"]
    ]
    assert len(options) == 150
    await bot.workspace.submit("U0TIM", view["id"], {"item": options[7]["value"], "choice": "not-status"})
    await bot.settle()
    text = "".join(str(block) for block in last_card(bot)["blocks"])
    assert "Item 7 was" not in text
    assert "Item 8 was" in text


async def test_all_of_a_very_long_list_is_one_press_away(bot):
    lines = "\n".join(
        f"- Item {number} was released after it had been tested at all sites" for number in range(200)
    )
    card = await card_of(bot, f"News:\n{lines}")
    await press(bot, card, "Show all of Software")
    (view,) = bot.workspace.views("U0TIM")
    assert "Item 199 was released" in str(view["blocks"])


async def test_the_ask_is_answered_with_one_press(bot):
    await bot.tick()
    (ask,) = bot.said_to("U0TIM")
    await press(bot, ask, "Nothing new")
    assert "Nothing new" in last_card(bot)["text"]


async def test_a_form_shows_what_is_known_and_what_is_sent_stands_for_everything(bot):
    await bot.tick()
    (ask,) = bot.said_to("U0TIM")
    await card_of(bot)
    await press(bot, ask, "Use a form")
    (view,) = bot.workspace.views("U0TIM")
    assert "Moved the mirror" in str(view["blocks"])
    written = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 0,
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Port of the tools"}]}
                ],
            }
        ],
    }
    await bot.workspace.submit("U0TIM", view["id"], {"news": None, "ongoing": written})
    await bot.settle()
    text = last_card(bot)["text"]
    assert "Moved the mirror" not in text
    assert text.index("Ongoing work") < text.index("Port of the tools")


async def test_last_week_s_list_is_gone_through_and_can_be_sent_again(bot):
    await card_of(bot, "News:\n- Bought the switch\nOngoing work:\n- Port of the tools\n- Move of the racks")
    bot.clock.move(CALL_TIME)
    await bot.tick()
    bot.clock.advance(timedelta(days=6, hours=1))
    await bot.tick()
    ask = bot.said_to("U0TIM")[-1]
    await press(bot, ask, "Go through the list")
    (view,) = bot.workspace.views("U0TIM")
    fields = {block["label"]["text"]: block["block_id"] for block in view["blocks"][1:]}
    assert len(fields) == 3
    chosen = {fields["Port of the tools"]: "finished", fields["Move of the racks"]: "dropped"}
    await bot.workspace.submit("U0TIM", view["id"], chosen)
    await bot.settle()
    text = last_card(bot)["text"]
    assert text.index("News") < text.index("Port of the tools (finished)") < text.index("Ongoing work")
    assert text.index("Ongoing work") < text.index("Bought the switch")
    assert "Move of the racks" not in text
    await press(bot, ask, "Go through the list")
    await bot.workspace.submit("U0TIM", bot.workspace.views("U0TIM")[-1]["id"], {})
    await bot.settle()
    text = last_card(bot)["text"]
    assert "finished" not in text
    assert "Move of the racks" in text


async def test_a_lead_of_two_areas_answers_the_ask_for_each(bot):
    await bot.tick()
    (ask,) = bot.said_to("U0ANA")
    await press(bot, ask, "Nothing new: Networks", person="U0ANA")
    card = last_card(bot, "U0ANA")
    assert "Networks" in card["text"]
    assert "Storage" not in card["text"]


async def test_whoever_does_not_say_which_area_is_asked_and_answers_with_one_press(bot):
    card = await card_of(bot, "- Replaced the fibre", person="U0ANA")
    assert "Which area is this about?" in str(card["blocks"])
    await press(bot, card, "Networks", person="U0ANA")
    card = last_card(bot, "U0ANA")
    assert "Which area" not in str(card["blocks"])
    assert card["text"].index("Networks") < card["text"].index("Replaced the fibre")


async def test_a_press_on_somebody_else_s_area_changes_nothing(bot):
    await card_of(bot)
    card = await earlier_card(bot)
    block = next(block for block in card["blocks"] if block["type"] == "actions")
    place, name = bot.workspace.dm("U0TIM"), block["elements"][0]["action_id"]
    await bot.workspace.press("U0BY", place, card["ts"], name, block_id=block["block_id"], value="not-status")
    await bot.settle()
    assert "Released version 4.2" in last_card(bot)["text"]


async def test_a_stranger_gets_one_polite_line(bot):
    for text in ("Hi", "- I have news"):
        await bot.workspace.write("U0BY", text)
    await bot.settle()
    assert len(bot.said_to("U0BY")) == 1


async def test_at_call_time_minutes_and_copy_are_posted_and_late_words_amend_them(bot):
    await card_of(bot)
    bot.clock.move(CALL_TIME)
    await bot.tick()
    (minutes,) = [said for said in bot.workspace.messages("C0PROD") if "metadata" in said]
    assert "Moved the mirror" in minutes["text"]
    (copy,) = [said for said in bot.workspace.thread("C0PROD", minutes["ts"]) if "files" in said]
    assert "Moved the mirror" in copy["files"][0]["preview"]
    await bot.workspace.write("U0TIM", "- Late: the gateway is back")
    await bot.settle()
    assert "are out" in last_card(bot)["text"]
    bot.clock.advance(timedelta(minutes=10))
    await bot.tick()
    thread = bot.workspace.thread("C0PROD", minutes["ts"])
    assert "the gateway is back" in thread[0]["text"]
    assert "the gateway is back" in [said for said in thread if "files" in said][-1]["files"][0]["preview"]
    assert any("amended" in said["text"] for said in thread[1:] if "files" not in said)


async def test_events_that_come_twice_and_out_of_order_change_nothing(bot):
    bot.workspace.events.copies = 3
    bot.workspace.events.holding = True
    ts = await bot.workspace.write("U0TIM", "- Released version 4.2")
    await bot.workspace.edit("U0TIM", ts, "- Released version 4.3")
    bot.workspace.events.release(backwards=True)
    await bot.settle()
    text = last_card(bot)["text"]
    assert text.count("Released version") == 1
    assert "version 4.3" in text
    assert len(bot.said_to("U0TIM")) == 1
