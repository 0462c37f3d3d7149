"""Action items as lines of a document, read back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.action_line import action_line, read_action, remarks
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import twiki
from bot.model.minutes import ActionItem
from tests.formats.samples import minutes

DAY = date(2026, 1, 6)
DATES = st.dates(date(2020, 1, 1), date(2029, 12, 31))
NAMES = st.sampled_from(["", "Tim C.", "Ana B.", "Sam, the vendor", "Xin & Armen"])
TEXTS = st.text(min_size=1, max_size=80).map(lambda text: " ".join(text.split())).filter(bool)
ACTIONS = st.builds(
    ActionItem,
    number=st.integers(1, 99_999),
    text=TEXTS,
    owner=NAMES,
    opened=st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 5)),
    due=st.none() | DATES,
)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (ActionItem(1, "x"), "#1"),
        (ActionItem(2, "x", owner="Ana", due=DAY), "#2, Ana, due January 6, 2026"),
        (ActionItem(3, "x", due=date(2026, 1, 5)), "#3, due January 5, 2026, overdue"),
        (ActionItem(4, "x", due=date(2026, 1, 5), done=True), "#4, due January 5, 2026, done"),
        (ActionItem(5, "x", opened=date(2025, 12, 30)), "#5, opened December 30, 2025, 1 week ago"),
        (ActionItem(5, "x", opened=date(2025, 12, 31)), "#5, opened December 31, 2025"),
        (ActionItem(5, "x", opened=date(2025, 12, 10)), "#5, opened December 10, 2025, 3 weeks ago"),
        (
            ActionItem(7, "x", opened=date(2025, 12, 10), done=True, closed=date(2026, 1, 5)),
            "#7, opened December 10, 2025, done January 5, 2026",
        ),
        (ActionItem(6, "x", opened=DAY), "#6"),
    ],
)
def test_what_is_known_of_an_action_item_is_said_in_a_fixed_order(action, said):
    assert remarks(action, DAY) == said


@given(ACTIONS, st.none() | DATES)
def test_what_is_written_on_a_line_is_read_back(action, closed):
    item = replace(action, done=closed is not None, closed=closed)
    assert read_action(action_line(item, DAY)) == item


@given(st.text(max_size=200))
def test_whatever_stands_on_a_line_is_read(line):
    found = read_action(line)
    assert found is None or found.number >= 0


@given(st.lists(ACTIONS, max_size=5, unique_by=lambda action: action.number))
def test_the_wiki_page_gives_numbers_owners_and_dates_back(actions):
    clean = [replace(action, text=f"Order {number} racks") for number, action in enumerate(actions)]
    page = read_page(twiki(minutes(date=DAY, actions=tuple(clean))))
    assert [read_action(line) for line in page.actions] == clean


@pytest.mark.parametrize(
    ("line", "action"),
    [
        (
            "655: Load tests (Tim C., due January 15, 2026)",
            ActionItem(655, "Load tests", "Tim C.", due=date(2026, 1, 15)),
        ),
        ("#12. Order rope (Sol)", ActionItem(12, "Order rope", "Sol")),
        ("12) Order rope", ActionItem(12, "Order rope")),
        ("Order rope (#3)", ActionItem(3, "Order rope")),
        ("Order (red) rope (#3, Sol, overdue)", ActionItem(3, "Order (red) rope", "Sol")),
        ("Order rope (#3, due February 30, 2026)", ActionItem(3, "Order rope")),
        ("Order rope (#3, done)", ActionItem(3, "Order rope", done=True)),
    ],
)
def test_a_line_by_hand_is_read_too(line, action):
    assert read_action(line) == action


@pytest.mark.parametrize(
    "line", ["", "Production numbers down", "Order rope (Sol)", "2015 was good", "16K jobs: fine"]
)
def test_a_line_without_a_number_is_no_action_item(line):
    assert read_action(line) is None
