"""One thing more, by the form behind *Add*."""

import pytest

from tests.handlers.stage import Bot, Json, card_of, last_card, press

pytestmark = pytest.mark.wire


@pytest.fixture(autouse=True)
async def nothing_is_refused_and_everything_acknowledged(bot):
    yield
    await bot.workspace.settled()
    assert [(record.name, record.answer) for record in bot.workspace.refused] == []
    assert bot.workspace.unacked == []


def written(*lines: str) -> Json:
    items = [{"type": "rich_text_section", "elements": [{"type": "text", "text": line}]} for line in lines]
    bullets = {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": items}
    return {"type": "rich_text", "elements": [bullets]}


async def add(bot: Bot, card: Json, person: str = "U0TIM", **values: str | Json) -> None:
    await press(bot, card, "Add", person=person)
    await bot.workspace.submit(person, bot.workspace.views(person)[-1]["id"], values)
    await bot.settle()


async def test_what_is_added_stands_in_its_section_beside_what_was_said(bot):
    card = await card_of(bot, "News:\n- Released version 4.2")
    await add(bot, card, section="ongoing", words=written("Port of the tools", "Move of the racks"))
    text = last_card(bot)["text"]
    assert text.index("News") < text.index("Released version 4.2") < text.index("Ongoing work")
    assert text.index("Ongoing work") < text.index("Port of the tools") < text.index("Move of the racks")


async def test_two_things_can_be_added_one_after_the_other(bot):
    card = await card_of(bot, "News:\n- Released version 4.2")
    for what in ("Port of the tools", "Move of the racks"):
        await add(bot, card, words=written(what))
    text = last_card(bot)["text"]
    assert "Released version 4.2" in text
    assert text.index("Port of the tools") < text.index("Move of the racks")


async def test_whoever_has_several_areas_chooses_one(bot):
    card = await card_of(bot, "Storage:\n- 120 TB more", person="U0ANA")
    await add(bot, card, "U0ANA", area="Networks", section="emergencies", words=written("The fibre is cut"))
    text = last_card(bot, "U0ANA")["text"]
    assert text.index("Storage") < text.index("120 TB more") < text.index("Networks")
    assert text.index("Networks") < text.index("Emergencies") < text.index("The fibre is cut")


async def test_whoever_has_one_area_is_not_asked_which(bot):
    await press(bot, await card_of(bot), "Add")
    (view,) = bot.workspace.views("U0TIM")
    assert [block["label"]["text"] for block in view["blocks"][1:]] == ["Section", "What is it?"]


async def test_what_was_added_goes_with_everything_else_when_all_is_withdrawn(bot):
    card = await card_of(bot, "News:\n- Released version 4.2")
    await add(bot, card, words=written("Port of the tools"))
    await press(bot, last_card(bot), "Withdraw everything")
    assert "Port of the tools" not in last_card(bot)["text"]
