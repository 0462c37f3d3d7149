"""What ends the bot's rest, and how long a turn may go on while something else waits."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.ports import Book, Running

SLICE_SECONDS = 1.0  # of a turn, before it gives way to what has come up meanwhile
LEAST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=10)
PAUSE_BEHIND = timedelta(seconds=15)  # while minutes may have to wait, or after a failure

SetAlarm = Callable[[timedelta], None]
GivesWay = Callable[[], bool]


class Waking:
    """Remembers that the bot is to take another turn, or none any more.

    `alarm`, where there is one, wakes it after a while; with `tick_seconds` no rest is longer than two beats
    of the heart, as a heart that has stopped must not stop the bot.
    """

    def __init__(self, running: Running, tick_seconds: float = 0.0) -> None:
        self.woken = asyncio.Event()
        self.is_ending = False
        self.alarm: SetAlarm | None = None
        self._running = running
        self._longest = min(LONGEST_PAUSE, timedelta(seconds=2 * tick_seconds) or LONGEST_PAUSE)

    def end(self) -> None:
        """Let the turn that is being taken be the last one, and take no longer than what is in hand."""
        self.is_ending = True
        self.woken.set()

    def set_alarm(self, after: timedelta) -> None:
        """Be woken when this time is over, and not when an earlier alarm was to be."""
        if self.alarm is not None:
            self.alarm(after)

    def slice(self) -> GivesWay:
        """Tells whether a turn that begins now has lasted long enough, with something else waiting."""
        end = self._running() + SLICE_SECONDS
        return lambda: self.is_ending or (self.woken.is_set() and self._running() >= end)

    async def rest_until(self, due_in: timedelta | None, *, unfinished: bool, behind: bool) -> None:
        """Wait to be woken, or until something is due; not for long where more is to be done anyway."""
        pause = max(due_in, LEAST_PAUSE) if due_in is not None else LONGEST_PAUSE
        pause = LEAST_PAUSE if unfinished else pause
        await self.rest(min(pause, self._longest, PAUSE_BEHIND if behind else LONGEST_PAUSE))
        self.woken.clear()

    async def recover(self) -> None:
        """Wait after a failure, until a turn is worth another try: soon, or when something new wakes the bot.

        What woke it before is no reason to fail again at once, and again for as long as the trouble lasts.
        """
        self.woken.clear()
        if not self.is_ending:
            await self.rest(PAUSE_BEHIND)
        self.woken.set()

    async def rest(self, longest: timedelta) -> None:
        """Wait to be woken, at most so long."""
        with suppress(TimeoutError):
            # not wait_for: before Python 3.12 it lets a cancellation go unheard that comes while it is woken
            async with asyncio.timeout(longest.total_seconds()):
                await self.woken.wait()


def next_due(book: Book) -> datetime | None:
    """When the next delivery may be sent. Asked after each turn, by which the fault campaign counts turns."""
    return book.next_due()
