"""What the week needs from the chat: people looked up, messages posted and changed."""

from typing import Protocol

from bot.model.absence import OwnStatus
from bot.model.delivery import Delivery, Posted, WrittenOut
from bot.model.minutes import Minutes
from bot.model.person import Person


class Chat(Protocol):
    """The chat of the workspace.

    Every method that asks the chat raises NotNow (try again after so many seconds), Rejected (it will never
    work, or not until somebody mends something) or OutcomeUnknown (nobody answered, so the message may or may
    not be there).
    """

    def pages(self, minutes: Minutes) -> int:
        """How many messages these minutes take; asks nobody."""

    async def person(self, person: str) -> Person:
        """Look somebody up; who is unknown comes back with `trouble`, not as an error."""

    async def own_status(self, person: str) -> OwnStatus | None:
        """What somebody shows of themselves; None where it is not told, or not soon. Raises nothing."""

    async def members(self, channel: str) -> frozenset[str]:
        """The ids of the people in a channel; nobody where the bot is not a member.

        Rejected means that the workspace does not tell, so it is not known who is there.
        """

    async def permalink(self, posted: Posted) -> str:
        """The web address of a message; empty if the message is gone."""

    async def say(self, delivery: Delivery) -> Posted:
        """Post a delivery's message under its key, and return where it was posted.

        WrittenOut says that a file was refused and its words stand there as text.
        """

    async def amend(self, delivery: Delivery) -> WrittenOut | None:
        """Replace a posted message by the delivery's newest version; the delivery says where it is.

        Returns where the words of a file stand as text, if it was refused; else None.
        """

    async def find(self, delivery: Delivery) -> Posted | None:
        """Look whether an earlier try to post this delivery succeeded; None if not."""
