"""What was understood, as other programs and people at a terminal see it."""

from bot.formats.understood import as_json, as_text
from bot.model.call import Area, Labels
from bot.model.update import Reading
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text

_SAID = "Hi!\nNews:\n- see <https://example.org|notes>\n  - more\nEmergencies: none\nwhen is the call?"


def reading() -> Reading:
    ((_, found),) = understand(document_from_text(_SAID), areas=(Area("Software", ()),), last={})
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
    }


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
