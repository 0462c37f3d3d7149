"""What may take long to work out, so that nobody waits for it who need not."""

from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple

T = TypeVar("T")
Values = TypeVarTuple("Values")


class HeavyWork(Protocol):
    """Works out pure functions of values, and remembers what they gave."""

    def worked_out(self, function: Callable[[*Values], T], *values: *Values) -> T:
        """What a function of a module gives for these values; all of them can be hashed and pickled.

        Raises BeingWorkedOut while that is not known, and then whoever runs the unit of work runs it again;
        raises TookTooLong where it was given up, and what the function raises.
        """
