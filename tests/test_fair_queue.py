"""Whoever has much to do waits for whoever has little, and not the other way round."""

import itertools
from queue import Empty
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fair_queue import FairQueue


def emptied(queue: FairQueue[tuple[str, int]]) -> list[tuple[str, int]]:
    found = []
    while True:
        try:
            found.append(queue.get(0))
        except Empty:
            return found


@given(st.lists(st.sampled_from("ABC"), max_size=30))
def test_each_line_stays_in_order_and_between_two_of_one_all_others_had_one(put):
    queue: FairQueue[tuple[str, int]] = FairQueue()
    for number, who in enumerate(put):
        queue.put(who, (who, number))
    out = emptied(queue)
    assert sorted(out) == sorted((who, number) for number, who in enumerate(put))
    for who in set(put):
        mine = [place for place, (whose, _) in enumerate(out) if whose == who]
        assert [out[place] for place in mine] == sorted(out[place] for place in mine)
        for before, after in itertools.pairwise(mine):
            still_waiting = {whose for whose, _ in out[after:]} - {who}
            assert still_waiting <= {whose for whose, _ in out[before:after]}


def test_whoever_comes_after_a_crowd_is_served_after_one_of_it():
    queue: FairQueue[tuple[str, int]] = FairQueue()
    for number in range(100):
        queue.put("A", ("A", number))
    queue.put("B", ("B", 0))
    assert emptied(queue)[:3] == [("A", 0), ("B", 0), ("A", 1)]


def test_what_is_put_in_ends_the_wait_and_nothing_ends_it_with_empty():
    queue: FairQueue[str] = FairQueue()
    with pytest.raises(Empty):
        queue.get(0)
    Thread(target=lambda: queue.put("A", "at last")).start()
    assert queue.get(60) == "at last"
