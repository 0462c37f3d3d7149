"""Which conversation is read next, where some are more urgent and nobody must wait for ever. Pure."""

from collections import deque
from collections.abc import Collection, Iterable


class ReadingOrder:
    """The order in which conversations are read: the urgent ones first, and each waits its turn after that.

    An urgent one that has to be read again takes turns with the others.
    """

    def __init__(self, places: Iterable[str]) -> None:
        self._left = deque(sorted(places))
        self._read: dict[str, None] = {}  # who was read longest ago comes first
        self._is_others = True  # the next turn, unless somebody urgent was not read yet

    def next(self, urgent: Collection[str]) -> str | None:
        """Who is read next, which may be one of the `urgent` that is none of those left; None at the end."""
        while self._left and self._left[0] in self._read:
            self._left.popleft()
        if not self._left:
            return None
        first = next((each for each in urgent if each not in self._read), None)
        again = None if self._is_others else next((each for each in self._read if each in urgent), None)
        self._is_others = bool(first or again)
        place = first or again or self._left.popleft()
        self._read.pop(place, None)
        self._read[place] = None
        return place
