"""What somebody sent goes on failing: their chairs hear of it."""

import pytest

from bot.ports import Arrival
from handlers.incoming.stuck import sender, tell_chairs

pytestmark = pytest.mark.wire

PLACE = "KeyError at handlers/incoming/actions.py:12"


@pytest.mark.parametrize(
    "payload",
    [
        {"event": {"type": "message", "user": "U0TIM"}},
        {"event": {"type": "message", "subtype": "message_changed", "message": {"user": "U0TIM"}}},
        {"type": "block_actions", "user": {"id": "U0TIM"}},
        {"command": "/minutes", "user_id": "U0TIM"},
    ],
)
async def test_the_chairs_of_a_lead_hear_that_what_they_sent_goes_on_failing(bot, payload):
    await tell_chairs(Arrival("x", payload), PLACE, bot.context)
    await tell_chairs(Arrival("y", payload), PLACE, bot.context)
    await bot.settle()
    (told,) = bot.said_to("U0CHAIR")
    assert "working on what Tim T. sent" in told["text"]
    assert PLACE in told["text"]


@pytest.mark.parametrize("payload", [{}, {"user": {"id": "U0BY"}}, {"event": {"user": None}}])
async def test_nobody_is_told_where_nobody_is_concerned(bot, payload):
    await tell_chairs(Arrival("x", payload), PLACE, bot.context)
    await bot.settle()
    assert bot.said_to("U0CHAIR") == []


def test_who_sent_something_unheard_of_is_not_known():
    assert sender(Arrival("x", {"event": "words"})) == ""
