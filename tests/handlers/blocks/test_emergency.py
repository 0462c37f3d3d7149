"""How emergencies look before the minutes: in the channel, in the thread, and on the card."""

import json
from collections import Counter
from datetime import timedelta

import pytest

from bot.model.emergency_post import (
    EmergencyChange,
    EmergencyFate,
    EmergencyPost,
    EmergencyUpdate,
    ReportedEmergency,
)
from bot.model.message import CardArea, Message
from bot.model.update import Item, Sections
from bot.model.words import Shape, words
from handlers.blocks.render import render
from tests.golden_files import golden
from tests.handlers import samples
from tests.handlers.looks import is_acceptable, strings

KEY = "Production/2027-01-12/emergency/Software"
NOON = samples.STARTS - timedelta(hours=4)
EXPIRED = ReportedEmergency(samples.SECTIONS.emergencies[0], "Tim T.", NOON)
FULL = ReportedEmergency(
    samples.item("The tapes are full (reported by Scott)", samples.item("at <both> sites")), "", NOON
)
LATER = NOON + timedelta(days=1, hours=2)


def alarm(*told: ReportedEmergency, **more) -> EmergencyPost:
    return EmergencyPost("Production", "America/New_York", "Software", told, **more)


def over(told: ReportedEmergency, fate: EmergencyFate) -> ReportedEmergency:
    return ReportedEmergency(told.item, told.by, told.at, fate, LATER)


def news(*changes_between: tuple[EmergencyChange, ReportedEmergency], **more) -> EmergencyUpdate:
    return EmergencyUpdate("Software", "America/New_York", changes_between, **more)


def update(*items: Item, **more) -> CardArea:
    return CardArea("Software", samples.LABELS, samples.update(sections=Sections(emergencies=items)), **more)


MESSAGES: dict[str, Message] = {
    "alarm": alarm(EXPIRED),
    "alarm-updated": alarm(over(EXPIRED, EmergencyFate.RESOLVED), FULL, updated=LATER),
    "alarm-resolved": alarm(over(EXPIRED, EmergencyFate.RESOLVED), updated=LATER),
    "alarm-taken-back": alarm(over(EXPIRED, EmergencyFate.TAKEN_BACK), updated=LATER),
    "alarm-news": news(
        (EmergencyChange.RESOLVED, over(EXPIRED, EmergencyFate.RESOLVED)),
        (EmergencyChange.NEW, FULL),
        (EmergencyChange.CHANGED, FULL),
        (EmergencyChange.AGAIN, FULL),
    ),
    "card-emergency": samples.card(update(EXPIRED.item, FULL.item, told=(FULL.item.key,), tell=True)),
    "card-question": samples.card(
        CardArea(
            "Software",
            samples.LABELS,
            samples.update(),
            questions=(samples.SECTIONS.news[0].key, samples.SECTIONS.ongoing[0].key),
            yes_tells=True,
        )
    ),
    "card-emergency-confirmed": samples.card(
        CardArea("Software", samples.LABELS, samples.update(confirmed=True), (EXPIRED.item.key,))
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_it_looks_as_it_did_when_somebody_last_looked_at_it(name):
    shown = render(MESSAGES[name], KEY)
    written = json.dumps({"text": shown.text, "blocks": shown.blocks}, indent=1, ensure_ascii=False) + "\n"
    assert golden(f"blocks/{name}.json", written) == written


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_it_and_its_first_block_bears_the_key(name):
    shown = render(MESSAGES[name], KEY)
    assert is_acceptable(shown)
    assert shown.blocks[0]["block_id"] == KEY


def test_that_it_is_over_is_said_in_words_and_not_only_struck_through():
    text = render(MESSAGES["alarm-resolved"], KEY).text
    assert "Resolved: emergency in Software" in text
    assert "Resolved at 2:00 PM EST (New York) on Wednesday, January 13." in text


def test_with_several_areas_a_button_says_for_which_it_is():
    card = samples.card(
        update(EXPIRED.item, tell=True), CardArea("Release", samples.LABELS, samples.update())
    )
    assert "Tell the channel now: Software" in list(strings(list(render(card, KEY).blocks)))


@pytest.mark.parametrize("count", [1, 18, 30, 200])
def test_a_card_with_many_emergencies_fits(count):
    items = samples.numbered(count)
    told = tuple(item.key for item in items[: count // 2])
    assert is_acceptable(render(samples.card(update(*items, told=told, tell=True)), KEY))


@pytest.mark.parametrize(("count", "length"), [(1, 20_000), (30, 40), (300, 300), (3, 4_000)])
def test_all_words_of_long_emergencies_stand_in_the_channel_or_its_thread(count, length):
    items = [
        Item(words(f"{number}: " + f"w{number} " * (length // 4)), (Item(words("ls"), shape=Shape.CODE),))
        for number in range(count)
    ]
    told = tuple(ReportedEmergency(item, "Tim T.", NOON) for item in items)
    first = render(alarm(*told), KEY)
    assert is_acceptable(first)
    parts = 1 + sum(len(item.text) + 102 for item in items) // 6_000
    changes_between = tuple((EmergencyChange.NEW, each) for each in told)
    thread = [render(news(*changes_between, part=part, parts=parts), KEY) for part in range(1, parts + 1)]
    assert all(is_acceptable(each) for each in thread)
    said = Counter(word for each in thread for text in strings(list(each.blocks)) for word in text.split())
    assert all(said[f"w{number}"] == length // 4 for number in range(count))
