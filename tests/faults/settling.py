"""Waiting until everything is done that can be done, while time passes in steps."""

import asyncio
from datetime import timedelta
from time import monotonic

from bot.clock_guard import MOST_DIFFERENCE
from bot.model.delivery import Status
from tests.faults.bots import Bots
from tests.faults.lives import Life

QUIET_SECONDS, IN_HAND_SECONDS = 0.3, 1.5  # so long nothing moves before time is let pass
TURN_SECONDS, BIRTH_SECONDS = 15.0, 15.0  # so long a bot may need for a turn, and to begin
HELD_SECONDS = 30.0  # so long nobody works on an arrival with nothing moving
LOOKS, LOOK_SECONDS = 100, 0.1  # for a socket
STEP = timedelta(seconds=40)  # less than a lease may have left when a post begins
MOST_STEPS = 30  # twenty minutes; a lease takes two
STEPS_IN_DOUBT = 3  # for bots whose clocks are so wrong that they do nothing
AFTER_A_KILL = 15  # steps; after ten minutes nothing may wait because of a kill
PATIENCE_SECONDS = 600.0  # with a busy machine
DELIVERIES = "SELECT key, status, owner FROM delivery WHERE status IN ('pending', 'sending')"
ARRIVALS = "SELECT identity, owner FROM inbox WHERE done_at IS NULL"


class Settling(Bots):
    """Bots for which one can wait."""

    async def settle(self, most: int = MOST_STEPS) -> None:
        """Wait until everything is done that can be done now, with bots that are born again when they end.

        Time passes in at most so many steps; after that it is a fault that something is open.
        """
        steps = most if not self.tampered else 1  # what is broken need not be waited for again
        while steps:
            before = len(self.reached)
            if await self._quiet():
                return
            self.move(self.clock() + STEP)
            steps -= before == len(self.reached)  # whose bot kills itself begins to wait anew
            if self.living and all(map(_does_nothing, self.living)):
                steps = min(steps, STEPS_IN_DOUBT)
        if any(map(_does_nothing, self.living)):
            return
        open_ = "; ".join((await self.open_())[:3]) or "nothing is open, but a bot does not end its turn"
        self.tampered.append(
            f"I7 it did not settle in {most * STEP // timedelta(minutes=1)} minutes: {open_}"
        )

    @property
    def _under_way(self) -> bool:
        """Whether a call is being answered, or something that was asked for has still to happen."""
        return bool(self.workspace.api.busy or self.workspace.context.coming)

    async def quiet(self) -> None:
        """Wait until every call is answered, and all that was to happen later has happened."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self._under_way:  # noqa: ASYNC110 - seldom long
                await asyncio.sleep(0.01)

    async def _quiet(self) -> bool:
        """Whether nothing is left to do; false when nothing moves although something is left."""
        before, since = None, monotonic()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                await self.populated()
                self.nudge()
                state = (await self.open_(), len(self.workspace.ledger))
                if state != before or self._under_way:
                    before, since = state, monotonic()
                still = monotonic() - since
                left = bool(state[0] or self.workspace.envelopes.open)
                done = not left and self._all_at_work()
                if done and still >= QUIET_SECONDS / 2:
                    return True
                if still >= await self._enough(left=left) and not await self._worked_on(still):
                    return False
                await asyncio.sleep(0.05)

    async def _enough(self, *, left: bool) -> float:
        """How many seconds nothing has to move before time is let pass."""
        if not all(life.owners or life.frozen for life in self.living):  # nobody else may be there to do it
            return BIRTH_SECONDS
        if not left or not self._all_at_work():  # somebody has not taken a turn by this clock
            return TURN_SECONDS
        # whoever lives and has something in hand may be about to send it, or has had no answer
        return IN_HAND_SECONDS if await self._in_hand() else QUIET_SECONDS

    def _all_at_work(self) -> bool:
        """Whether all have taken a turn by the clock as it stands; who is frozen or wrong takes none."""
        able = [life for life in self.living if not (life.frozen or _does_nothing(life))]
        turned = all(life.owners and self.has_turned(life) for life in able)
        return turned and self.is_connected

    @property
    def is_connected(self) -> bool:
        """Whether there is a socket for everybody who lives; what was said before, the history tells then."""
        sockets = [socket for socket in self.workspace.sockets.open if not socket.closed]
        return len(sockets) >= len(self.living)

    async def connected(self) -> bool:
        """Wait a while for these sockets; whether they are there."""
        for _ in range(LOOKS):
            if self.is_connected:
                return True
            await asyncio.sleep(LOOK_SECONDS)
        return False

    async def _in_hand(self) -> bool:
        """Whether a living bot has a delivery in hand."""
        owners = self._owners()
        return any(owner in owners for _, status, owner in await self._rows() if status == Status.SENDING)

    async def _worked_on(self, still: float) -> bool:
        """Whether a living bot has an arrival in hand, and not for so long that this is a fault by itself."""
        if still >= HELD_SECONDS and not self.tampered:
            self.tampered.append(f"I7 an arrival stayed in hand for {HELD_SECONDS:.0f} seconds")
        if self.tampered:
            return False
        owners = self._owners()
        return any(row[-1] in owners for row in await asyncio.to_thread(self.shelf.select, ARRIVALS))

    def _owners(self) -> set[str]:
        return {owner for life in self.living if not life.frozen for owner in life.owners}

    async def open_(self) -> list[str]:
        """What is open: deliveries with their status, and arrivals."""
        rows, arrivals = await self._rows(), await self.arrivals()
        deliveries = sorted(f"{key} {status}" for key, status, _ in rows if key not in self.expected)
        return [*deliveries, *(f"arrival {name}" for name in arrivals)]

    async def _rows(self) -> list[tuple[str, str, str]]:
        return await asyncio.to_thread(self.shelf.select, DELIVERIES)

    async def arrivals(self) -> list[str]:
        """The identities of arrivals on which nobody has worked."""
        found = [str(row[0]) for row in await asyncio.to_thread(self.shelf.select, ARRIVALS)]
        return [name for name in found if name not in self.expected]


def _does_nothing(life: Life) -> bool:
    """Whether its clock is so wrong that it does nothing, as it should."""
    return abs(life.slip) > MOST_DIFFERENCE.total_seconds()
