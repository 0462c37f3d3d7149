"""An alarm: what the channel is told of an area's emergencies before the minutes are posted."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.model.update import Item


class EmergencyFate(StrEnum):
    """What became of an emergency since the channel was told."""

    STANDS = "stands"
    RESOLVED = "resolved"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class ReportedEmergency:
    """An emergency that the channel knows of, in the lead's own words.

    `by` is the name of who reported it (`person`), empty where the words themselves say so; `at` is when they
    did. `since` is the moment of the last change.
    """

    item: Item
    by: str
    at: datetime
    fate: EmergencyFate = EmergencyFate.STANDS
    since: datetime | None = None
    person: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is an emergency still."""
        return self.fate is EmergencyFate.STANDS

    def without(self, person: str) -> "ReportedEmergency":
        """The same, if this person reported it, without saying so."""
        return replace(self, by="", person="") if self.person == person else self


@dataclass(frozen=True, slots=True)
class EmergencyPost:
    """All that the channel was told of one area's emergencies, as it is now.

    `zone` is the call's. `updated` is the moment of the last change that the thread tells about.
    """

    call: str
    zone: str
    area: str
    told: tuple[ReportedEmergency, ...]
    updated: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether any of it is an emergency still."""
        return any(told.stands for told in self.told)

    def without(self, person: str) -> "EmergencyPost":
        """The same without the name of a person."""
        return replace(self, told=tuple(told.without(person) for told in self.told))


class EmergencyChange(StrEnum):
    """How an emergency changed."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    RESOLVED = "resolved"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class EmergencyUpdate:
    """What changed about an area's emergencies, for the thread of its alarm; `part` counts from 1."""

    area: str
    zone: str
    changes_between: tuple[tuple[EmergencyChange, ReportedEmergency], ...]
    part: int = 1
    parts: int = 1

    def without(self, person: str) -> "EmergencyUpdate":
        """The same without the name of a person."""
        return replace(
            self, changes_between=tuple((turn, told.without(person)) for turn, told in self.changes_between)
        )
