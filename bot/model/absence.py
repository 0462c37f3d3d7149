"""An absence: from when to when a lead does not report, and who does instead."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.model.call import StandIn


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away from `first` to `last`, both included; it ends by itself."""

    person: str
    first: date
    last: date
    stand_in: StandIn | None = None

    def covers(self, day: date) -> bool:
        """Whether the person is away on this day."""
        return self.first <= day <= self.last

    def is_covered_by(self, person: str) -> bool:
        """Whether this person stands in."""
        return self.stand_in is not None and self.stand_in.person == person


@dataclass(frozen=True, slots=True)
class SaidAway:
    """That somebody wrote of being away, in their words, and the first and last day as far as they tell."""

    text: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class OwnStatus:
    """What somebody shows of themselves, until it `ends`; the `picture` is the name of an emoji."""

    text: str
    picture: str = ""
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class AwayByStatus:
    """That somebody's own status says they are away at the meeting; `until` is the last day, if it tells.

    `instead` is whom they let report for them the last time.
    """

    until: date | None = None
    instead: StandIn | None = None
