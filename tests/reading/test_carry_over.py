"""What stood in the minutes last week is Ongoing while it goes on, and News when it says another thing."""

import pytest

from bot.model.update import Item, Sections
from bot.model.words import words
from bot.reading.likeness import is_carried_over, list_of
from tests.accuracy.corpus import Labelled, corpus
from tests.accuracy.judge import judge
from tests.processor_time import processor_seconds

_PAIRS = [reply for reply in corpus() if reply.category == "carried"]


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: pair.says)
def test_an_item_goes_on_or_says_another_thing(pair: Labelled):
    assert judge([pair]).wrong == []


def carried_over(said: str, *before: str) -> bool:
    last = Sections(ongoing=tuple(Item(words(line)) for line in before))
    return is_carried_over(Item(words(said)), list_of(last))


def test_words_without_a_matter_go_on_with_nothing():
    assert not carried_over("still working on it", "working on the next one")
    assert not carried_over("", "")
    assert not carried_over("🚧", "🔄")


def test_a_link_alone_is_the_same_only_as_itself():
    assert carried_over("https://example.org/1", "https://example.org/1")
    assert not carried_over("https://example.org/1", "https://example.org/2")


def test_numbers_of_any_size_can_be_compared():
    many = "9" * 5_000
    assert not carried_over(f"{many} of {many} sites moved", f"12 of {many} sites moved")


def test_comparing_takes_time_in_proportion_to_what_is_written():
    line = "Moving the mailing lists to the new host, queue by queue, and the archives behind them"
    last = list_of(Sections(ongoing=tuple(Item(words(f"{line} {number}")) for number in range(30))))

    def seconds(count: int) -> float:
        items = [Item(words(f"{line} of room {number} of {count} and no other")) for number in range(count)]
        return processor_seconds(lambda: [is_carried_over(item, last) for item in items])

    seconds(20)
    assert seconds(400) < 8 * seconds(100) + 0.05
