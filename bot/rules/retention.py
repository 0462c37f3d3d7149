"""What was written so long ago that it is to be forgotten. Values in, steps out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.model.call import Call
from bot.model.local_time import instant
from bot.model.meeting import Meeting

PORTION = timedelta(weeks=4)  # so much at a time, that nobody waits for it


@dataclass(frozen=True, slots=True)
class Forget:
    """Forget what was written for the meetings before a date."""

    before: date


def forgotten_before(call: Call, coming: Meeting, now: datetime) -> date | None:
    """Before which date nothing written is kept any more; never what an open meeting is read from."""
    if call.retention is None:
        return None
    return min(coming.date, call.local_date(now - call.retention))


def forgetting_moments(call: Call, oldest: date | None) -> Iterator[datetime]:
    """When the oldest of what was written is so old that the call does not keep it."""
    if call.retention is not None and oldest is not None:
        yield instant(oldest + timedelta(days=1), time(0), call.timezone) + call.retention


def forgetting(oldest: date | None, end: date | None) -> Iterator[Forget]:
    """The next portion of what is older than its end, beginning with the oldest that is there."""
    if oldest is not None and end is not None and oldest < end:
        yield Forget(min(end, oldest + PORTION))
