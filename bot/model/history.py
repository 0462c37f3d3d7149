"""What happened to a call, and what is found in its past."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.model.call import Call


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of posted minutes, to be found again.

    `area` and `section` are empty for what stands above the areas; then `kind` says what it is
    (`announcement`, `action`), else it is `item` or `note`. `place` is its place within the minutes.
    """

    call: str
    date: date
    place: int
    text: str
    kind: str = "item"
    area: str = ""
    section: str = ""
