"""What should have happened by now and has not. Values in, steps out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.model.call import Lead
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.emergency_post import EmergencyPost
from bot.model.meeting import Meeting, State
from bot.model.minutes import Minutes
from bot.model.reason import Reason, detail_of, reason_in
from bot.model.trouble import TOLD_AFTER
from bot.rules.action_reminders import nudging
from bot.rules.emergencies import emergency_steps
from bot.rules.meeting_state import REMINDERS, Week, asking_at
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step

PUNCTUAL = timedelta(minutes=5)  # minutes posted within this span need no excuse


def plan(week: Week, now: datetime) -> Iterator[Step]:
    """Say what should have happened by now and has not."""
    if week.meeting.is_unfinished:
        yield from emergency_steps(week.call, week.meeting, week.updates, week.deliveries, now)
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


def next_moment(week: Week, now: datetime) -> datetime | None:
    """The next moment at which `plan` may say more though nobody changes anything; None for never.

    It may be too early, and never is too late: then nothing is missing yet.
    """
    return min((moment for moment in _moments(week) if moment > now), default=None)


def notice_part(reader: str, about: Delivery) -> str:
    """The part in the key of the notice by which somebody is told of a trouble."""
    if is_shared(about):
        return "-".join((reader, "refused", detail_of(about.reason).replace("/", "-")))
    return "-".join((reader, about.kind, *filter(None, [about.part.replace("/", "-")])))


def is_shared(about: Delivery) -> bool:
    """Whether what somebody has to mend is in the way: one trouble, however many messages wait for it."""
    return reason_in(about.reason) is Reason.REFUSED_FOR_NOW and about.kind is not Kind.EMERGENCY


def _moments(week: Week) -> Iterator[datetime]:
    meeting = week.meeting
    match meeting.state:
        case State.SCHEDULED:
            yield asking_at(week.call, meeting)
            yield from (meeting.starts - span for span in week.call.remind)
            yield meeting.posts
            yield from week.later
        case State.POSTED:
            yield (meeting.frozen_at or meeting.posts) + PUNCTUAL  # from when on it counts that they are late
            yield meeting.late_until
        case State.CLOSED | State.SKIPPED:
            return


def _asking(week: Week, lead: Lead, now: datetime) -> Iterator[Step]:
    if now < asking_at(week.call, week.meeting):
        return
    if week.known(Kind.ASK, lead.person):
        if now < week.meeting.posts and week.unasked(lead):
            yield Ask(lead)
    elif now >= week.meeting.posts:
        yield Omit(lead, Kind.ASK, Reason.DOWN_BEFORE_THE_CALL)
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
        return Reason.REPORTED_ALREADY
    if passed:
        return Reason.DOWN_AT_ITS_TIME
    asked = week.known(Kind.ASK, lead.person)
    if asked is None or asked.due > moment or _is_refused(asked):
        return Reason.ASKED_AFTER_ITS_TIME
    if asked.status in (Status.DEAD, Status.SKIPPED):
        return Reason.COULD_NOT_BE_ASKED.about(asked.reason)
    return ""


def _is_refused(asked: Delivery) -> bool:
    """Whether the question itself has not come through yet."""
    return asked.posted is None and reason_in(asked.reason) is Reason.REFUSED_FOR_NOW


def _posting(week: Week, now: datetime) -> Iterator[Step]:
    late_by = now - week.meeting.posts
    if late_by < timedelta(0):
        return
    if late_by >= timedelta(days=7) and not any(update.reported for update in week.updates):
        yield Close(Reason.DOWN_FOR_A_WEEK)
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
    told = set[str]()
    for delivery in week.deliveries:
        if delivery.kind is Kind.NOTICE or not _in_trouble(delivery, week.meeting, now):
            continue
        for reader in _concerned(week, delivery):
            part = notice_part(reader, delivery)
            if part not in told and week.known(Kind.NOTICE, part) is None:
                told.add(part)
                yield Alert(reader, delivery)


def _concerned(week: Week, delivery: Delivery) -> tuple[str, ...]:
    """Who has to know that something did not get through: the chairs, and the leads who raised an alarm."""
    area = week.call.area(delivery.message.area) if isinstance(delivery.message, EmergencyPost) else None
    leads = (lead.person for lead in week.call.reporters if area in week.call.areas_of(lead.person))
    return tuple(dict.fromkeys((*week.call.chairs, *leads)))


def _in_trouble(delivery: Delivery, meeting: Meeting, now: datetime) -> bool:
    """Whether it was given up, keeps failing, stands as text, or is minutes that are overdue."""
    if reason_in(delivery.reason) is Reason.WRITTEN_OUT:
        return True
    if delivery.status is Status.DEAD:
        return True
    waiting = delivery.status in (Status.PENDING, Status.SENDING)
    urgent = delivery.kind is Kind.EMERGENCY and reason_in(delivery.reason) is Reason.REFUSED_FOR_NOW
    if waiting and (urgent or delivery.failures >= TOLD_AFTER):
        return True
    matters = delivery.priority is Priority.MINUTES or delivery.kind in (Kind.WIKI, Kind.GIT)
    return waiting and matters and bool(delivery.reason) and now - (meeting.frozen_at or now) >= PUNCTUAL


def _span(late_by: timedelta) -> str:
    minutes = int(late_by.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(part for part in parts if part)
