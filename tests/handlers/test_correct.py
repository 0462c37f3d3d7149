"""What was understood is corrected in one form: moved, said in other words, or withdrawn; over the wire."""

import pytest

from handlers.blocks.correct_form import CORRECT, NO_PLACE, NO_WORDS, faults
from tests.handlers.blocks.test_add import written
from tests.handlers.correcting import To, correct, items_in, opened, sent
from tests.handlers.samples import DAY
from tests.handlers.stage import Bot, card_of, last_card, press

pytestmark = pytest.mark.wire

WRITTEN = (
    "News:\n- Released version 4.2\n    - tested at two sites\n- Moved the mirror\n"
    "Ongoing work:\n- Port of tools"
)


async def standing(bot: Bot, area: str = "Software") -> dict[str, list[str]]:
    """What the update says by now, by section; nested items behind a dash."""
    updates = await bot.context.store.read(lambda book: book.updates("Production", DAY))
    sections = next(update.sections for update in updates if update.area == area)
    named = {"news": sections.news, "ongoing": sections.ongoing, "emergencies": sections.emergencies}
    return {
        name: [" - ".join([item.text, *(below.text for below in item.items)]) for item in items]
        for name, items in named.items()
        if items
    }


async def test_the_card_shows_the_update_and_one_row_of_buttons(bot):
    card = await card_of(bot, WRITTEN)
    shown, row = card["blocks"]
    assert shown["type"] == "rich_text"
    labels = [element["text"]["text"] for element in row["elements"]]
    assert labels == ["Looks right", "Correct", "Add", "Withdraw everything"]


async def test_the_form_shows_every_item_with_its_words_and_its_place(bot):
    await card_of(bot, WRITTEN)
    view = await opened(bot)
    assert items_in(view) == ["Released version 4.2", "Moved the mirror", "Port of tools"]
    assert "tested at two sites" in str(view["blocks"][1])
    place = view["blocks"][2]["element"]
    assert [option["text"]["text"] for option in place["options"]] == [
        "News",
        "Ongoing work",
        "Emergencies",
        "Not status",
    ]
    assert place["initial_option"]["value"] == "news"


async def test_items_are_moved_withdrawn_and_reworded_with_one_form(bot):
    await card_of(bot, WRITTEN)
    changes = {
        "Released": To(place="ongoing"),
        "Moved": To(place="not-status"),
        "Port": To("Port of the tools"),
    }
    assert await correct(bot, **changes) == {}
    assert await standing(bot) == {
        "ongoing": ["Released version 4.2 - tested at two sites", "Port of the tools"]
    }
    text = last_card(bot)["text"]
    assert text.count("moved by you") == 1


async def test_an_item_is_given_other_words_and_another_place_at_once(bot):
    await card_of(bot, WRITTEN)
    await correct(bot, Moved=To("Moved the mirror, half of it", "ongoing"))
    assert await standing(bot) == {
        "news": ["Released version 4.2 - tested at two sites"],
        "ongoing": ["Moved the mirror, half of it", "Port of tools"],
    }


async def test_a_form_in_which_nothing_was_changed_changes_nothing_and_what_was_found_right_stays_so(bot):
    await card_of(bot, WRITTEN)
    view = await opened(bot)
    await press(bot, last_card(bot), "Looks right")
    before, card = await standing(bot), last_card(bot)
    assert await sent(bot, view) == {}
    assert await standing(bot) == before
    assert last_card(bot) == card


async def test_what_was_reworded_can_be_moved_and_reworded_again(bot):
    await card_of(bot, WRITTEN)
    await correct(bot, Moved=To("Moved both mirrors"))
    await correct(bot, Moved=To(place="ongoing"))
    await correct(bot, Moved=To("Moved all mirrors"))
    assert (await standing(bot))["ongoing"] == ["Moved all mirrors", "Port of tools"]
    await correct(bot, Moved=To(place="not-status"))
    assert "mirror" not in str(await standing(bot))


async def test_other_words_stay_when_something_else_is_edited_in_the_message(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await correct(bot, Moved=To("Moved both mirrors", "ongoing"))
    await bot.workspace.edit("U0TIM", ts, WRITTEN.replace("4.2", "4.3"))
    await bot.settle()
    assert await standing(bot) == {
        "news": ["Released version 4.3 - tested at two sites"],
        "ongoing": ["Moved both mirrors", "Port of tools"],
    }


async def test_words_that_are_edited_in_the_message_later_are_newer_than_the_form(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await correct(bot, Moved=To("Moved both mirrors", "ongoing"))
    await bot.workspace.edit("U0TIM", ts, WRITTEN.replace("the mirror", "the mirrors"))
    await bot.settle()
    assert (await standing(bot))["ongoing"] == ["Moved the mirrors", "Port of tools"]


async def test_other_words_go_with_the_message_that_they_correct(bot):
    ts = await bot.workspace.write("U0TIM", "- Moved the mirror")
    await bot.settle()
    await correct(bot, Moved=To("Moved both mirrors"))
    await bot.workspace.delete("U0TIM", ts)
    await bot.settle()
    assert await standing(bot) == {}


async def test_items_of_several_messages_are_corrected_together_and_stand_once(bot):
    await card_of(bot, "News:\n- Moved the mirror\n- Bought racks")
    await card_of(bot, "News:\n- Moved the mirror\n- Sold racks")
    await correct(bot, Moved=To("Moved both mirrors"), Sold=To("Bought racks"))
    assert await standing(bot) == {"news": ["Moved both mirrors", "Bought racks"]}


async def test_more_than_one_item_in_a_field_are_so_many_items(bot):
    await card_of(bot, WRITTEN)
    await correct(bot, Moved=To("Moved the mirror\nSold the old one", "ongoing"))
    assert (await standing(bot))["ongoing"] == ["Moved the mirror", "Port of tools", "Sold the old one"]


async def test_words_that_look_like_none_or_a_heading_are_taken_as_they_are(bot):
    await card_of(bot, WRITTEN)
    await correct(bot, Moved=To("Emergencies: none"))
    assert "Emergencies: none" in (await standing(bot))["news"]


async def test_an_item_of_which_nothing_is_left_is_said_beside_its_field_and_nothing_is_done(bot):
    await card_of(bot, WRITTEN)
    before = await standing(bot)
    changes = {"Moved": To(written("  ")), "Released": To(place="ongoing")}
    assert await correct(bot, **changes) == {"Moved the mirror": NO_WORDS}
    assert await standing(bot) == before


async def test_a_place_that_is_not_chosen_is_said(bot):
    await card_of(bot, WRITTEN)
    view = await opened(bot)
    assert set(faults({"view": {**view, "state": {"values": {}}}}).values()) == {NO_PLACE}


def test_a_place_that_is_none_and_a_form_without_its_place_are_said_and_end_nothing():
    words = {"block_id": "words-1|1.0/a", "element": {}}
    place = {"block_id": "place-1|1.0/a", "element": {}}
    chosen = {"place-1|1.0/a": {"place": {"selected_option": {"value": "newspaper"}}}}
    for blocks, values in (([words, place], chosen), ([words], {})):
        view = {"callback_id": CORRECT, "blocks": blocks, "state": {"values": values}}
        assert faults({"view": view}) == {"place-1|1.0/a": NO_PLACE}


async def test_an_item_without_words_can_be_withdrawn(bot):
    await card_of(bot, WRITTEN)
    assert await correct(bot, Moved=To(written(" "), "not-status")) == {}
    assert "mirror" not in str(await standing(bot))


async def test_what_was_edited_while_the_form_was_open_is_not_overwritten_and_words_are_given_back(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    view = await opened(bot)
    await bot.workspace.edit("U0TIM", ts, WRITTEN.replace("the mirror", "the mirrors"))
    await bot.settle()
    before = await standing(bot)
    await sent(bot, view, Moved=To("Moved both mirrors"), Port=To(place="news"))
    assert await standing(bot) == before
    assert bot.said_to("U0TIM")[-1]["text"] == (
        "What I noted for Software changed while your form was open, so nothing of it was done. "
        "Please press Correct again. This was not noted: Moved both mirrors"
    )


async def test_a_lead_of_several_areas_has_a_button_for_each_with_items(bot):
    await card_of(bot, "Storage:\n- Moved the racks\nNetworks:\n- New fibre", person="U0ANA")
    labels = [element["text"]["text"] for element in last_card(bot, "U0ANA")["blocks"][-1]["elements"]]
    assert labels == ["Looks right", "Correct: Storage", "Correct: Networks", "Add", "Withdraw everything"]
    await correct(bot, "U0ANA", "Correct: Networks", New=To(place="ongoing"))
    assert await standing(bot, "Networks") == {"ongoing": ["New fibre"]}
    assert await standing(bot, "Storage") == {"news": ["Moved the racks"]}


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- Item {number}" for number in range(50)),
        f"- Item {'of many words ' * 300}",
        "\n".join(f"- Item {number} {'ж' * 2_000}" for number in range(30)),
    ],
    ids=["many", "long", "large"],
)
async def test_what_does_not_fit_into_a_form_is_corrected_item_by_item(bot, text):
    await card_of(bot, f"News:\n{text}")
    view = await opened(bot)
    assert [block["block_id"] for block in view["blocks"][1:]] == ["item", "choice"]


async def test_as_many_items_as_fit_stand_in_one_form(bot):
    await card_of(bot, "News:\n" + "\n".join(f"- Item {number} {'ж' * 100}" for number in range(49)))
    assert len(items_in(await opened(bot))) == 49


async def test_links_and_code_that_nobody_touched_are_as_they_were(bot):
    text = "News:\n- See <https://x.org/a|the notes> and *more*\n    - `make install`\n- Moved the mirror"
    await card_of(bot, text)
    await correct(bot, Moved=To(place="ongoing"))
    updates = await bot.context.store.read(lambda book: book.updates("Production", DAY))
    (item,) = updates[0].sections.news
    assert [span.url for span in item.words if span.url] == ["https://x.org/a"]
    assert item.items[0].words[0].code
