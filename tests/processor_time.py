"""How long work takes the processor, on whatever machine and beside whatever else runs on it."""

import gc
from collections.abc import Callable
from time import process_time


def processor_seconds(work: Callable[[], object], tries: int = 1) -> float:
    """The least time of some tries, without what the garbage of all the other tests would cost in it."""
    return min(_seconds(work) for _ in range(tries))


def in_proportion(small: Callable[[], object], large: Callable[[], object], times: int) -> bool:
    """Whether what is so many `times` as much work takes about as much longer, and not as their square.

    The large one is tried again only where it took too long, as something may have come in between.
    """
    limit = 4 * times * processor_seconds(small, 3) + 0.05
    return any(processor_seconds(large) < limit for _ in range(2))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        began = process_time()
        work()
        return process_time() - began
    finally:
        gc.enable()
