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
    assert await beside.begin()  # everything, once
    assert not await beside.begin()
    assert beside.is_looking
    assert not beside.is_behind
    reading.goes_on.set()
    await until(lambda: not beside.is_looking)
    assert found == [0, 1]
