"""The heartbeat: it wakes the bot at a steady pace, and decides nothing.

What is due is read from the database, so a heartbeat may be late, doubled, or missing for a week.
"""

from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Heartbeat:
    """Calls `wake` every `seconds` seconds until it is stopped."""

    def __init__(self, wake: Callable[[], None], seconds: float) -> None:
        # UTC and no grace time: 3.11 sleeps wrongly over clock changes in local zones, and drops
        # a call that is a second late (apscheduler#146).
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            wake, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1
        )

    def start(self) -> None:
        """Start calling; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop calling."""
        self._scheduler.shutdown(wait=False)
