"""The only look at the clock."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(tz=UTC)  # noqa: TID251 - this is the one module that may


class MovableClock:
    """A clock that runs on from wherever it is set, for the demo and the tests."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - now()

    def __call__(self) -> datetime:
        """The present moment of this clock, in UTC."""
        return now() + self._ahead

    def move(self, to: datetime) -> None:
        """Go forward to a moment; never back."""
        self._ahead = max(self._ahead, to - now())

    def advance(self, by: timedelta) -> None:
        """Go forward by a span."""
        self.move(self() + by)
