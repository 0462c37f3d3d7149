"""Looking back goes on beside the turns."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from handlers.incoming.look_back_beside import LookBackBeside
from tests.waiting import until


class Reading:
    """Conversations of which one is to be read again, and is not at its end until it is let go."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()
        self.heard_out = frozenset[str]()

    def is_due(self) -> bool:
        return True

    async def everything(self) -> int:
        return 0

    async def again(self) -> int:
        await self.goes_on.wait()
        return 1


async def test_a_turn_does_not_wait_for_what_is_read_again():
    reading, found = Reading(), list[int]()

    async def finished(seen: int, _took: float) -> None:
        found.append(seen)

    part: Any = reading
    beside = LookBackBeside(part, lambda: datetime(2027, 1, 12, tzinfo=UTC), finished)
    beside.turn_begins()
    assert await beside.begin()  # everything, once
    assert not await beside.begin()
    assert beside.is_looking
    assert not beside.is_behind
    reading.goes_on.set()
    await until(lambda: not beside.is_looking)
    assert found == [0, 1]


class Idle(Reading):
    """Conversations of which none is to be read again."""

    def is_due(self) -> bool:
        return False

    def missed(self) -> None:
        """Everything is read anyway."""


async def test_what_is_missed_while_arrivals_are_worked_on_is_looked_for_in_the_next_turn():
    """What has arrived meanwhile is not remembered yet, so a history could not show that it is gone."""
    found = list[int]()

    async def finished(seen: int, _took: float) -> None:
        found.append(seen)

    part: Any = Idle()
    beside = LookBackBeside(part, lambda: datetime(2027, 1, 12, tzinfo=UTC), finished)
    beside.turn_begins()
    await beside.begin()
    beside.turn_begins()
    beside.behind()
    assert not await beside.begin()
    assert (found, beside.is_behind) == ([0], True)
    beside.turn_begins()
    assert await beside.begin()
    assert (found, beside.is_behind) == ([0, 0], False)
