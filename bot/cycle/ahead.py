"""The next meetings of a call, further ahead than anybody lays them out. Values in, values out."""

from datetime import datetime, timedelta

from bot.cycle.calendar import calendar
from bot.model.call import Call
from bot.model.meeting import Meeting

WEEK = timedelta(days=7)


def ahead(call: Call, now: datetime, count: int) -> tuple[Meeting, ...]:
    """So many meetings that are to come, with those that are skipped and why."""
    found: dict[str, Meeting] = {}
    moment = now
    while len(found) < count:
        found |= {meeting.key: meeting for meeting in calendar(call, (), (), moment) if meeting.key not in found}
        moment += WEEK
    return tuple(sorted(found.values(), key=lambda meeting: meeting.date)[:count])
