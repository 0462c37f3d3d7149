"""Lists are parted into pages, and each page knows what stands around it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.paged_list import Page, divided, filled, more, page_of
from handlers.commands.paged_answer import without_page

THREE = divided(range(25), 10)


@given(st.lists(st.integers(0, 30)), st.integers(1, 20), st.integers(1, 5))
def test_nothing_is_lost_and_no_page_holds_too_much(weights, room, most):
    pages = filled(weights, lambda weight: weight, room=room, most=most)
    assert [weight for page in pages for weight in page] == weights
    assert all(len(page) <= most and (sum(page) <= room or len(page) == 1) for page in pages)


@given(st.lists(st.integers(1, 30), min_size=1), st.integers(1, 20), st.integers(1, 5))
def test_no_page_is_begun_while_the_one_before_has_room(weights, room, most):
    pages = filled(weights, lambda weight: weight, room=room, most=most)
    for page, following in pairwise(pages):
        assert len(page) == most or sum(page) + following[0] > room


@pytest.mark.parametrize(
    ("wanted", "index", "before", "after", "where"),
    [
        (-1, 0, None, 1, " (page 1 of 3)"),
        (0, 0, None, 1, " (page 1 of 3)"),
        (1, 1, 0, 2, " (page 2 of 3)"),
        (2, 2, 1, None, " (page 3 of 3)"),
        (99, 2, 1, None, " (page 3 of 3)"),
    ],
)
def test_a_page_knows_what_stands_around_it_and_beyond_the_last_is_the_last(
    wanted, index, before, after, where
):
    page = page_of(THREE, wanted)
    assert (page.shown, page.index) == (tuple(range(25))[index * 10 : index * 10 + 10], index)
    assert (page.before, page.after, page.where) == (before, after, where)


def test_an_only_page_says_nothing_of_pages():
    page: Page[int] = page_of(divided((), 10), 0)
    assert page == Page(())
    assert (page.before, page.after, page.where) == (None, None, "")


def test_the_button_types_for_the_page_behind_and_the_last_page_has_none():
    (row,) = more(page_of(THREE, 1), "notes page {}".format, "Production/2027-01-12")
    assert row["block_id"] == "more|Production/2027-01-12"
    assert [(each["text"]["text"], each["value"]) for each in row["elements"]] == [("More", "notes page 3")]
    assert list(more(page_of(THREE, 2), "notes page {}".format, "Production/2027-01-12")) == []


@pytest.mark.parametrize(
    ("typed", "free", "rest", "index"),
    [
        ("", False, "", 0),
        ("page 2", False, "", 1),
        ("Tim Page 12", False, "Tim", 11),
        ("homepage 2", False, "homepage 2", 0),
        ("page", False, "page", 0),
        ("mirror page 2", True, "mirror page 2", 0),
        ("mirror (page 2)", True, "mirror", 1),
        ("mirror (page 0)", True, "mirror", -1),
        ("mirror (page 2) again", True, "mirror (page 2) again", 0),
    ],
)
def test_the_page_is_parted_from_what_was_typed_before_it(typed, free, rest, index):
    assert without_page(typed, free=free) == (rest, index)
