"""What happened to a call, and what is found in its past."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.call import Call, Section
from bot.model.update import Item


@dataclass(frozen=True, slots=True)
class CallChange:
    """Somebody changed a call: as it was (None: it is new) and as it is since.

    `number` counts within the call. `by` is a person, or the name of a file from which calls were taken.
    `what` says it in a line each.
    """

    call: str
    number: int
    at: datetime
    by: str
    what: tuple[str, ...]
    before: Call | None
    after: Call


KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of posted minutes, to be found again.

    `area` and `section` are empty for what stands above the areas; then `kind` says what it is
    (`announcement`, `action`), else it is `item` or `note`; what was not understood of an old page is
    `kept`, in an area or in none. `place` is its place within the minutes.
    """

    call: str
    date: date
    place: int
    text: str
    kind: str = "item"
    area: str = ""
    section: str = ""


class ItemOutcome(StrEnum):
    """How far an item has come."""

    STANDS = "stands"  # it stood in what the area reported last
    FINISHED = "finished"
    GONE = "gone"  # it was not reported any more


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """An item in one wording: how it read, where it stood last, and in which minutes, first and last."""

    item: Item
    section: Section
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """What became of one item over the weeks; a new stage begins where its wording tells something new."""

    stages: tuple[ItemVersion, ...]
    ending: ItemOutcome = ItemOutcome.STANDS

    @property
    def now(self) -> ItemVersion:
        """How it read last."""
        return self.stages[-1]

    @property
    def first(self) -> date:
        """The minutes in which it stood first."""
        return self.stages[0].first

    @property
    def weeks(self) -> int:
        """From its first minutes to its last, at least one."""
        return max(1, round((self.now.last - self.first).days / 7))
