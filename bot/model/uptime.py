"""When the bot was at work, and when it was not."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Uptime:
    """A span in which turns were taken, from the first to about the last of them; instants in UTC."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Downtime:
    """A long span in which no turn was taken; `since` may be an hour too early, `until` is the first turn."""

    since: datetime
    until: datetime

    def has(self, moment: datetime) -> bool:
        """Whether the bot was down at a moment."""
        return self.since <= moment < self.until
