"""How people and channels are called."""

import pytest

from handlers.incoming.connect import posting_client
from handlers.web_api.chat import SlackChat
from handlers.web_api.names import Names

pytestmark = pytest.mark.wire


@pytest.fixture
def names(workspace):
    client = posting_client(workspace.bot_token, workspace.api_url)
    return Names(SlackChat(client, client), client)


@pytest.mark.refuses
async def test_people_and_channels_have_names_and_the_rest_has_none(names):
    found = await names.of(["U0ANA", "C0PROD", "U0NOBODY", "C0NOWHERE", "S0GROUP"])
    assert found == {"U0ANA": "Ana B.", "C0PROD": "production"}


@pytest.mark.refuses
async def test_each_name_is_looked_up_once(names, workspace):
    for _ in range(3):
        await names.of(["U0ANA", "U0NOBODY"])
    assert [record.name for record in workspace.ledger].count("users.info") == 2


async def test_the_card_shows_names_and_pings_nobody(bot):
    await bot.workspace.write("U0TIM", "- Asked <@U0ANA> in <#C0PROD>")
    await bot.settle()
    (card,) = bot.said_to("U0TIM")
    assert "Asked Ana B. in #production" in card["text"]
    assert "U0ANA" not in str(card["blocks"])
