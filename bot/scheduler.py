"""The alarm clock: it wakes the bot at the next moment, and at a steady pace; it decides nothing.

What is due is read from the database, so a call may come late, twice, or not for a week.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

ALARM = "alarm"


class AlarmClock:
    """Calls `wake` when an alarm is over, and every `seconds` seconds, until it is stopped.

    The heartbeat is the net under the alarm: a machine that slept, or whose clock was set, is late by one
    beat at most. `now` is the machine's own clock.
    """

    def __init__(self, wake: Callable[[], None], seconds: float, now: Callable[[], datetime]) -> None:
        # UTC and no grace time: 3.11 sleeps wrongly over clock changes in local zones, and drops
        # a call that is a second late (apscheduler#146). Waking is done in the loop, at once: by default
        # it goes through a thread, is skipped while one is busy, and is an error when cut off at the end.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self._wake = wake
        self._now = now
        self._scheduler.add_job(wake, "interval", seconds=seconds)

    def start(self) -> None:
        """Start calling; needs a running event loop."""
        self._scheduler.start()

    def set(self, after: timedelta) -> None:
        """Call once when this time is over, in place of what was set before."""
        self._scheduler.add_job(
            self._wake, "date", run_date=self._now() + after, id=ALARM, replace_existing=True
        )

    def stop(self) -> None:
        """Stop calling."""
        self._scheduler.shutdown(wait=False)
