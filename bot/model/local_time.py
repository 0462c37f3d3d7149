"""From the wall clock of a zone to an instant, and back to the date that it shows there."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, at: time, zone: str) -> datetime:
    """The instant of a wall-clock time, in UTC.

    A time that the clocks skip becomes the first instant after the gap; one that they show twice is the
    first of the two.
    """
    local = datetime.combine(day, at.replace(fold=0), tzinfo=ZoneInfo(zone))
    there = local.astimezone(UTC)
    if there.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        return there
    return _end_of_gap(local)


def local_date(moment: datetime, zone: str) -> date:
    """The date that calendars show in a zone at a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def _end_of_gap(local: datetime) -> datetime:
    """The first instant at which the clocks show something later than `local`, which they skip.

    It lies between the two instants that the offsets before and after the gap make of `local`.
    """
    early, late = sorted(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))

    def is_over(second: int) -> bool:
        shown = (early + timedelta(seconds=second)).astimezone(local.tzinfo)
        return shown.replace(tzinfo=None) > local.replace(tzinfo=None)

    seconds = range(int((late - early).total_seconds()) + 1)
    return early + timedelta(seconds=bisect_left(seconds, x=True, key=is_over))
