"""A queue in which everybody has a line of their own, and the lines take turns."""

from collections import OrderedDict, deque
from queue import Empty
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Things of one come out as they were put in; between two of one all others have had one of theirs.

    So however much somebody puts in, whoever puts in something after that waits for one thing of theirs.
    """

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[T]] = OrderedDict()
        self._changed = Condition()

    def put(self, who: str, thing: T) -> None:
        """Add a thing at the end of somebody's line."""
        with self._changed:
            self._lines.setdefault(who, deque()).append(thing)
            self._changed.notify()

    def get(self, timeout: float) -> T:
        """The next thing, waited for at most so many seconds; raises `queue.Empty`."""
        with self._changed:
            if not self._changed.wait_for(lambda: bool(self._lines), timeout):
                raise Empty
            who, line = self._lines.popitem(last=False)
            thing = line.popleft()
            if line:
                self._lines[who] = line
            return thing
