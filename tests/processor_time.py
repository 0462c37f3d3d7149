"""How long work takes the processor, on whatever machine and beside whatever else runs on it."""

import gc
from collections.abc import Callable
from time import process_time

Work = Callable[[], object]
Clock = Callable[[], float]  # in seconds


def processor_seconds(work: Work, tries: int = 1, clock: Clock = process_time) -> float:
    """The least time of some tries, without what the garbage of all the other tests would cost in it."""
    return min(_seconds(work, clock) for _ in range(tries))


def in_proportion(small: Work, large: Work, times: int, clock: Clock = process_time) -> bool:
    """Whether what is so many `times` as much work takes about as much longer, and not as their square.

    The large one is tried again only where it took too long, as something may have come in between.
    """
    limit = 4 * times * processor_seconds(small, 3, clock) + 0.05
    return any(processor_seconds(large, clock=clock) < limit for _ in range(2))


def _seconds(work: Work, clock: Clock) -> float:
    gc.collect()
    gc.disable()
    try:
        began = clock()
        work()
        return clock() - began
    finally:
        gc.enable()
