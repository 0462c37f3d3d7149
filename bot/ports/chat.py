"""The mouth: what the week wants from the chat."""

from dataclasses import dataclass
from typing import Protocol

from bot.model.delivery import Delivery, Posted
from bot.model.minutes import Minutes


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace; `trouble` says why they cannot be reached, if so.

    `admin` is who runs the workspace; `stranger` is somebody of another workspace in a shared channel.
    """

    person: str
    name: str
    zone: str = "UTC"
    trouble: str = ""
    admin: bool = False
    stranger: bool = False


class Chat(Protocol):
    """The mouth. Failures are NotNow, OutcomeUnknown or Refused."""

    def pages(self, minutes: Minutes) -> int:
        """How many messages these minutes take."""

    async def person(self, person: str) -> Person:
        """Look somebody up."""

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in a channel; nobody where the bot is not."""

    async def permalink(self, posted: Posted) -> str:
        """The address of a message; empty if it is gone."""

    async def say(self, delivery: Delivery) -> Posted:
        """Post a delivery's message under its key."""

    async def amend(self, delivery: Delivery) -> None:
        """Bring a posted message up to the delivery's version."""

    async def find(self, delivery: Delivery) -> Posted | None:
        """Look whether an earlier try to post this delivery succeeded."""
