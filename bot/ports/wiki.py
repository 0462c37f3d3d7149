"""The wiki in which minutes stand."""

from typing import Protocol

from bot.model.delivery import Posted
from bot.model.message import WikiPage


class Wiki(Protocol):
    """The wiki in which minutes stand. Failures are NotNow, OutcomeUnknown or Rejected."""

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        """Bring a page up to the minutes; what stands there already is not written again.

        Only the areas that report something else than before are touched, and none that somebody changed by
        hand since. `doubtful` says that an earlier try may have succeeded.
        """
