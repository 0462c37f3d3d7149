"""Requests from the chat, saved before they are acknowledged."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request from the chat as it came; `attempts` counts how often work on it failed."""

    identity: str
    payload: dict[str, Any]
    attempts: int = 0


class Inbox(Protocol):
    """Saves requests before they are acknowledged; afterwards each is worked on once, by one owner."""

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        """Save an arrival, and return once it is durable; saving a known identity again changes nothing.

        Raises ValueError for an identity with unprintable characters.
        """

    async def unknown(self, identities: Collection[str]) -> frozenset[str]:
        """Which of these arrivals were never kept, or so long ago that they were forgotten."""

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        """At most `limit` arrivals that have not been worked on, whoever has them in hand, as they came."""

    async def claim(
        self, now: datetime, owner: str, lease: timedelta, limit: int, *, but: Collection[str] = ()
    ) -> tuple[Arrival, ...]:
        """Claim at most `limit` arrivals for the time of the lease, in the order in which they came.

        What a person sent stays in one hand: nothing of theirs is claimed while another owner has some of it.
        """

    async def renew(self, now: datetime, owner: str, lease: timedelta) -> frozenset[str]:
        """Let the leases of all that `owner` has in hand begin anew; returns the identities."""

    async def done(self, identities: Sequence[str], at: datetime, owner: str = "") -> None:
        """Save that arrivals in the hand of `owner` were worked on, and delete their payloads."""

    async def failed(self, identity: str, reason: str, owner: str = "") -> None:
        """Save that a try of `owner` failed and why; the arrival keeps waiting, in nobody's hand."""

    async def forget_before(self, at: datetime) -> None:
        """Delete arrivals worked on before a moment; Slack may repeat requests for days."""

    async def cursors(self) -> dict[str, str]:
        """For each direct conversation the `ts` up to which all messages are known to have arrived."""

    async def move_cursor(self, conversation: str, ts: str) -> None:
        """Save that all messages of a conversation up to `ts` have arrived; an older `ts` changes nothing."""
