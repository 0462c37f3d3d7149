"""How a meeting stands, area by area: who has reported, who is silent, away, or cannot be reached. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.model.absence import AwayByStatus
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Status
from bot.model.live_parts import Live
from bot.model.meeting import Meeting
from bot.model.message import AskLead, RemindLead
from bot.model.minutes import Minutes
from bot.model.quiet import QuietHours
from bot.model.update import Update, reported_by_area
from bot.rules.assemble import assemble
from bot.rules.meeting_state import REMINDERS, Week


class AreaState(StrEnum):
    """What a chair may have to do about an area, most urgent first."""

    UNREACHABLE = "unreachable"
    SILENT = "silent"
    AWAY = "away"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Contact:
    """A question or reminder that was sent `at` a moment, or (None) not, for a reason.

    A reminder by hand is of the kind NOTICE.
    """

    kind: Kind
    at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody who is asked about an area; `unreachable` says why they cannot be, where that is so.

    `away` is what their own status said when they were asked.
    """

    name: str
    contacts: tuple[Contact, ...] = ()
    unreachable: str | None = None
    away: AwayByStatus | None = None


@dataclass(frozen=True, slots=True)
class AreaStatus:
    """How one area stands: what it reports, or else who was asked and reminded."""

    area: Area
    state: AreaState
    update: Update | None = None
    reporters: tuple[Reporter, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingStatus:
    """How a meeting stands: what was reported and what was said to whom; `call` is as on its day."""

    call: Call
    meeting: Meeting
    updates: tuple[Update, ...]
    deliveries: tuple[Delivery, ...]
    live: Live
    quiet: Mapping[str, QuietHours] = field(default_factory=dict)

    @property
    def minutes(self) -> Minutes:
        """The minutes as they stand: those posted, or as they would be posted now."""
        return self.meeting.minutes or assemble(self.call, self.meeting, self.updates, self.live)

    @property
    def week(self) -> Week:
        """What is planned from."""
        return Week(self.call, self.meeting, self.updates, self.deliveries, quiet=self.quiet)


@dataclass(frozen=True, slots=True)
class Brought:
    """How much people bring to a meeting; `overdue` counts among the open action items."""

    announcements: int
    open_actions: int
    overdue: int


def area_statuses(week: Week) -> tuple[AreaStatus, ...]:
    """How each area stands, the most urgent first, else in the call's order."""
    urgency = list(AreaState)
    stands = [_area_status(area, week) for area in week.call.areas]
    return tuple(sorted(stands, key=lambda each: urgency.index(each.state)))


def brought(live: Live, today: date) -> Brought:
    """How many announcements and open action items there are."""
    open_ = [action for action in live.actions if not action.done]
    overdue = sum(1 for action in open_ if action.due is not None and action.due < today)
    return Brought(len(live.announcements), len(open_), overdue)


def _area_status(area: Area, week: Week) -> AreaStatus:
    update = reported_by_area(week.updates).get(area.name)
    if update is not None:
        return AreaStatus(area, AreaState.REPORTED, update)
    if area.is_away:
        return AreaStatus(area, AreaState.AWAY)
    people = _readers(area)
    asked = [known for person, _ in people if (known := week.known(Kind.ASK, person))]
    in_vain = bool(asked) and all(known.status is Status.DEAD for known in asked)
    reporters = tuple(_reporter(person, name, week) for person, name in people)
    return AreaStatus(area, AreaState.UNREACHABLE if in_vain else AreaState.SILENT, reporters=reporters)


def _readers(area: Area) -> tuple[tuple[str, str], ...]:
    """Who is asked about an area, and their names."""
    return tuple(
        (lead.stand_in.person, lead.stand_in.name) if lead.stand_in else (lead.person, lead.name)
        for lead in area.leads
        if lead.stand_in or not lead.away
    )


def _reporter(person: str, name: str, week: Week) -> Reporter:
    asked = week.known(Kind.ASK, person)
    dead = asked is not None and asked.status is Status.DEAD
    told = asked.message if asked and isinstance(asked.message, AskLead) else None
    return Reporter(
        name,
        tuple(_contacts(person, week)),
        asked.reason if asked and dead else None,
        told.away if told and told.is_away else None,
    )


def _contacts(person: str, week: Week) -> Iterator[Contact]:
    """What was said to somebody; a reminder that was left out because of something else is not told."""
    for kind in (Kind.ASK, *REMINDERS):
        known = week.known(kind, person)
        if known is not None and known.sent_at:
            yield Contact(kind, known.sent_at)
        elif known is not None and known.status is Status.SKIPPED and kind is Kind.ASK:
            yield Contact(kind, None, known.reason)
    for each in week.deliveries:
        by_hand = isinstance(each.message, RemindLead) and each.kind is Kind.NOTICE
        if each.to == person and by_hand and each.sent_at:
            yield Contact(Kind.NOTICE, each.sent_at)
