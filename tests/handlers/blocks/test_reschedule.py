"""What people see when a meeting is skipped, moved, or held after all."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.message import Message, Rescheduled
from handlers.blocks.render import render
from tests.golden_files import golden
from tests.handlers import samples
from tests.handlers.looks import is_acceptable

KEY = "Production/2027-01-12/notice/U0TIM-20270111T220000000000"
STARTS, NEXT = samples.STARTS, replace(samples.OCCASION, starts=samples.STARTS + timedelta(days=7))
OFF = replace(samples.OCCASION, off=True)
MOVED = replace(samples.OCCASION, starts=datetime(2027, 1, 13, 22, tzinfo=UTC))

MESSAGES: dict[str, Message] = {
    "dates-skipped": Rescheduled(OFF, STARTS, following=NEXT, wrote=True),
    "dates-skipped-channel": Rescheduled(OFF, STARTS, by="Scott", following=NEXT),
    "dates-holiday": Rescheduled(OFF, STARTS, reason="public holiday: Founders' Day", following=NEXT),
    "dates-moved": Rescheduled(MOVED, STARTS, by="Scott <!channel>", following=NEXT, wrote=True),
    "dates-later": Rescheduled(replace(MOVED, starts=STARTS + timedelta(hours=1)), STARTS),
    "dates-held": Rescheduled(samples.OCCASION, None, wrote=True),
    "ask-not-held": replace(samples.ASK, occasion=OFF),
    "remind-not-held": replace(samples.REMIND, occasion=OFF),
    "card-not-held": replace(samples.card(), occasion=OFF),
    "ask-moved": replace(samples.ASK, occasion=MOVED),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_looks_as_it_did_when_somebody_last_looked_at_it(name):
    shown = render(MESSAGES[name], KEY, zone="Europe/Berlin")
    written = json.dumps({"text": shown.text, "blocks": shown.blocks}, indent=1, ensure_ascii=False) + "\n"
    assert written == golden(f"blocks/{name}.json", written)


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_every_message_and_its_first_block_bears_the_key(name):
    shown = render(MESSAGES[name], KEY, zone="Europe/Berlin")
    assert is_acceptable(shown)
    assert shown.blocks[0]["block_id"] == KEY


def test_nobody_is_pinged_by_the_name_of_a_chair():
    assert "<!channel>" not in render(MESSAGES["dates-moved"], KEY).text


def test_a_reader_is_told_the_time_where_they_are():
    text = render(MESSAGES["dates-moved"], KEY, zone="Europe/Berlin").text
    assert "Wednesday, January 13, 5:00 PM EST (New York) / 4:00 PM CST (Chicago)" in text
    assert "11:00 PM CET (Berlin) where you are" in text


@pytest.mark.parametrize("name", ["ask-not-held", "remind-not-held", "card-not-held"])
def test_what_is_left_of_a_skipped_meeting_can_no_longer_be_pressed(name):
    shown = render(MESSAGES[name], KEY)
    assert all(block["type"] == "rich_text" for block in shown.blocks)
    assert "The Production call of Tuesday, January 12 is not held" in shown.text
