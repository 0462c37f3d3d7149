"""What the week needs from the wiki: minutes on a page."""

from typing import Protocol

from bot.model.delivery import Posted
from bot.model.message import WikiPage


class Wiki(Protocol):
    """The wiki that shows the minutes.

    Raises NotNow (try again later), Rejected (somebody has to do something first) or OutcomeUnknown (it may
    have been saved).
    """

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        """Write minutes to their page, and return where they are; an unchanged page is not saved again.

        Only areas that report something new are changed, and none that somebody has edited by hand since.
        `doubtful` says that an earlier try may have succeeded.
        """
