"""What ends the bot's rest, and how long a turn may go on while something else waits."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.ports import Book, Running

SLICE_SECONDS = 1.0  # of a turn, before it gives way to what has come up meanwhile

SetAlarm = Callable[[timedelta], None]


class Waking:
    """Remembers that the bot is to take another turn; `alarm`, where there is one, wakes it after a while."""

    def __init__(self, running: Running) -> None:
        self.woken = asyncio.Event()
        self.alarm: SetAlarm | None = None
        self._running = running

    def set_alarm(self, after: timedelta) -> None:
        """Be woken when this time is over, and not when an earlier alarm was to be."""
        if self.alarm is not None:
            self.alarm(after)

    def slice(self) -> Callable[[], bool]:
        """Tells whether a turn that begins now has lasted long enough, with something else waiting."""
        end = self._running() + SLICE_SECONDS
        return lambda: self.woken.is_set() and self._running() >= end

    async def rest(self, longest: timedelta) -> None:
        """Wait to be woken, at most so long."""
        with suppress(TimeoutError):
            # not wait_for: before Python 3.12 it lets a cancellation go unheard that comes while it is woken
            async with asyncio.timeout(longest.total_seconds()):
                await self.woken.wait()


def next_due(book: Book) -> datetime | None:
    """When the next delivery may be sent. Asked after each turn, by which the fault campaign counts turns."""
    return book.next_due()
