"""What came in from the chat, kept before it is acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in from the chat, word for word, waiting to be worked on."""

    identity: str
    payload: dict[str, Any]
    attempts: int = 0


class Inbox(Protocol):
    """What came in; kept before it is acknowledged, worked on afterwards, once."""

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        """Keep an arrival durably; returns when it is. A known identity changes nothing."""

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        """Arrivals that nobody has worked on yet, in the order in which they came."""

    async def done(self, identities: Sequence[str], at: datetime) -> None:
        """Note that arrivals have been worked on."""

    async def failed(self, identity: str, reason: str) -> None:
        """Note a try that failed; the arrival keeps waiting."""

    async def forget_before(self, at: datetime) -> None:
        """Delete what was worked on before a moment; Slack must not send it again later."""

    async def cursors(self) -> dict[str, str]:
        """For each direct conversation the `ts` up to which everything is known to have arrived."""

    async def move_cursor(self, conversation: str, ts: str) -> None:
        """Everything in this conversation up to `ts` has arrived; a cursor only moves forward."""
