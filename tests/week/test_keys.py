"""What a delivery is about stands in fields of its own, and its key is made of them."""

import pytest

from bot.demo import week
from bot.model.delivery import Kind
from storage.delivery_keys import kind_and_part
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire


async def test_every_delivery_of_a_week_has_the_kind_and_the_part_of_its_key(tmp_path):
    async with theatre(tmp_path) as stage, stage.bot() as bot:
        await stage.play(bot, week.SCENES)
        found = await bot.context.store.read(lambda book: book.deliveries(""))
    assert {each.key: kind_and_part(each.key) for each in found} == {
        each.key: (each.kind, each.part) for each in found
    }
    assert {Kind.ASK, Kind.REMIND_1, Kind.CARD, Kind.MINUTES, Kind.TWIKI} <= {each.kind for each in found}
