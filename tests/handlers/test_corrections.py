"""What a lead said about an item stays with it when the item's own words are edited, over the wire."""

from datetime import timedelta

import pytest

from tests.handlers.earlier_cards import earlier_card
from tests.handlers.samples import DAY
from tests.handlers.stage import last_card, press

pytestmark = pytest.mark.wire

WRITTEN = "News:\n- Released version 4.2 of the installer\n- Moved the mirror"
EDITED = "News:\n- Released version 4.3 of the installer\n- Moved the mirror"


async def test_an_item_that_was_moved_stays_where_it_is_when_it_is_edited(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await press(bot, await earlier_card(bot), "move|", value="ongoing")
    await bot.workspace.edit("U0TIM", ts, EDITED)
    await bot.settle()
    text = last_card(bot)["text"]
    assert text.index("Moved the mirror") < text.index("Ongoing work") < text.index("version 4.3")
    assert "moved by you" in text


async def test_an_item_that_was_withdrawn_does_not_come_back_when_it_is_edited(bot):
    ts = await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    await press(bot, await earlier_card(bot), "move|", value="not-status")
    await bot.workspace.edit("U0TIM", ts, EDITED)
    await bot.settle()
    assert "installer" not in last_card(bot)["text"]
    assert "Moved the mirror" in last_card(bot)["text"]


async def test_a_correction_counts_after_a_long_outage_as_long_as_the_minutes_are_not_posted(bot):
    await bot.workspace.write("U0TIM", WRITTEN)
    await bot.settle()
    card = await earlier_card(bot)
    bot.clock.advance(timedelta(days=3))
    await press(bot, card, "move|", value="not-status")
    await bot.settle()
    assert not any("are closed" in said["text"] for said in bot.said_to("U0TIM"))
    updates = await bot.context.store.read(lambda book: book.updates("Production", DAY))
    assert [item.text for update in updates for item in update.sections.news] == ["Moved the mirror"]
