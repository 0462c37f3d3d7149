"""A lead and the bot, over the wire: real slack_bolt, real slack_sdk, real rows."""

import pytest

pytestmark = pytest.mark.wire


async def test_a_lead_writes_and_gets_a_card_of_what_was_understood(bot):
    await bot.workspace.write("U0TIM", "News:\n- Released version 4.2\n- Moved the mirror")
    await bot.settle()
    (card,) = bot.said_to("U0TIM")
    assert "Released version 4.2" in card["text"]
    assert card["metadata"]["event_payload"]["key"] == "Production/2027-01-12/card/U0TIM"
    assert bot.workspace.unacked == []
    assert bot.workspace.refused == []
