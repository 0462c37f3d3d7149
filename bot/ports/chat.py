"""The mouth: what the week wants from the chat."""

from typing import Protocol

from bot.model.delivery import Delivery, Posted
from bot.model.minutes import Minutes
from bot.model.person import Person


class Chat(Protocol):
    """The mouth. Failures are NotNow, OutcomeUnknown or Rejected."""

    def pages(self, minutes: Minutes) -> int:
        """How many messages these minutes take."""

    async def person(self, person: str) -> Person:
        """Look somebody up."""

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in a channel; nobody where the bot is not.

        Rejected if the workspace does not tell: then it is not known who is there.
        """

    async def permalink(self, posted: Posted) -> str:
        """The address of a message; empty if it is gone."""

    async def say(self, delivery: Delivery) -> Posted:
        """Post a delivery's message under its key."""

    async def amend(self, delivery: Delivery) -> None:
        """Bring a posted message up to the delivery's version."""

    async def find(self, delivery: Delivery) -> Posted | None:
        """Look whether an earlier try to post this delivery succeeded."""
