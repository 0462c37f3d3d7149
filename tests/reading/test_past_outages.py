"""Outages that are over or planned are no emergencies, in a reply or on a page; what is broken now is one."""

import pytest

from bot.formats.twiki.read_page import read_page
from bot.model.update import Item
from bot.model.words import words
from bot.reading.danger import Emergency, emergency

OVER = (
    ("Power outage of the pump houses went well",),
    ("Rolling power outage on Thursday to change the feeders, nobody should see it",),
    ("mail list outage, 12 hrs, 08:00 3/May - 20:00 3/May",),
    ("Brief outage of the lock service, caused by the vendor.",),
    ("kernel panic on a gate controller. ~2 hours outage.",),
    ("crane storage outage Tue, 4/May 13:00-17:00 (eastern)", "wrong settings"),
    ("Tide server outage led to some downtime for the pilots",),
)
NOW = (("The harbour's key list went offline and still cannot be reached.",), ("Pier gatekeeper is down",))


def item(said):
    first, *below = said
    return Item(words(first), tuple(Item(words(text)) for text in below))


@pytest.mark.parametrize("said", OVER)
def test_an_outage_that_is_over_is_not_filed_as_an_emergency(said):
    assert emergency(item(said)) is not Emergency.FILED


@pytest.mark.parametrize("said", NOW)
def test_what_is_broken_now_is_filed(said):
    assert emergency(item(said)) is Emergency.FILED


@pytest.mark.parametrize("said", [*OVER, *NOW])
def test_on_a_page_only_a_heading_makes_an_emergency(said):
    first, *below = said
    lines = "".join(f"      * {text}\n" for text in below)
    (free,) = read_page(f"---++ Pumps (Ida)\n   * {first}\n{lines}").areas
    assert (len(free.body.sections.news), free.body.sections.emergencies) == (1, ())
    (headed,) = read_page(f"---++ Pumps (Ida)\n   * Outages\n      * {first}\n").areas
    assert [each.text for each in headed.body.sections.emergencies] == [first]
