"""Which meeting a message is about."""

import datetime as dt
from dataclasses import dataclass
from datetime import date, datetime

from bot.model.local_time import local_date
from bot.model.meeting import meeting_key


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which meeting is meant and when it starts (UTC), with the zones in which to say so.

    `date` is part of the meeting's identity; people are told the `day`. `off` says that it is not held.
    """

    call: str
    date: date
    starts: datetime
    zone: str
    also_in: tuple[str, ...] = ()
    off: bool = False

    @property
    def day(self) -> dt.date:
        """The date on which it is held."""
        return local_date(self.starts, self.zone)

    @property
    def key(self) -> str:
        """The identity of the meeting."""
        return meeting_key(self.call, self.date)
