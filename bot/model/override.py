"""An override: one meeting that departs from the rule of its call, once."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Override:
    """A chair's word about the meeting that by its call's rule would be on `date`.

    It is skipped, or moved `on` another date, `at` another time (None: the usual one), both in the call's
    zone. `by` and `decided_at` say who wanted it so, and when.
    """

    call: str
    date: dt.date
    by: str
    decided_at: dt.datetime
    on: dt.date | None = None
    at: dt.time | None = None

    @property
    def skips(self) -> bool:
        """Whether the meeting is not held at all."""
        return self.on is None
