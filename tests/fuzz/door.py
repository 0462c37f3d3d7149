"""A door: what comes in there, and what takes it in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.model.errors import MinutesError

Take = Callable[[Any], Awaitable[None]]
OURS: tuple[type[Exception], ...] = (MinutesError,)


@dataclass(frozen=True, slots=True)
class Door:
    """A way in. `sample` rolls something that nearly fits; `take` raises nothing but what is `expected`.

    `take` checks by itself what has to hold afterwards, with assert.
    """

    name: str
    sample: Callable[[Random], Any]
    take: Take
    expected: tuple[type[Exception], ...] = OURS


def plain(work: Callable[[Any], object]) -> Take:
    """A function that waits for nothing, as what takes something in."""

    async def take(sample: Any) -> None:
        work(sample)

    return take
