"""An alarm: what the channel is told of an area's emergencies before the minutes are posted."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.model.update import Item


class Fate(StrEnum):
    """What became of an emergency since the channel was told."""

    STANDS = "stands"
    RESOLVED = "resolved"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Told:
    """An emergency that the channel knows of, in the lead's own words.

    `by` is the name of who reported it (`person`), empty where the words themselves say so; `at` is when they
    did. `since` is the moment of the last change.
    """

    item: Item
    by: str
    at: datetime
    fate: Fate = Fate.STANDS
    since: datetime | None = None
    person: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is an emergency still."""
        return self.fate is Fate.STANDS

    def without(self, person: str) -> "Told":
        """The same, if this person reported it, without saying so."""
        return replace(self, by="", person="") if self.person == person else self


@dataclass(frozen=True, slots=True)
class Alarm:
    """All that the channel was told of one area's emergencies, as it is now.

    `zone` is the call's. `updated` is the moment of the last change that the thread tells about.
    """

    call: str
    zone: str
    area: str
    told: tuple[Told, ...]
    updated: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether any of it is an emergency still."""
        return any(told.stands for told in self.told)

    def without(self, person: str) -> "Alarm":
        """The same without the name of a person."""
        return replace(self, told=tuple(told.without(person) for told in self.told))


class Turn(StrEnum):
    """How an emergency changed."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    RESOLVED = "resolved"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class AlarmNews:
    """What changed about an area's emergencies, for the thread of its alarm; `part` counts from 1."""

    area: str
    zone: str
    turns: tuple[tuple[Turn, Told], ...]
    part: int = 1
    parts: int = 1

    def without(self, person: str) -> "AlarmNews":
        """The same without the name of a person."""
        return replace(self, turns=tuple((turn, told.without(person)) for turn, told in self.turns))
