"""Pages that nobody writes cost no more than their length."""

from collections.abc import Callable

import pytest

from bot.formats.twiki.read_page import read_page
from tests.processor_time import processor_seconds

AREA = "---++ Software (Ana)\n"
PAGES: dict[str, Callable[[int], str]] = {
    "lines": lambda count: AREA + "   * items\n" * (10 * count),
    "levels of an HTML list": lambda count: AREA + "<ul><li>x" * count + "</li></ul>" * count,
    "blanks in a heading": lambda count: f"---++ Software{' ' * 20 * count}(Ana)\n   * x\n",
    "blanks in a bullet": lambda count: f"{AREA}   * x{' ' * 20 * count}y\n",
    "brackets": lambda count: f"---++ Software {'(' * 20 * count}Ana)\n   * x\n",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_reading_takes_time_in_proportion_to_the_length(page):
    def seconds(count: int) -> float:
        text = page(count)
        return processor_seconds(lambda: read_page(text))

    seconds(100)
    assert seconds(2_000) < 12 * seconds(500) + 0.1


def test_ten_thousand_levels_are_read_as_those_that_people_can_tell_apart():
    (area,) = read_page(PAGES["levels of an HTML list"](10_000)).areas
    (item,) = area.body.sections.news
    depth = 1
    while item.items:
        item, *_ = item.items
        depth += 1
    assert depth == 20
