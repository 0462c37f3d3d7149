"""What came of the changes that somebody asked for, so that none is made again when its answer has to be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Result:
    """What a change returned when it was made."""

    value: Any


class Results(Protocol):
    """The results of changes, each kept in the transaction of its change, until its arrival is done."""

    def result_of(self, arrival: str, change: str, shape: Any) -> Result | None:
        """What a change that an arrival asked for returned, of the type `shape`; None if it was not made.

        Raises RowUnreadable if another release kept it in a shape of its own.
        """

    def end_arrival(self, arrival: str, at: datetime) -> None:
        """Save that an arrival was worked on, in the transaction of all that it brought about."""

    def keep_result(self, arrival: str, change: str, shape: Any, value: Any) -> None:
        """Save what a change returned. Of an arrival that does not wait nothing is saved."""
