"""What was understood, as other programs and people at a terminal see it."""

import pytest

from bot.formats.understood import as_json, as_text
from bot.model.call import Area, Labels
from bot.model.update import Reading
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text

_SAID = "Hi!\nNews:\n- see <https://example.org|notes>\n  - more\nEmergencies: none\nwhen is the call?"


def reading(said: str = _SAID) -> Reading:
    ((_, found),) = understand(document_from_text(said), areas=(Area("Software", ()),), last={})
    return found


def test_json_has_the_promised_shape():
    assert as_json(reading()) == {
        "sections": {
            "news": [
                {
                    "text": "see notes (https://example.org)",
                    "items": [{"text": "more", "items": [], "why": "heading"}],
                    "why": "heading",
                }
            ],
            "ongoing": [],
            "emergencies": [],
        },
        "none": ["emergencies"],
        "aside": ["Hi!", "when is the call?"],
        "intent": None,
    }


@pytest.mark.parametrize(
    ("said", "intent"),
    [("Nothing new", "nothing new"), ("same as last week", "same as last week"), ("Tern 4.2 is out", None)],
)
def test_json_says_what_a_reply_asks_for_instead_of_stating_items(said, intent):
    assert as_json(reading(said))["intent"] == intent


def test_an_item_that_may_be_an_emergency_says_so_and_only_such_a_one():
    found = as_json(reading("News:\n- the portal is down\n- Tern 4.2 is out"))["sections"]
    assert found["news"] == [
        {"text": "the portal is down", "items": [], "why": "heading", "ask": True},
        {"text": "Tern 4.2 is out", "items": [], "why": "heading"},
    ]
    (item,) = as_json(reading("the portal is down"))["sections"]["emergencies"]
    assert "ask" not in item
    assert "  - the portal is down  [heading, an emergency?]" in as_text(
        reading("News: the portal is down")
    ).split("\n")


def test_the_readings_of_several_areas_are_one_answer():
    found = as_json(reading(), reading())
    assert (len(found["sections"]["news"]), found["none"]) == (2, ["emergencies"])


def test_text_uses_the_labels_of_the_area():
    assert as_text(reading(), Labels(news="Last Week")).split("\n") == [
        "Last Week",
        "  - see notes (https://example.org)  [heading]",
        "    - more",
        "Emergencies: none",
        "Not status: Hi!",
        "Not status: when is the call?",
    ]
