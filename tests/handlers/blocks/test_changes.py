"""How it looks what changed since the minutes before."""

from datetime import date

from bot.model.message import AreaChanges, Changes
from handlers.blocks.render import render
from tests.handlers.looks import is_acceptable

KEY = "Production/2027-01-12/changes"
SINCE = date(2027, 1, 5)


def test_it_says_what_is_new_finished_and_still_going_on():
    area = AreaChanges("Software", ("A new wrapper",), ("Old hosts",), (("Certificates", 1), ("Tokens", 3)))
    shown = render(Changes(SINCE, (area,)), KEY)
    assert is_acceptable(shown)
    assert shown.text.splitlines() == [
        "What changed since January 5, 2027",
        "Software",
        "• New: A new wrapper",
        "• Finished or gone: Old hosts",
        "• Ongoing for 1 week: Certificates",
        "• Ongoing for 3 weeks: Tokens",
    ]


def test_nothing_is_said_in_words_too():
    shown = render(Changes(SINCE), KEY)
    assert is_acceptable(shown)
    assert "Nothing stands in these minutes" in shown.text


def test_of_more_than_fits_into_a_message_it_is_told_how_much_is_missing():
    areas = tuple(AreaChanges(f"Area {number}", ("word " * 90,) * 5) for number in range(40))
    shown = render(Changes(SINCE, areas), KEY)
    assert is_acceptable(shown)
    last = shown.blocks[-1]["elements"][-1]["elements"][-1]["text"]
    told = sum(len(element["elements"]) for element in shown.blocks[0]["elements"][:-1])
    assert told > 40
    assert last.startswith("… and ")
    assert "lines more" in last


def test_what_a_lead_typed_pings_nobody_there():
    shown = render(Changes(SINCE, (AreaChanges("Software", ("<!channel> & co",)),)), KEY)
    assert "<!channel>" not in shown.text
