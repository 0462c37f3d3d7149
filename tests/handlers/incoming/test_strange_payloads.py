"""Payloads that are not as Slack sends them: nothing is changed, and nothing waits for ever."""

import json
from typing import Any

import pytest

from handlers.blocks.action_ids import STRANGE
from handlers.blocks.note import NOTE
from handlers.untrusted_json import RECEIVED_AT
from tests.handlers.stage import CALL, Bot, Json

pytestmark = [pytest.mark.wire, pytest.mark.refuses]  # the windows of these forms are made up

TIM = "U0TIM"
WITHDRAW = {"action_id": "withdraw||", "block_id": "1|Production/2027-01-12", "action_ts": "1799700000.1"}

PRESSED: Json = {"type": "block_actions", "user": {"id": TIM}}
ADDRESSES = ("x", "http://", "http://a\r\nHost: b/", "javascript:alert(1)", "http://[", 7)


async def arrive(bot: Bot, payload: Json) -> list[Any]:
    """Work on a payload; returns what is left of it."""
    received = f"{bot.clock().timestamp():.6f}"
    await bot.inbox.keep(json.dumps(payload), {**payload, RECEIVED_AT: received}, bot.clock())
    await bot.settle()
    await bot.settle()
    assert await bot.context.store.read(lambda book: book.calls()) == (CALL,)
    return list(await bot.inbox.waiting(9))


@pytest.mark.parametrize("callback", [NOTE, "correct", "away", "setup-when"])
@pytest.mark.parametrize("metadata", ["", "x", "[]", "{}", "null", '["Production"]', "[" * 5000])
async def test_a_form_that_does_not_say_what_it_is_about_is_refused_in_words(bot, callback, metadata):
    view = {"id": "V1", "callback_id": callback, "private_metadata": metadata, "state": {"values": {}}}
    assert await arrive(bot, {"type": "view_submission", "user": {"id": TIM}, "view": view}) == []
    assert [said["text"] for said in bot.said_to(TIM)] in ([STRANGE], [])


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [WITHDRAW]},
        {"type": "block_actions", "user": {"id": 1}, "actions": [WITHDRAW]},
        {"type": "block_actions", "user": {"id": TIM}, "actions": "all"},
        {
            "type": "block_actions",
            "user": {"id": TIM},
            "actions": [None, 1, {}, {"action_id": [], "block_id": {}}],
        },
        {
            "type": "block_actions",
            "user": {"id": TIM},
            "actions": [{**WITHDRAW, "block_id": "1|x/2027-02-30"}],
        },
        {
            "type": "block_actions",
            "user": {"id": TIM},
            "actions": [{"action_id": "setup|page|", "value": "x"}],
        },
        {"type": "view_submission", "user": {"id": TIM}},
        {"type": "view_submission", "user": {"id": TIM}, "view": {"callback_id": NOTE, "state": []}},
    ],
    ids=ascii,
)
async def test_a_press_or_a_form_of_no_known_shape_is_left_alone(bot, payload):
    assert await arrive(bot, payload) == []


@pytest.mark.parametrize(
    "address", ["x", "http://", "http://a\r\nHost: b/", "javascript:alert(1)", "http://[", 7]
)
async def test_an_answer_to_an_address_that_is_none_is_not_tried_for_ever(bot, address):
    typed = {"command": "/minutes", "text": "status", "user_id": TIM, "channel_id": "C0PROD"}
    assert await arrive(bot, {**typed, "response_url": address}) == []
