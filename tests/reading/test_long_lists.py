"""What is compared with what stood before takes time in line with its length, and finds the same as ever."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some
from rapidfuzz import fuzz

from bot.model.update import Item
from bot.model.words import words
from bot.reading.comparable import Comparable, comparable
from bot.reading.finished import is_finished
from bot.reading.likeness import MOST_COMPARED, Earlier, Open, full_gist, is_carried_over

WORDS = (
    "Moving",
    "moved",
    "the",
    "mailing",
    "lists",
    "mirror",
    "to",
    "new",
    "host",
    "12 of 16",
    "sites",
    "80%",
)
SIGNS = (
    "done",
    "tested",
    "finished",
    "4.2",
    "4.3",
    "tokens:",
    "and",
    "not",
    "is",
    "upgraded",
    "-",
    "(storage)",
)
lines = some.lists(some.sampled_from(WORDS + SIGNS), min_size=1, max_size=7).map(" ".join)
lists = some.lists(lines, min_size=1, max_size=25)


def item(text: str) -> Item:
    return Item(words(text))


def every_pair(said: Item, before: list[str]) -> bool:
    """Look at each earlier item by itself."""
    return any(is_carried_over(said, Earlier.of([comparable(item(each))])) for each in before)


@given(lists, lists)
def test_a_whole_list_finds_what_one_item_after_the_other_finds(said, before):
    together = Earlier.of(comparable(item(each)) for each in before)
    for each in said:
        assert is_carried_over(item(each), together) == every_pair(item(each), before)


@given(lists, lists)
def test_what_is_finished_is_found_as_by_one_item_after_the_other(said, before):
    still_open = Open([item(each) for each in before])
    for each in said:
        assert list(still_open.closed_by(item(each))) == [
            place for place, other in enumerate(before) if closes_alone(each, other)
        ]


def closes_alone(text: str, before: str) -> bool:
    if not is_finished(text) or is_finished(before):
        return False
    named = full_gist(item(before))
    return len(named.split()) > 1 and fuzz.token_set_ratio(full_gist(item(text)), named) >= 90


class CountedLinks(frozenset[str]):
    """Links that count how often they are compared."""

    compared = 0

    def __le__(self, other: object) -> bool:
        CountedLinks.compared += 1
        return super().__le__(other)  # type: ignore[operator]


def counted(text: str) -> Comparable:
    return replace(comparable(item(text)), links=CountedLinks())


def comparisons(count: int) -> int:
    """How many there are when nearly the same is said so many times, of as many before."""
    before = Earlier.of(counted(f"Moving the mailing lists of room {number}x") for number in range(count))
    CountedLinks.compared = 0
    for number in range(count):
        before.holds(counted(f"Moving the mailing lists of room {number}y"))
    return CountedLinks.compared


def test_the_comparisons_of_two_long_lists_grow_with_their_length_and_not_with_its_square():
    few, many = comparisons(2 * MOST_COMPARED), comparisons(8 * MOST_COMPARED)
    assert few
    assert many <= 4.5 * few


def test_the_same_item_again_is_compared_once():
    before = Earlier.of([counted("Moving the mailing lists")])
    CountedLinks.compared = 0
    for _ in range(2_000):
        before.holds(counted("Moving the mailing lists to the new host"))
    assert CountedLinks.compared <= 2
