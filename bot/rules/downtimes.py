"""How long the bot was down, which meetings it missed, and what is told of them. Values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, key
from bot.model.meeting import Meeting, State
from bot.model.reason import Reason, reason_in
from bot.model.uptime import Downtime, Uptime

LONG = timedelta(days=7)
NOTED_EVERY = timedelta(hours=1)
TOLD_WITHIN = timedelta(days=14)  # after the bot is back; who was made chair later need not hear of it
MOST_DATES = 8  # in one line

NO_MINUTES = "no minutes, as nobody had reported and the time for late replies was over"
LATE_MINUTES = "the minutes came late"
TOLD = """\
I was not running from about {since} until {until} ({zone}). What became of the {call} meetings in that time:
{each}
What people wrote to me meanwhile is read back, and counts for the meeting that was open then, or for the \
next one where that has no minutes."""


@dataclass(frozen=True, slots=True)
class TellDowntime:
    """Tell the chairs of a call what became of the meetings that it missed in a downtime."""

    downtime: Downtime


@dataclass(frozen=True, slots=True)
class MissedMeeting:
    """What became of a meeting that was missed: whether there are minutes, and what was written for it."""

    day: date
    has_minutes: bool
    replies: int


def uptime_now(known: Sequence[Uptime], now: datetime) -> Uptime | None:
    """The span at work to keep; None where the last one says enough.

    A new one begins after a long downtime. A clock that was set back changes nothing.
    """
    if not known or now - known[-1].until >= LONG:
        return Uptime(now, now)
    if now - known[-1].until >= NOTED_EVERY:
        return Uptime(known[-1].since, now)
    return None


def downtimes(known: Iterable[Uptime]) -> tuple[Downtime, ...]:
    """The long spans between those at work."""
    return tuple(Downtime(before.until, after.since) for before, after in pairwise(known))


def downtime_of(meeting: Meeting, known: Iterable[Downtime]) -> Downtime | None:
    """The downtime in which the time of a meeting fell, if any."""
    return next((each for each in known if each.has(meeting.posts)), None)


def untold(known: Iterable[Downtime], now: datetime) -> Iterator[Downtime]:
    """Those of which people may still have to be told."""
    return (each for each in known if now - each.until < TOLD_WITHIN)


def missed_in(downtime: Downtime, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings that were to be held in a downtime, but for those whose minutes had been posted before."""
    return tuple(
        meeting
        for meeting in meetings
        if downtime.has(meeting.posts)
        and meeting.state is not State.SKIPPED
        and (meeting.minutes is None or meeting.minutes.delayed)
    )


def are_settled(missed: Iterable[Meeting]) -> bool:
    """Whether it is known of each what became of it."""
    return all(meeting.state is not State.SCHEDULED for meeting in missed)


def nobody_could_answer(deliveries: Iterable[Delivery]) -> bool:
    """Whether leads were not asked for a meeting as the bot was down, so that their silence says nothing."""
    asks = (each for each in deliveries if each.kind is Kind.ASK)
    return any(reason_in(each.reason) is Reason.DOWN_BEFORE_THE_CALL for each in asks)


def downtime_readers(call: Call) -> tuple[str, ...]:
    """Who is told: the chairs, or the channel of a call that has none."""
    return call.chairs or (call.channel,)


def downtime_key(call: Call, downtime: Downtime, reader: str) -> str:
    """The identity of what a reader is told of a downtime; its day is that on which the bot was back."""
    return key(f"{call.name}/{call.local_date(downtime.until)}", Kind.NOTICE, downtime_part(reader))


def downtime_part(reader: str) -> str:
    """What tells it from other notices in keys."""
    return f"{reader}-downtime"


def downtime_in_words(call: Call, downtime: Downtime, missed: Sequence[MissedMeeting]) -> str:
    """What is told: when the bot was down, and what became of each meeting that was missed."""
    years = downtime.since.year != downtime.until.year
    since, until = (_moment(each, call.timezone, years=years) for each in (downtime.since, downtime.until))
    alike = ((became, [each.day for each in some]) for became, some in groupby(missed, key=_what_became))
    each = "\n".join(f"• {_dates(days, years=years)}: {became}." for became, days in alike)
    return TOLD.format(since=since, until=until, zone=call.timezone, call=call.name, each=each)


def _what_became(meeting: MissedMeeting) -> str:
    """The same words for meetings that can be told in one line."""
    if meeting.has_minutes:
        return f"{LATE_MINUTES}, {_written(meeting.replies)} in them" if meeting.replies else LATE_MINUTES
    return f"{NO_MINUTES}; {_written(meeting.replies)} kept" if meeting.replies else NO_MINUTES


def _written(replies: int) -> str:
    return "what one message said is" if replies == 1 else f"what {replies} messages said is"


def _dates(days: Sequence[date], *, years: bool) -> str:
    if len(days) > MOST_DATES:
        return f"{len(days)} from {_day(days[0], years=years)} to {_day(days[-1], years=years)}"
    *most, last = (_day(day, years=years) for day in days)
    return f"{', '.join(most)} and {last}" if most else last


def _day(day: date, *, years: bool) -> str:
    return f"{day:%a, %b} {day.day}{f', {day.year}' if years else ''}"


def _moment(moment: datetime, zone: str, *, years: bool) -> str:
    there = moment.astimezone(ZoneInfo(zone))
    return f"{_day(there.date(), years=years)}, {there:%H:%M}"
