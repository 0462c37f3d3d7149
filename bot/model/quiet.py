"""Quiet hours: when somebody is neither asked nor reminded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.model.local_time import instant, local_date

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when to when it is quiet, on the reader's wall clock; over midnight where it ends earlier."""

    begins: time
    ends: time

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The quiet hours of one person, in their zone."""

    quiet: Quiet
    zone: str

    def around(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """From when to when it is quiet around a moment, in UTC; None where it is not."""
        today = local_date(moment, self.zone)
        return next((span for span in self._from(today - _DAY, 2) if span[0] <= moment < span[1]), None)

    def next_beginning(self, moment: datetime) -> datetime:
        """When the next quiet hours after a moment begin."""
        today = local_date(moment, self.zone)
        return next(begins for begins, _ in self._from(today - _DAY, 4) if begins > moment)

    def _from(self, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
        over_midnight = _DAY if self.quiet.ends <= self.quiet.begins else timedelta(0)
        for day in (first + number * _DAY for number in range(days)):
            begins = instant(day, self.quiet.begins, self.zone)
            yield begins, instant(day + over_midnight, self.quiet.ends, self.zone)
