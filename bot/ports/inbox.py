"""Requests from the chat, saved before they are acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request from the chat as it came; `attempts` counts how often work on it failed."""

    identity: str
    payload: dict[str, Any]
    attempts: int = 0


class Inbox(Protocol):
    """Saves requests before they are acknowledged; afterwards each is worked on once."""

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        """Save an arrival, and return once it is durable; saving a known identity again changes nothing.

        Raises ValueError for an identity with unprintable characters.
        """

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        """At most `limit` arrivals that have not been worked on, in the order in which they came."""

    async def done(self, identities: Sequence[str], at: datetime) -> None:
        """Save that arrivals were worked on, and delete their payloads."""

    async def failed(self, identity: str, reason: str) -> None:
        """Save that a try failed and why; the arrival keeps waiting."""

    async def forget_before(self, at: datetime) -> None:
        """Delete arrivals worked on before a moment; Slack may repeat requests for days."""

    async def cursors(self) -> dict[str, str]:
        """For each direct conversation the `ts` up to which all messages are known to have arrived."""

    async def move_cursor(self, conversation: str, ts: str) -> None:
        """Save that all messages of a conversation up to `ts` have arrived; an older `ts` changes nothing."""
