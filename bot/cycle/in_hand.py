"""The deliveries that are in hand at the same time, each by itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from types import TracebackType
from typing import Self

from bot.model.delivery import Delivery
from bot.model.errors import DatabaseUnusable
from bot.model.message import TwikiCopy
from bot.model.trouble import described

log = logging.getLogger(__name__)

IN_ORDER_SECONDS = 5.0  # an answer of Slack takes a tenth of that
Try = Callable[[], Awaitable[None]]


class InHand:
    """Tries that go on beside each other. At the end of the context none does: what was begun is finished.

    What is said in the same place is said in the order in which it was taken into hand; only what is less
    urgent is not waited for, nor a file, which takes several requests, nor what hangs for longer than so many
    `seconds`: it must not keep a place in hand from others. Who is cancelled cancels them, too.
    """

    def __init__(self, seconds: float = IN_ORDER_SECONDS) -> None:
        self._seconds = seconds
        self._tries: dict[asyncio.Task[None], Delivery] = {}

    async def __aenter__(self) -> Self:
        """Nothing is in hand yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish what is in hand, or cancel it."""
        if kind is not None and not issubclass(kind, Exception):
            for each in self._tries:
                each.cancel()
        if self._tries:
            await asyncio.wait(self._tries)

    def __len__(self) -> int:
        """How many are in hand."""
        return len(self._tries)

    def begin(self, delivery: Delivery, trying: Try) -> None:
        """Take a delivery into hand."""
        before = [each for each, other in self._tries.items() if _goes_before(other, delivery)]
        self._tries[asyncio.create_task(self._after(before, trying))] = delivery

    async def _after(self, before: Collection[asyncio.Task[None]], trying: Try) -> None:
        if before:
            await asyncio.wait(before, timeout=self._seconds)
        await trying()

    async def down_to(self, most: int) -> None:
        """Wait until at most so many are in hand; raises DatabaseUnusable where a try did."""
        while len(self._tries) > most:
            done, _ = await asyncio.wait(self._tries, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                _look_at(self._tries.pop(each), each)


def _goes_before(other: Delivery, delivery: Delivery) -> bool:
    is_file = isinstance(other.message, TwikiCopy)
    return other.to == delivery.to and other.priority <= delivery.priority and not is_file


def _look_at(delivery: Delivery, done: asyncio.Task[None]) -> None:
    failure = done.exception()
    if isinstance(failure, DatabaseUnusable) or not isinstance(failure, Exception | None):
        raise failure
    if failure is not None:  # it stays in hand until its lease is over
        log.error("what became of %s could not be noted: %s", delivery.key, described(failure))
