"""What should have happened by now and has not. Values in, steps out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cycle.alarms import TellChannel, alarms
from bot.cycle.forgetting import Forget
from bot.cycle.long_away import StillAway
from bot.cycle.nudging import Nudge, Task, nudging
from bot.model.alarm import Alarm
from bot.model.call import Area, Call, Lead
from bot.model.delivery import Delivery, Kind, Priority, Status, key
from bot.model.meeting import Meeting, State
from bot.model.message import AskLead
from bot.model.minutes import Minutes
from bot.model.update import Update

PUNCTUAL = timedelta(minutes=5)  # minutes posted within this span need no excuse
REMINDERS = (Kind.REMIND_1, Kind.REMIND_2)


@dataclass(frozen=True, slots=True)
class Week:
    """Everything known about one meeting; `fresh` is what its minutes would say now, once they are posted.

    `tasks` are action items whose owners may have to be told of them before it, `still_away` long absences,
    `forgetting` what was written so long ago that the call does not keep it.
    """

    call: Call
    meeting: Meeting
    updates: tuple[Update, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    fresh: Minutes | None = None
    tasks: tuple[Task, ...] = ()
    still_away: tuple[StillAway, ...] = ()
    forgetting: tuple[Forget, ...] = ()

    def known(self, kind: Kind, part: str = "") -> Delivery | None:
        """The delivery of this kind to this person, if it was ever owed."""
        wanted = key(self.meeting.key, kind, part)
        return next((delivery for delivery in self.deliveries if delivery.key == wanted), None)

    def silent(self, lead: Lead) -> tuple[Area, ...]:
        """The lead's areas that nobody has reported for."""
        heard = {update.area for update in self.updates if update.reported}
        return tuple(area for area in self.call.areas_of(lead.person) if area.name not in heard)

    def unasked(self, lead: Lead) -> bool:
        """Whether they have got areas since they were asked, as whoever becomes a stand-in has."""
        asked = self.known(Kind.ASK, lead.person)
        if asked is None or asked.status in (Status.SKIPPED, Status.DEAD):
            return False
        if not isinstance(asked.message, AskLead):
            return False
        return not {area.name for area in self.call.areas_of(lead.person)} <= set(asked.message.names)


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a lead what is new, or for more areas than they were asked for."""

    lead: Lead


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind a lead of areas nobody has reported for."""

    lead: Lead
    kind: Kind
    areas: tuple[str, ...]
    last: bool
    not_after: datetime


@dataclass(frozen=True, slots=True)
class Omit:
    """Do not ask or remind a lead any more, and remember why."""

    lead: Lead
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Tell a chair that something could not be delivered."""

    chair: str
    about: Delivery


@dataclass(frozen=True, slots=True)
class Publish:
    """Freeze and post the minutes; `delayed` says in words why so late."""

    delayed: str


@dataclass(frozen=True, slots=True)
class Amend:
    """Bring the posted minutes up to what was reported since."""


@dataclass(frozen=True, slots=True)
class Close:
    """End the late window; without minutes, `reason` says why there are none."""

    reason: str = ""


Step = Ask | Remind | Omit | Alert | TellChannel | Nudge | StillAway | Forget | Publish | Amend | Close


def plan(week: Week, now: datetime) -> Iterator[Step]:
    """Say what should have happened by now and has not."""
    if week.meeting.state in (State.SCHEDULED, State.POSTED):
        yield from alarms(week.call, week.meeting, week.updates, week.deliveries, now)
    match week.meeting.state:
        case State.SCHEDULED:
            for lead in week.call.reporters:
                yield from _asking(week, lead, now)
                yield from _reminding(week, lead, now)
            yield from nudging(week.tasks, week.meeting, week.call.timezone, now)
            yield from week.still_away
            yield from week.forgetting
            yield from _posting(week, now)
        case State.POSTED:
            yield from _amending(week, now)
        case State.CLOSED | State.SKIPPED:
            return
    yield from _alerting(week, now)


def asking_at(call: Call, meeting: Meeting) -> datetime:
    """When the leads are asked: never while the meeting before is still to be posted."""
    return max(meeting.starts - call.ask, meeting.opens)


def _asking(week: Week, lead: Lead, now: datetime) -> Iterator[Step]:
    if now < asking_at(week.call, week.meeting):
        return
    if week.known(Kind.ASK, lead.person):
        if now < week.meeting.posts and week.unasked(lead):
            yield Ask(lead)
    elif now >= week.meeting.posts:
        yield Omit(lead, Kind.ASK, "the bot was not running before the call")
    else:
        yield Ask(lead)


def _reminding(week: Week, lead: Lead, now: datetime) -> Iterator[Step]:
    moments = [week.meeting.starts - span for span in week.call.remind]
    for kind, moment, end in zip(REMINDERS, moments, [*moments[1:], week.meeting.posts], strict=False):
        if now < moment or week.known(kind, lead.person):
            continue
        silent = tuple(area.name for area in week.silent(lead))
        if reason := _why_no_reminder(week, lead, silent, moment=moment, passed=now >= end):
            yield Omit(lead, kind, reason)
        else:
            yield Remind(lead, kind, silent, last=end == week.meeting.posts, not_after=end)


def _why_no_reminder(
    week: Week, lead: Lead, silent: tuple[str, ...], *, moment: datetime, passed: bool
) -> str:
    if not silent:
        return "reported already"
    if passed:
        return "the bot was not running at its moment"
    asked = week.known(Kind.ASK, lead.person)
    if asked is None or asked.due > moment:
        return "asked only after its moment"
    if asked.status in (Status.DEAD, Status.SKIPPED):
        return f"could not be asked: {asked.reason}"
    return ""


def _posting(week: Week, now: datetime) -> Iterator[Step]:
    late_by = now - week.meeting.posts
    if late_by < timedelta(0):
        return
    if late_by >= timedelta(days=7) and not any(update.reported for update in week.updates):
        yield Close("the bot was not running for more than a week, and nobody had reported")
    elif late_by < PUNCTUAL:
        yield Publish(delayed="")
    else:
        yield Publish(
            delayed=f"posted {_span(late_by)} late: the bot was not running at the time of the call"
        )


def _amending(week: Week, now: datetime) -> Iterator[Step]:
    frozen = week.meeting.frozen_at or week.meeting.posts
    reported = any(update.changed_at and update.changed_at > frozen for update in week.updates)
    if reported or _lived_on(week.meeting.minutes, week.fresh):
        yield Amend()
    if now >= week.meeting.late_until:
        yield Close()


def _lived_on(posted: Minutes | None, fresh: Minutes | None) -> bool:
    """Whether the live parts of a meeting went on since its minutes were posted."""
    return posted is not None and fresh is not None and _live_parts(posted) != _live_parts(fresh)


def _live_parts(minutes: Minutes) -> tuple[object, ...]:
    notes = tuple((area.area, area.notes) for area in minutes.areas if area.notes)
    return minutes.announcements, minutes.actions, minutes.attendees, minutes.apologies, notes


def _alerting(week: Week, now: datetime) -> Iterator[Step]:
    for delivery in week.deliveries:
        if f"/{Kind.NOTICE}/" in delivery.key or not _in_trouble(delivery, week.meeting, now):
            continue
        for reader in _concerned(week, delivery):
            if week.known(Kind.NOTICE, f"{reader}-{_tail(delivery)}") is None:
                yield Alert(reader, delivery)


def _concerned(week: Week, delivery: Delivery) -> tuple[str, ...]:
    """Who has to know that something did not get through: the chairs, and the leads who raised an alarm."""
    area = week.call.area(delivery.message.area) if isinstance(delivery.message, Alarm) else None
    leads = (lead.person for lead in week.call.reporters if area in week.call.areas_of(lead.person))
    return tuple(dict.fromkeys((*week.call.chairs, *leads)))


def _in_trouble(delivery: Delivery, meeting: Meeting, now: datetime) -> bool:
    """Whether it has been given up, or minutes are overdue although they were tried."""
    if delivery.status is Status.DEAD:
        return True
    waiting = delivery.status in (Status.PENDING, Status.SENDING)
    matters = delivery.priority is Priority.MINUTES or delivery.key.endswith(f"/{Kind.WIKI}")
    return waiting and matters and bool(delivery.reason) and now - (meeting.frozen_at or now) >= PUNCTUAL


def _tail(delivery: Delivery) -> str:
    """What a delivery's key says besides call and date."""
    return "-".join(delivery.key.split("/")[2:])


def notice_of(step: Alert, meeting: Meeting) -> str:
    """The key under which a chair is told."""
    return key(meeting.key, Kind.NOTICE, f"{step.chair}-{_tail(step.about)}")


def _span(late_by: timedelta) -> str:
    minutes = int(late_by.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(part for part in parts if part)
