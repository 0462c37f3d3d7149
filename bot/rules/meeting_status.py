"""How a meeting stands, area by area: who has reported, who is silent, away, or cannot be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.cycle.queries import live
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Status
from bot.model.live_parts import Live
from bot.model.local_time import local_date
from bot.model.meeting import Meeting, State
from bot.model.message import RemindLead
from bot.model.minutes import Minutes
from bot.model.reason import as_told
from bot.model.update import Update, reported_by_area
from bot.ports import Book
from bot.rules.assemble import assemble
from bot.rules.calendar import next_meetings
from bot.rules.coming import Coming, coming
from bot.rules.meeting_state import Week
from handlers.errors import explained
from handlers.text.times import day_of

DATES = 3  # how many dates after the next meeting are told
VERBS = {Kind.ASK: "asked", Kind.REMIND_1: "reminded", Kind.REMIND_2: "reminded again"}


class AreaState(StrEnum):
    """What a chair may have to do about an area, most urgent first."""

    UNREACHABLE = "unreachable"
    SILENT = "silent"
    AWAY = "away"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class AreaStands:
    """How one area stands; `said` is plain text."""

    area: str
    stage: AreaState
    said: str


@dataclass(frozen=True, slots=True)
class MeetingStatus:
    """How a meeting stands: what was reported and what was said to whom."""

    updates: tuple[Update, ...]
    deliveries: tuple[Delivery, ...]
    live: Live

    def minutes(self, call: Call, meeting: Meeting) -> Minutes:
        """The minutes as they stand: those posted, or as they would be posted now."""
        return meeting.minutes or assemble(call, meeting, self.updates, self.live)

    def week(self, call: Call, meeting: Meeting) -> Week:
        """What is planned from."""
        return Week(call, meeting, self.updates, self.deliveries)


def meeting_status(book: Book, call: Call, meeting: Meeting) -> MeetingStatus:
    """Look up how a meeting stands."""
    deliveries = book.deliveries(f"{meeting.key}/")
    return MeetingStatus(book.updates(meeting.call, meeting.date), deliveries, live(book, call, meeting))


def current(book: Book, call: Call, now: datetime) -> Meeting | None:
    """The meeting that is being prepared, or that was posted and can still be amended."""
    meetings = book.meetings(call.name, since=now.date() - timedelta(days=8))
    return next((meeting for meeting in meetings if meeting.is_open(now)), None)


def overview(week: Week) -> tuple[AreaStands, ...]:
    """How each area stands, the most urgent first, else in the call's order."""
    stands = [_area(area, week) for area in week.call.areas]
    return tuple(sorted(stands, key=lambda each: list(AreaState).index(each.stage)))


def next_steps(week: Week, now: datetime, count: int = 2) -> tuple[Coming, ...]:
    """What time brings next, if nobody writes anything until then."""
    return coming([week], now)[:count]


def dates_ahead(book: Book, call: Call, meeting: Meeting, now: datetime) -> str:
    """The next dates after this meeting, also those that are skipped or moved; empty if none is known."""
    known = book.meetings(call.name, since=now.date() - timedelta(days=8))
    ahead = next_meetings(call, book.overrides(call.name), known, now, DATES + 1)
    return ", ".join(_date(each) for each in [each for each in ahead if each.date > meeting.date][:DATES])


def brought(live: Live, today: datetime, zone: str) -> str:
    """How many announcements and open action items there are; empty if none."""
    day = local_date(today, zone)
    open_ = [action for action in live.actions if not action.done]
    overdue = sum(1 for action in open_ if action.due is not None and action.due < day)
    late = f" ({overdue} overdue)" if overdue else ""
    parts = (
        _count(len(live.announcements), "announcement"),
        _count(len(open_), "open action item") + late if open_ else "",
    )
    return ", ".join(part for part in parts if part)


def _date(meeting: Meeting) -> str:
    """`January 19`, `January 26 (not held: …)`, or `Wednesday, February 3 instead of February 2`."""
    usual = f"{meeting.date:%B} {meeting.date.day}"
    if meeting.state is State.SKIPPED:
        return f"{usual} (not held: {meeting.reason})"
    return f"{day_of(meeting.day)} instead of {usual}" if meeting.day != meeting.date else usual


def _area(area: Area, week: Week) -> AreaStands:
    update = reported_by_area(week.updates).get(area.name)
    if update is not None:
        return AreaStands(area.name, AreaState.REPORTED, f"{area.heading}: {_reported(update, week)}")
    if area.is_away:
        return AreaStands(area.name, AreaState.AWAY, f"{area.heading}: away, and nobody stands in")
    asked = [known for person, _ in _readers(area) if (known := week.known(Kind.ASK, person))]
    said = "; ".join(_said_to(area, week)) or "not asked yet"
    if asked and all(known.status is Status.DEAD for known in asked):
        return AreaStands(area.name, AreaState.UNREACHABLE, f"{area.heading}: no report yet, {said}")
    return AreaStands(area.name, AreaState.SILENT, f"{area.heading}: no report yet ({said})")


def _reported(update: Update, week: Week) -> str:
    """How much there is, since when, and whether a lead found it right."""
    sections = update.sections
    counts = [
        f"{len(items)} {name}"
        for name, items in (
            ("news", sections.news),
            ("ongoing", sections.ongoing),
            ("emergency" if len(sections.emergencies) == 1 else "emergencies", sections.emergencies),
        )
        if items
    ]
    changed = f", {_at(update.changed_at, week)}" if update.changed_at else ""
    return f"{', '.join(counts) or 'nothing new'}{changed}{', confirmed' if update.confirmed else ''}"


def _readers(area: Area) -> tuple[tuple[str, str], ...]:
    """Who is asked about an area, and their names."""
    return tuple(
        (lead.stand_in.person, lead.stand_in.name) if lead.stand_in else (lead.person, lead.name)
        for lead in area.leads
        if lead.stand_in or not lead.away
    )


def _said_to(area: Area, week: Week) -> Iterator[str]:
    """What was said, or could not be said, to each of those who report."""
    for person, name in _readers(area):
        parts = [part for kind in VERBS if (part := _said(week.known(kind, person), VERBS[kind], week))]
        parts += [
            f"reminded by hand {_at(each.sent_at, week)}"
            for each in week.deliveries
            if each.to == person and isinstance(each.message, RemindLead)
            if f"/{Kind.NOTICE}/" in each.key and each.sent_at
        ]
        if parts:
            yield f"{name} was {', '.join(parts)}"
        if (asked := week.known(Kind.ASK, person)) and asked.status is Status.DEAD:
            yield f"{name} cannot be reached: {explained(asked.reason)}"


def _said(known: Delivery | None, verb: str, week: Week) -> str:
    """What became of a question or a reminder; what was left out because of another is not told."""
    if known is None:
        return ""
    if known.sent_at:
        return f"{verb} {_at(known.sent_at, week)}"
    if known.status is Status.SKIPPED and verb == VERBS[Kind.ASK]:
        return f"not {verb}, as {as_told(known.reason)}"
    return ""


def _at(moment: datetime | None, week: Week) -> str:
    """`on Monday at 5:00 PM`, by the clock of the call."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(week.call.timezone))
    return f"on {local:%A} at {local.hour % 12 or 12}:{local:%M} {local:%p}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
