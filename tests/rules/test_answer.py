"""What a lead says or asks besides status."""

import pytest

from bot.model.call import Area
from bot.model.words import Line, words
from bot.rules.answer import area_named

AREAS = (Area("Storage", ()), Area("Networks", ()), Area("Grid Operations", ()))


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("Networks", "Networks"),
        ("networks.", "Networks"),
        ("It's about Networks", "Networks"),
        ("this was for the Networks area, please", "Networks"),
        ("I meant grid operations", "Grid Operations"),
        ("Networks are slow", None),
        ("Networks moved", None),
        ("Storage and Networks", None),
        ("Internetworks", None),
        ("", None),
    ],
)
def test_a_reply_names_an_area_only_if_it_says_nothing_else(said, area):
    found = area_named((Line(words(said)),), AREAS)
    assert (found.name if found else None) == area
