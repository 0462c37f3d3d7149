"""A lease: how long a delivery is in one hand, by a clock that nobody can set."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.errors import LeaseRunsOut


@dataclass(frozen=True, slots=True)
class Lease:
    """It is over when `running`, a clock that only goes forward, is at `ends`; both are in seconds.

    A request is begun only while `least` seconds are left: as long as it may take, and what it may be late.
    """

    ends: float
    least: float
    running: Callable[[], float]

    def hold(self) -> None:
        """Raise LeaseRunsOut where too little is left to begin a request that posts or changes something."""
        if self.ends - self.running() < self.least:
            raise LeaseRunsOut
