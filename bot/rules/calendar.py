"""Which meetings there are: laid out ahead from the call, without touching what has happened."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice, takewhile

from bot.formats.rhythm_words import rhythm_words
from bot.model.call import Call, Standing
from bot.model.local_time import instant
from bot.model.meeting import Meeting, State, falls, neighbours, next_dates, schedule
from bot.model.override import Override
from bot.model.reason import Reason
from bot.model.rhythm import dates_from

DAYS_AHEAD = 9  # one meeting at least, however far, and of a weekly call the next one on the day of the call
LONGEST_BREAK = timedelta(days=400)  # beyond these nobody looks for the next meeting that is held
LOOK_BACK = timedelta(days=60)  # what stood in minutes older than this is no longer on anybody's list
MEETINGS_BACK = 4  # unless the call is so rare that these meetings go further back
LEFT_OUT = 3  # meetings of a rare call in a row, which may take longer

Overrides = Mapping[date, Override]


def calendar(
    call: Call, known: tuple[Meeting, ...], overrides: Iterable[Override], now: datetime
) -> Iterator[Meeting]:
    """The meetings to keep: new ones, and known ones that are still to come and have changed.

    A meeting that has been posted, or whose moment has come, stays as it is, but for the end of its late
    window: that is over when the leads are asked for the next one. Meetings that nobody laid out in time,
    because the bot was away, are laid out now: what was written for them has to count somewhere.
    """
    there = {meeting.date: meeting for meeting in known}
    decided = {override.date: override for override in overrides}
    missed = frozenset(_missed(call, known, now))
    for meeting in _laid_out(call, there, decided, _wanted(call, decided, now), now, missed=missed):
        if meeting != there.get(meeting.date):
            yield meeting


def calendar_moment(
    call: Call, known: tuple[Meeting, ...], overrides: Iterable[Override], now: datetime
) -> datetime:
    """When, at the latest, a calendar that is up to date may have to be laid out again by time alone.

    New meetings appear with a new day, so only midnights of the call count, and the first that brings one.
    """
    decided, today = tuple(overrides), call.local_date(now)
    for days in range(1, DAYS_AHEAD):
        midnight = instant(today + timedelta(days=days), time(0), call.timezone)
        if any(calendar(call, known, decided, midnight)):
            return midnight
    return instant(today + timedelta(days=DAYS_AHEAD), time(0), call.timezone)


def next_meetings(
    call: Call, overrides: Iterable[Override], known: tuple[Meeting, ...], now: datetime, count: int
) -> tuple[Meeting, ...]:
    """So many meetings that are to come, held or skipped with a reason, as they would be laid out now."""
    there = {meeting.date: meeting for meeting in known}
    decided = {override.date: override for override in overrides}
    ahead = islice(dates_from(call.weekday, call.rhythm, call.local_date(now)), count + 1)
    dates = {*_wanted(call, decided, now), *ahead}
    laid_out = _laid_out(call, there, decided, dates, now)
    return tuple(islice((meeting for meeting in laid_out if is_to_come(meeting, now)), count))


def look_back(call: Call) -> timedelta:
    """How far back the meetings before one still matter to it: of a rare call for longer."""
    return max(LOOK_BACK, MEETINGS_BACK * call.gaps.longest)


def is_to_come(meeting: Meeting, now: datetime) -> bool:
    """Whether its moment has not come yet, so that it can still be held, skipped or moved."""
    return meeting.state in (State.SCHEDULED, State.SKIPPED) and meeting.posts > now


def room(call: Call, overrides: Iterable[Override], day: date) -> tuple[date, date]:
    """The first and the last day to which the meeting of this date can be moved.

    It stays between the meetings before and after it, wherever they are or were to be, so that their order
    never changes, and each of them can be put back where it was.
    """
    moved = {override.date: override.on for override in overrides if override.on}
    before, after = neighbours(call, day)
    first = max(before, moved.get(before, before)) + timedelta(days=1)
    last = min(after, moved.get(after, after)) - timedelta(days=1)
    return first, last


def holiday(call: Call, day: date) -> str:
    """The public holiday on a day, where the call minds them; empty on any other day."""
    return _holidays(call.holidays, day.year).get(day, "") if call.holidays else ""


def _wanted(call: Call, decided: Overrides, now: datetime) -> Iterator[date]:
    """The dates to lay out: the next ones, and when all those are skipped, on to the first that is held.

    A meeting that was moved counts by the day on which it is held.
    """
    today = call.local_date(now)
    end = today + max(LONGEST_BREAK, LEFT_OUT * call.gaps.longest)
    yield from (day for day, override in decided.items() if override.on and day < today <= override.on)
    held = False
    for day in takewhile(lambda day: day < end, dates_from(call.weekday, call.rhythm, today)):
        override = decided.get(day)
        on = (override.on if override else None) or day
        rests = call.standing is not Standing.HELD  # and nobody knows until when
        if (held or rests) and (on - today).days >= DAYS_AHEAD:
            return
        yield day
        held = held or (on > today and not _why_not(call, day, override))


def _missed(call: Call, known: Iterable[Meeting], now: datetime) -> Iterator[date]:
    """The dates that came and went since the last meeting laid out; one read from a page was not laid out."""
    ours = (meeting.date for meeting in known if meeting.minutes is None or meeting.frozen_at is not None)
    last, today = max(ours, default=None), call.local_date(now)
    if last is not None and last < today:
        yield from next_dates(call, last + timedelta(days=1), (today - last).days)


def _laid_out(
    call: Call,
    there: Mapping[date, Meeting],
    decided: Overrides,
    dates: Iterable[date],
    now: datetime,
    *,
    missed: frozenset[date] = frozenset(),
) -> tuple[Meeting, ...]:
    """Every meeting that is known, and those of these dates that are still to come, in their order.

    Those that were `missed` need not be to come.
    """
    meetings: list[Meeting] = []
    for day in sorted({*dates, *there, *missed}):
        known = there.get(day)
        if known is not None and not is_to_come(known, now):
            meetings.append(known)
            continue
        meeting = _fresh(call, day, decided.get(day), meetings[-1] if meetings else None)
        if known is not None or day in missed or is_to_come(meeting, now):
            meetings.append(meeting)
    return _closing_in_time(call, meetings)


def _fresh(call: Call, day: date, override: Override | None, before: Meeting | None) -> Meeting:
    """Lay out one meeting; replies count for it from where the last one held before it was posted."""
    meeting = schedule(call, day)
    if override and override.on and falls(call, day):
        starts = instant(override.on, override.at or call.time, call.timezone)
        posts = starts - call.post
        held_on = override.on if override.on != day else None
        meeting = replace(meeting, starts=starts, posts=posts, late_until=posts + call.late, held_on=held_on)
    if before is not None:
        meeting = replace(meeting, opens=before.opens if before.state is State.SKIPPED else before.posts)
    if reason := _why_not(call, day, override):
        return replace(meeting, state=State.SKIPPED, reason=reason)
    return meeting


def _why_not(call: Call, day: date, override: Override | None) -> str:
    """Why there is no meeting of this date; a chair's word counts for more than a list of dates."""
    if call.standing is not Standing.HELD:
        return Reason.PAUSED if call.standing is Standing.PAUSED else Reason.ENDED
    if not falls(call, day):
        return Reason.OTHER_WEEKDAY.about(rhythm_words(call))
    if override is not None:
        return Reason.BY_A_CHAIR if override.skips else ""
    if day in call.skip:
        return Reason.DATE_LEFT_OUT
    return Reason.PUBLIC_HOLIDAY.about(name) if (name := holiday(call, day)) else ""


def _closing_in_time(call: Call, meetings: list[Meeting]) -> tuple[Meeting, ...]:
    """Let each late window end where the leads are asked for the next meeting, which may have been moved."""
    closing: list[Meeting] = []
    asks: datetime | None = None
    for meeting in reversed(meetings):
        if asks is not None and meeting.is_unfinished:
            again = meeting.reason == Reason.OPENED_AGAIN
            late = meeting.late_until if again else meeting.posts + call.late
            until = max(meeting.posts, min(late, asks))
            closing.append(replace(meeting, late_until=until))
        else:
            closing.append(meeting)
        if meeting.state is not State.SKIPPED:
            asks = meeting.starts - call.ask
    return tuple(reversed(closing))


@cache
def _holidays(where: str, year: int) -> Mapping[date, str]:
    """The public holidays of a country, or of a part of it (`US-CA`)."""
    import holidays  # noqa: PLC0415 - large, and few calls mind holidays

    country, _, part = where.partition("-")
    return dict(holidays.country_holidays(country, subdiv=part or None, years=year))
