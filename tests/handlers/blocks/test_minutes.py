"""Minutes as messages: split where it hurts least, and nothing cut."""

from dataclasses import replace

from bot.model.call import Labels, Style
from bot.model.delivery import Kind, key
from bot.model.message import MinutesPage
from bot.model.minutes import AreaMinutes
from bot.model.update import Item, Sections
from bot.model.words import words
from handlers.blocks.render import pages, render
from tests.handlers import samples
from tests.handlers.looks import PAGE_KEY, is_acceptable, strings, whole

LONG_AREA = AreaMinutes("Big", "Big (Bo)", Style.NESTED, Labels(), Sections(samples.numbered(400)))
ONE_WORD = AreaMinutes("Word", "Word (Bo)", Style.FLAT, Labels(), Sections((Item(words("x" * 30_000)),)))


def test_minutes_that_fit_are_one_message():
    assert pages(samples.FULL) == 1


def test_minutes_are_split_between_areas_and_nothing_is_cut():
    areas = [
        AreaMinutes(f"A{number}", f"A{number} (Bo)", Style.NESTED, Labels(), Sections(samples.numbered(20)))
        for number in range(40)
    ]
    minutes = samples.minutes(areas)
    assert pages(minutes) > 3
    assert whole(minutes).count("Item 7 of") == 40
    for page in range(1, pages(minutes) + 1):
        text = "".join(strings(list(render(MinutesPage(minutes, page), PAGE_KEY).blocks)))
        assert text.count("(Bo)") == text.count("Item 0 of") == text.count("Item 19 of")


def test_an_area_that_is_too_long_is_split_between_items_under_its_heading():
    minutes = samples.minutes([LONG_AREA])
    text = whole(minutes)
    assert pages(minutes) > 2
    assert all(
        text.count(f"Item {number} of a long list, which has some words to say") == 1 for number in range(400)
    )
    assert text.count("Big (Bo) (continued)") >= pages(minutes) - 2


def test_a_single_item_longer_than_a_message_is_split_inside():
    minutes = samples.minutes([ONE_WORD])
    assert whole(minutes).count("x") == 30_000 + whole(samples.minutes([])).count("x")


def test_many_silent_areas_fit():
    silent = [replace(samples.AREAS[4], area=f"A{number}") for number in range(120)]
    assert whole(samples.minutes(silent)).count("no report") == 120


def test_a_page_that_is_needed_no_more_says_so():
    shown = render(MinutesPage(samples.FULL, 2), f"{PAGE_KEY}/2")
    assert is_acceptable(shown)
    assert "Nothing stands here any more." in shown.text


def test_the_key_of_a_page_is_its_own():
    identity = key("Production/2027-01-12", Kind.MINUTES, "2")
    assert render(MinutesPage(samples.FULL, 2), identity).blocks[0]["block_id"] == identity
