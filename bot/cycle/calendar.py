"""Which meetings there are: laid out ahead from the call, without touching what has happened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays

from bot.model.call import Call
from bot.model.meeting import Meeting, State, next_dates, schedule

DAYS_AHEAD = 9  # at least one meeting ahead on every day of the week, and the next one on the day of the call
LONGEST_BREAK = 400  # days; beyond these nobody looks for the next meeting that is held


def calendar(call: Call, known: tuple[Meeting, ...], now: datetime) -> Iterator[Meeting]:
    """The meetings to keep: new ones, and known ones that are still to come and have changed.

    A meeting that has been posted, or whose moment has come, stays as it is.
    """
    past = tuple(meeting for meeting in known if not _to_come(meeting, now))
    coming = {meeting.date: meeting for meeting in known if _to_come(meeting, now)}
    today = now.astimezone(ZoneInfo(call.timezone)).date()
    wanted = dict.fromkeys(_wanted(call, today))
    before = past[-1] if past else None
    for day in sorted({*wanted, *coming}):
        meeting = _laid_out(call, day, before, falls=day in wanted or day.weekday() == call.weekday.number)
        if any(day == there.date for there in past) or (day not in coming and not _to_come(meeting, now)):
            continue
        before = meeting
        if meeting != coming.get(day):
            yield meeting


def _wanted(call: Call, today: date) -> Iterator[date]:
    """The dates to lay out: the next ones, and when all those are skipped, on to the first that is held."""
    held = False
    for day in next_dates(call, today, LONGEST_BREAK):
        if held and (day - today).days >= DAYS_AHEAD:
            return
        yield day
        held = held or (day > today and not _why_not(call, day, falls=True))


def _to_come(meeting: Meeting, now: datetime) -> bool:
    return meeting.state in (State.SCHEDULED, State.SKIPPED) and meeting.posts > now


def _laid_out(call: Call, day: date, before: Meeting | None, *, falls: bool) -> Meeting:
    """Lay out one meeting; replies count for it from where the last one held before it was posted."""
    meeting = schedule(call, day)
    if before is not None:
        opens = before.opens if before.state is State.SKIPPED else before.posts
        meeting = replace(meeting, opens=opens)
    if reason := _why_not(call, day, falls=falls):
        return replace(meeting, state=State.SKIPPED, reason=reason)
    return meeting


def _why_not(call: Call, day: date, *, falls: bool) -> str:
    if not falls:
        return f"the call is now on {call.weekday.value.capitalize()}s"
    if day in call.skip:
        return "no meeting on this date"
    if call.holidays and (name := holidays.country_holidays(call.holidays, years=day.year).get(day)):
        return f"public holiday: {name}"
    return ""
