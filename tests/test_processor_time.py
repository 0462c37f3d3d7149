"""Work whose time grows with its square is told from work that only takes longer."""

from dataclasses import dataclass
from functools import partial

from tests.processor_time import in_proportion, processor_seconds


@dataclass
class Processor:
    """One on which a piece of work takes its seconds and nothing else ever runs, which no real one is."""

    used: float = 0.0

    def works(self, seconds: float) -> None:
        self.used += seconds

    def time(self) -> float:
        return self.used


def proportional(times: int) -> bool:
    """Whether work that takes so many times as long as other work passes for ten times as much of it."""
    processor = Processor()
    return in_proportion(
        partial(processor.works, 0.25), partial(processor.works, 0.25 * times), 10, processor.time
    )


def test_ten_times_the_work_may_take_ten_times_as_long():
    assert proportional(10)


def test_a_hundred_times_as_long_is_too_long_for_it():
    assert not proportional(100)


def test_by_itself_the_time_of_this_process_is_taken():
    assert processor_seconds(lambda: sum(range(1_000_000))) > 0
