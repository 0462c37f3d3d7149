"""How people and channels are called."""

from datetime import timedelta

import pytest

from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from handlers.web_api.names import Names

pytestmark = pytest.mark.wire


@pytest.fixture
def names(workspace, clock):
    client = posting_client(workspace.bot_token, workspace.api_url)
    return Names(SlackChat(client), client, clock)


@pytest.mark.refuses
async def test_people_and_channels_have_names_and_the_rest_has_none(names):
    found = await names.of(["U0ANA", "C0PROD", "U0NOBODY", "C0NOWHERE", "S0GROUP"])
    assert found == {"U0ANA": "Ana B.", "C0PROD": "production"}


@pytest.mark.refuses
async def test_each_name_is_looked_up_once(names, workspace):
    for _ in range(3):
        await names.of(["U0ANA", "U0NOBODY"])
    assert [record.name for record in workspace.ledger].count("users.info") == 2


@pytest.mark.refuses
async def test_what_has_no_name_is_looked_up_again_after_pauses_that_grow(names, workspace, clock):
    def asked():
        return [record.name for record in workspace.ledger].count("conversations.info")

    when = []
    start = clock()
    while clock() < start + timedelta(hours=30):
        before = asked()
        assert await names.of(["C0NOWHERE"]) == {}
        if asked() > before:
            when.append((clock() - start) // timedelta(minutes=1))
        clock.advance(timedelta(minutes=1))
    assert when == [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 991, 1471]


@pytest.mark.refuses
@pytest.mark.parametrize("error", ["missing_scope", "channel_not_found"])
async def test_a_name_that_was_refused_is_found_when_slack_tells_it(names, workspace, clock, error):
    for method in ("users.info", "conversations.info"):
        workspace.fail_next(method, "refused", error=error)
    assert await names.of(["U0ANA", "C0PROD"]) == {}
    assert await names.of(["U0ANA", "C0PROD"]) == {}
    clock.advance(timedelta(minutes=1))
    assert await names.of(["U0ANA", "C0PROD"]) == {"U0ANA": "Ana B.", "C0PROD": "production"}


async def test_the_card_shows_names_and_pings_nobody(bot):
    await bot.workspace.write("U0TIM", "- Asked <@U0ANA> in <#C0PROD>")
    await bot.settle()
    (card,) = bot.said_to("U0TIM")
    assert "Asked Ana B. in #production" in card["text"]
    assert "U0ANA" not in str(card["blocks"])
