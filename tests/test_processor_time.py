"""Work whose time grows with its square is told from work that only takes longer."""

from functools import partial

from tests.processor_time import in_proportion

MANY = 50_000


def counting(number: int) -> None:
    """Work whose time grows with the number."""
    for _ in range(number):
        pass


def test_ten_times_the_work_may_take_ten_times_as_long():
    assert in_proportion(partial(counting, MANY), partial(counting, 10 * MANY), 10)


def test_a_thousand_times_as_long_is_too_long_for_it():
    assert not in_proportion(partial(counting, MANY), partial(counting, 1_000 * MANY), 10)
