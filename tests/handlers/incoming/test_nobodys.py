"""What has ids as nobody has them in Slack is left alone, and hinders nothing."""

import pytest

from bot.ports import Arrival
from handlers.home.show import HomeRefresher
from handlers.incoming.nobodys import is_nobodys
from handlers.incoming.route import route

pytestmark = pytest.mark.wire

HALF = "U0TIM\ud800"
COMMAND = {"command": "/minutes", "text": "apologies Software: x", "trigger_id": "3.4", "response_url": ""}
MESSAGE = {"type": "message", "channel_type": "im", "text": "- x", "ts": "1799704800.000100"}


@pytest.mark.parametrize(
    "payload",
    [
        {**COMMAND, "user_id": HALF, "channel_id": "C0PROD"},
        {**COMMAND, "user_id": "U0TIM", "channel_id": HALF},
        {"event": {**MESSAGE, "user": HALF, "channel": "D1"}},
        {"event": {**MESSAGE, "user": "U0TIM", "channel": HALF}},
        {"type": "block_actions", "user": {"id": HALF}, "actions": []},
        {"type": "block_actions", "user": {"id": "U0TIM"}, "channel": {"id": HALF}, "actions": []},
        {"type": "block_actions", "user": {"id": "U0TIM"}, "container": {"channel_id": HALF}, "actions": []},
    ],
    ids=["asker", "channel", "writer", "conversation", "presser", "place", "container"],
)
async def test_an_id_that_cannot_be_written_down_is_nobodys(bot, payload, caplog):
    await route(bot.context, HomeRefresher(bot.context))(Arrival("E1", payload))
    assert "was left alone" in caplog.text


def test_what_slack_sends_is_somebodys():
    assert not is_nobodys({**COMMAND, "user_id": "U0TIM", "channel_id": "C0PROD"})
    assert not is_nobodys({"event": {**MESSAGE, "user": "U0TIM", "channel": "D1"}})
    assert not is_nobodys({})
