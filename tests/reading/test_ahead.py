"""What is still to come on a day, by the words and the days of an item."""

from datetime import date

import pytest

from bot.model.update import Item
from bot.model.words import words
from bot.reading.ahead import is_ahead, opens_past

DAY = date(2027, 1, 12)  # a Tuesday


def item(text: str, *below: str) -> Item:
    return Item(words(text), tuple(Item(words(each)) for each in below))


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The gateway will be upgraded", True),
        ("Upgrade planned", True),
        ("Upgraded the gateway, will watch it", False),
        ("The gateway was slow", False),
        ("The farm moved", False),
        ("Gateway upgrade this week", True),
        ("Gateway was upgraded this week", False),
        ("Gateway upgrade done as expected. Next one is planned", True),
        ("The farm works. Upgrade will follow", False),
        ("The farm is up", False),
        ("Workshop 2027-01-12", True),
        ("Workshop 2027-01-11", False),
        ("Workshop 11 Jan, dinner 12 Jan", True),
        ("Workshop 12 Jan, dinner 11 Jan", True),
        ("Workshop 10 Jan, dinner 11 Jan", False),
        ("Workshop Jan 12", True),
        ("Workshop January the 11", False),
        ("Workshop 3rd of February", True),
        ("Workshop 9-13 Jan", True),
        ("Workshop Jan 7-13", True),
        ("Workshop Jan 7 - 11", False),
        ("Will report on 11 Jan", False),
        ("Visited Velden on 13 Jan", False),
        ("Workshop 31 February", False),
    ],
)
def test_words_and_days_tell_what_is_ahead(text, ahead):
    assert is_ahead(item(text), DAY) is ahead


def test_without_a_day_only_words_tell():
    assert is_ahead(item("Workshop 2027-02-12"), None) is False
    assert is_ahead(item("Workshop planned for 2027-01-02"), None) is True


@pytest.mark.parametrize(
    ("below", "ahead"),
    [
        (("Upgrade planned",), True),
        (("Upgrade planned", "Moved the mirror"), False),
        (("Upgrade planned", "Moved the mirror", "Will buy disks"), True),
        ((), False),
    ],
)
def test_what_does_not_tell_is_ahead_with_most_of_what_stands_below_it(below, ahead):
    assert is_ahead(item("Storage", *below), DAY) is ahead
    assert is_ahead(item("Moved the mirror", *below), DAY) is False
    assert is_ahead(item("Upgrade planned", *below), DAY) is True


def test_only_so_many_letters_and_days_are_looked_at():
    long = "Storage " + "x" * 1_991
    assert is_ahead(item(f"{long} soon"), DAY) is False
    assert is_ahead(item(f"Storage {'x' * 1_980} soon"), DAY) is True
    assert is_ahead(item("1 Jan " * 19 + "13 Jan"), DAY) is True
    assert is_ahead(item("1 Jan " * 20 + "13 Jan"), DAY) is False


@pytest.mark.parametrize(
    ("text", "past"),
    [("Moved the mirror", True), ("Planned the move", False), ("We moved", False), ("Held a workshop", True)],
)
def test_what_was_done_opens_with_it(text, past):
    assert opens_past(item(text)) is past
    assert opens_past(item("x" * 2_000 + " moved")) is False
