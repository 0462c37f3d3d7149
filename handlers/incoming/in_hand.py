"""The arrivals that this process has in hand, for as long as their leases run."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.model.errors import DatabaseUnusable
from bot.ports import Arrival, Clock, Inbox

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # after which another replica takes over from one that died
RENEWED = 4  # times in a lease, so that work may take as long as it takes


class InHand:
    """Claims arrivals for one owner, and knows by a clock that nobody sets whether they are still its own."""

    def __init__(self, inbox: Inbox, clock: Clock, owner: str, lease: timedelta) -> None:
        self._inbox = inbox
        self._clock = clock
        self._owner = owner
        self._lease = lease
        self._held: frozenset[str] = frozenset()
        self._until = 0.0

    async def claim(self, limit: int, *, but: Collection[str]) -> tuple[Arrival, ...]:
        """Claim at most `limit` arrivals, in the order in which they came."""
        asked = self._monotonic()
        claimed = await self._inbox.claim(self._clock(), self._owner, self._lease, limit, but=but)
        self._hold(frozenset(arrival.identity for arrival in claimed), asked)
        return claimed

    def holds(self, identity: str) -> bool:
        """Whether an arrival is this owner's still: a process may have been frozen since it was claimed."""
        return identity in self._held and self._monotonic() < self._until

    @asynccontextmanager
    async def renewing(self) -> AsyncIterator[None]:
        """Let the leases begin anew again and again until the context ends."""
        task = asyncio.create_task(self._renew())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def give_up(self) -> None:
        """Let others have at once what is in hand."""
        if self._held:
            self._held = frozenset()
            await self._inbox.renew(self._clock(), self._owner, timedelta())

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / RENEWED)
            asked = self._monotonic()
            try:
                held = await self._inbox.renew(self._clock(), self._owner, self._lease)
            except DatabaseUnusable as failure:
                log.warning("what is in hand could not be kept so: %s", failure)
            else:
                self._hold(self._held & held, asked)

    def _hold(self, identities: frozenset[str], asked: float) -> None:
        """Hold these from when they were asked for: in the database the lease began later."""
        self._held = identities
        self._until = asked + self._lease.total_seconds()

    def _monotonic(self) -> float:
        return asyncio.get_running_loop().time()
