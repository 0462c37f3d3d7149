"""What people wrote while nobody listened, as far as it has not been found yet."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol


class Backlog(Protocol):
    """Tells minutes whether something may still be found that belongs in them."""

    def holds(self, minutes: str, people: frozenset[str]) -> bool:
        """Whether the minutes of the meeting with this key should wait a moment, until it was looked back.

        Nobody's words but those of these people may count for them.
        """

    async def misses(self, people: Collection[str], until: datetime) -> bool:
        """Whether something that these people wrote until then may not be known yet, and be found later."""

    async def lacks(self, people: Collection[str], posted: datetime, until: datetime) -> bool:
        """Whether minutes that were due at `posted` may lack something that these people wrote until then.

        That was not read since they were posted, or is known to have been missed: nobody listened and it is
        not read yet, or it is refused for now.
        """
