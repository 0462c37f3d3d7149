"""What should have happened by now and has not. Values in, steps out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.call import Lead
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.emergency_post import EmergencyPost
from bot.model.meeting import Meeting, State
from bot.model.minutes import Minutes
from bot.model.reason import Reason, detail_of, reason_in
from bot.model.trouble import TOLD_AFTER
from bot.rules.action_reminders import nudging
from bot.rules.asking_times import LEAVES_TIME
from bot.rules.assemble import reports
from bot.rules.downtimes import LONG
from bot.rules.emergencies import emergency_steps
from bot.rules.late_minutes import PUNCTUAL
from bot.rules.meeting_state import REMINDERS, Week
from bot.rules.steps import Alert, Amend, Ask, Close, Omit, Publish, Remind, Step


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
            yield from week.untold
            yield from _posting(week, now)
        case State.POSTED:
            yield from _amending(week, now)
        case State.CLOSED | State.SKIPPED:
            return
    yield from alerting(week, now)


def next_moment(week: Week, now: datetime) -> datetime | None:
    """The next moment at which `plan` may say more though nobody changes anything; None for never.

    It may be too early, and never is too late: then nothing is missing yet.
    """
    return min((moment for moment in _moments(week, now) if moment > now), default=None)


def alerting(week: Week, now: datetime) -> Iterator[Alert]:
    """Say who has to be told of which delivery in trouble, and was not."""
    told = set[str]()
    for delivery in week.deliveries:
        if delivery.kind is Kind.NOTICE or not _in_trouble(delivery, week.meeting, now):
            continue
        for reader in _concerned(week, delivery):
            part = notice_part(reader, delivery)
            if part not in told and week.known(Kind.NOTICE, part) is None:
                told.add(part)
                yield Alert(reader, delivery)


def notice_part(reader: str, about: Delivery) -> str:
    """The part in the key of the notice by which somebody is told of a trouble."""
    if is_shared(about):
        return "-".join((reader, "refused", detail_of(about.reason).replace("/", "-")))
    return "-".join((reader, about.kind, *filter(None, [about.part.replace("/", "-")])))


def is_shared(about: Delivery) -> bool:
    """Whether what somebody has to mend is in the way: one trouble, however many messages wait for it."""
    return reason_in(about.reason) is Reason.REFUSED_FOR_NOW and about.kind is not Kind.EMERGENCY


def _moments(week: Week, now: datetime) -> Iterator[datetime]:
    meeting = week.meeting
    match meeting.state:
        case State.SCHEDULED:
            for lead in week.call.reporters:
                yield from _moments_of(week, lead, now)
            yield meeting.posts
            yield from week.later
        case State.POSTED:
            yield (meeting.frozen_at or meeting.posts) + PUNCTUAL  # from when on it counts that they are late
            yield meeting.late_until
        case State.CLOSED | State.SKIPPED:
            return


def _moments_of(week: Week, lead: Lead, now: datetime) -> Iterator[datetime]:
    """When a lead is asked and reminded, and when they may be again."""
    times = week.times(lead)
    yield times.ask or times.usual_ask
    yield from (moment or usual for moment, usual in zip(times.reminders, times.usual_reminders, strict=True))
    if rests_until := week.rests_until(lead, now):
        yield rests_until


def _asking(week: Week, lead: Lead, now: datetime) -> Iterator[Step]:
    times, posts = week.times(lead), week.meeting.posts
    if now < (times.ask or times.usual_ask):
        return
    rests_until = week.rests_until(lead, now)
    if week.known(Kind.ASK, lead.person):
        if now < posts and week.unasked(lead) and not rests_until:
            yield Ask(lead)
    elif now >= posts:
        yield Omit(lead, Kind.ASK, Reason.DOWN_BEFORE_THE_CALL)
    elif times.ask is None or (rests_until and rests_until + LEAVES_TIME > posts):
        yield Omit(lead, Kind.ASK, Reason.QUIET_HOURS)
    elif not rests_until:
        yield Ask(lead)


def _reminding(week: Week, lead: Lead, now: datetime) -> Iterator[Step]:
    rests_until = week.rests_until(lead, now)
    for reminder in _reminders(week, lead):
        if now < reminder.moment or week.known(reminder.kind, lead.person):
            continue
        silent = tuple(area.name for area in week.silent(lead))
        if reason := _why_no_reminder(week, lead, silent, reminder, now):
            yield Omit(lead, reminder.kind, reason)
        elif not rests_until:
            last = reminder.end == week.meeting.posts
            yield Remind(
                lead, reminder.kind, silent, last=last, not_after=_not_after(week, lead, reminder, now)
            )


@dataclass(frozen=True, slots=True)
class _Reminder:
    """One reminder of a lead: from when to when it may come, unless quiet hours take its time away."""

    kind: Kind
    moment: datetime
    end: datetime
    quiet: bool


def _reminders(week: Week, lead: Lead) -> Iterator[_Reminder]:
    times = week.times(lead)
    for number, (kind, usual) in enumerate(zip(REMINDERS, times.usual_reminders, strict=False)):
        moment, later = times.reminders[number], times.reminders[number + 1 :]
        end = next((each for each in later if each), week.meeting.posts)
        quiet = moment is None or (moment != usual and end <= moment)  # the next one comes at the same moment
        yield _Reminder(kind, moment or usual, end, quiet)


def _not_after(week: Week, lead: Lead, reminder: _Reminder, now: datetime) -> datetime:
    """Until when a reminder may still come: not over the next one, the minutes, or into quiet hours."""
    hours = week.quiet.get(lead.person)
    return min(reminder.end, hours.next_beginning(now)) if hours else reminder.end


def _why_no_reminder(
    week: Week, lead: Lead, silent: tuple[str, ...], reminder: _Reminder, now: datetime
) -> str:
    if not silent:
        return Reason.REPORTED_ALREADY
    rests_until, moment = week.rests_until(lead, now), reminder.moment
    if reminder.quiet or (rests_until and rests_until >= reminder.end > now):
        return Reason.QUIET_HOURS
    if now >= reminder.end:
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
    long_ago = late_by >= LONG or week.downtime is not None
    silent = not any(update.reported for update in week.updates)
    if long_ago and silent and now >= week.meeting.late_until:
        yield Close(Reason.DOWN_FOR_A_WEEK)
    elif late_by < PUNCTUAL:
        yield Publish(delayed="")
    else:
        yield Publish(
            delayed=f"posted {_span(late_by)} late: the bot was not running at the time of the call"
        )


def _amending(week: Week, now: datetime) -> Iterator[Step]:
    posted, fresh, frozen = week.meeting.minutes, week.fresh, week.meeting.frozen_at or week.meeting.posts
    changed = any(update.changed_at and update.changed_at > frozen for update in week.updates)
    if changed or (posted and fresh and _says_more(posted, fresh)):
        yield Amend()
    if now >= week.meeting.late_until:
        yield Close()


def _says_more(posted: Minutes, fresh: Minutes) -> bool:
    """Whether the live parts of a meeting went on since its minutes were posted, or reports changed.

    Reports are compared, as who collected them may have a clock that is behind the one of who posted.
    """
    stood = {area.area: reports(area) for area in posted.areas}
    reported = any(stood.get(area.area, reports(area)) != reports(area) for area in fresh.areas)
    return reported or _live_parts(posted) != _live_parts(fresh)


def _live_parts(minutes: Minutes) -> tuple[object, ...]:
    notes = tuple((area.area, area.notes) for area in minutes.areas if area.notes)
    return minutes.announcements, minutes.actions, minutes.attendees, minutes.apologies, notes


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
