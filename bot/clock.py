"""The only module that reads the clock."""

import time
from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(tz=UTC)  # noqa: TID251 - this is the one module that may


def running() -> float:
    """Seconds on a clock that only goes forward; where the system can, also while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class MovableClock:
    """A clock that can be set forward and then runs on, for the demo and the tests."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - now()

    def __call__(self) -> datetime:
        """The present moment of this clock, in UTC."""
        return now() + self._ahead

    def move(self, to: datetime) -> None:
        """Set it forward to a moment; an earlier moment changes nothing."""
        self._ahead = max(self._ahead, to - now())

    def advance(self, by: timedelta) -> None:
        """Set it forward by a time span."""
        self.move(self() + by)
