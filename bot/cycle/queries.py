"""Find the call, the meeting and the minutes somebody means."""

from datetime import date, datetime, timedelta

from bot.model.call import Call
from bot.model.errors import Refusal, UnknownCall, UnknownMeeting
from bot.model.live_parts import Live
from bot.model.meeting import Meeting, State
from bot.model.minutes import ActionItem, Minutes
from bot.model.person import ReaderClock
from bot.model.quiet import QuietHours
from bot.ports import Book
from bot.rules.action_reminders import NUDGES, Task, concerns, nudge_key, nudge_moments
from bot.rules.assemble import assemble
from bot.rules.calendar import calendar, look_back, next_meetings
from bot.rules.long_away import StillAway, long_away, still_away_key, still_away_moments
from bot.rules.meeting_status import MeetingStatus
from bot.rules.retention import Forget, forgetting, forgetting_moments, forgotten_before
from bot.rules.stand_ins import present

GONE = "There is no call {call} any more."
NO_MEETING = "There is no {call} call of {day} any more."

FRESH = timedelta(hours=12)  # whoever travels is asked by their new clock half a day later at most
LONGEST_PAUSE = timedelta(days=60)  # older minutes are not looked at for what was done or written since


def standing_call(book: Book, name: str) -> Call:
    """The call that has or had exactly this name. Raises Refusal if it is gone."""
    call = book.call(name)
    if call is None:
        raise Refusal(GONE.format(call=name))
    return call


def open_since(book: Book, now: datetime) -> datetime:
    """Since when what was written counts for minutes that can still change."""
    return book.first_opening() or now


def known_meetings(book: Book, call: Call, now: datetime) -> tuple[Meeting, ...]:
    """The meetings of a call that may still matter, and all since the first that was never finished.

    That one is older than any other that matters where the bot was down for long.
    """
    since, first = (now - look_back(call)).date(), book.first_open(call.name)
    return book.meetings(call.name, since=min(since, first) if first else since)


def the_meeting_of(book: Book, call: Call, day: date) -> Meeting:
    """The meeting that is known by this date. Raises Refusal if there is none."""
    meeting = book.meeting(call.name, day)
    if meeting is None:
        raise Refusal(NO_MEETING.format(call=call.name, day=f"{day:%B} {day.day}"))
    return meeting


def on_the_day(book: Book, call: Call, day: date) -> Call:
    """The call as it is on a day: who is away, and who stands in."""
    return present(call, book.absences(), day)


def quiet_hours(book: Book, call: Call) -> dict[str, QuietHours]:
    """The quiet hours of those who report for a call: their own, else the call's.

    Until somebody's zone is known they are in that of the call.
    """
    clocks, found = book.clocks(), dict[str, QuietHours]()
    for lead in call.reporters:
        clock = clocks.get(lead.person)
        if quiet := (clock.quiet if clock else None) or call.quiet:
            found[lead.person] = QuietHours(quiet, clock.zone if clock else call.timezone)
    return found


def unlocated(book: Book, call: Call, now: datetime) -> tuple[str, ...]:
    """Who reports for a call, has quiet hours, and was not looked up for half a day."""
    clocks = book.clocks()
    there = on_the_day(book, call, call.local_date(now)).reporters
    everybody = dict.fromkeys(lead.person for lead in (*there, *call.leads))
    return tuple(each for each in everybody if _is_unlocated(call, clocks.get(each), now))


def live(book: Book, call: Call, meeting: Meeting) -> Live:
    """The live parts of a meeting, with the action items that stand in its minutes."""
    name, day = call.name, meeting.date
    actions = book.actions(name)
    before = _before(book, call, meeting) if any(action.closed for action in actions) else None
    return Live(
        announcements=book.announcements(name, day),
        attendance=book.attendance(name, day),
        notes=book.notes(name, day),
        actions=standing_actions(actions, meeting.day, before),
    )


def standing_actions(
    actions: tuple[ActionItem, ...], day: date, before: Minutes | None = None
) -> tuple[ActionItem, ...]:
    """The action items in the minutes of a day: those open, and those done since the minutes before."""
    told = {action.number for action in before.actions if action.done} if before else set()
    since = before.date if before else day - LONGEST_PAUSE

    def stands(action: ActionItem) -> bool:
        if action.opened is not None and action.opened > day:
            return False
        if action.closed is None:
            return not action.done
        return action.closed >= since and action.number not in told

    return tuple(action for action in actions if stands(action))


def tasks(book: Book, call: Call, now: datetime) -> tuple[Task, ...]:
    """The open action items that are due by tomorrow, and what their owners were told of that."""
    today = call.local_date(now)
    found = [action for action in book.actions(call.name) if concerns(action, today)]
    away = {absence.person for absence in book.absences() if absence.covers(today)} if found else set()
    return tuple(
        Task(
            action,
            frozenset(told for told in NUDGES if book.delivery(nudge_key(call.name, action, told))),
            away=action.person in away,
        )
        for action in found
    )


def still_away(book: Book, call: Call, now: datetime) -> tuple[StillAway, ...]:
    """The leads who have been away for long and were not told so since the last month of it was full."""
    found = long_away(call, book.absences(), now)
    return tuple(step for step in found if book.delivery(still_away_key(step)) is None)


def long_ago(book: Book, call: Call, first: Meeting, now: datetime) -> tuple[Forget, ...]:
    """What was written so long before the first open meeting that the call does not keep it."""
    end = forgotten_before(call, first, now)
    oldest = book.oldest_reply(call.name, end) if end else None
    return tuple(forgetting(oldest, end))


def what_may_come(book: Book, call: Call, meeting: Meeting, now: datetime) -> tuple[datetime, ...]:
    """When time may bring about more for a call as a whole, with this meeting coming up."""
    oldest = book.oldest_reply(call.name, date.max) if call.retention is not None else None
    return (
        *nudge_moments(book.actions(call.name), meeting, call.timezone),
        *still_away_moments(call, book.absences(), now),
        *forgetting_moments(call, oldest),
    )


def the_call(book: Book, name: str | None) -> Call:
    """The call that an operator names; without a name the only one there is. Raises UnknownCall."""
    calls = book.calls()
    if not calls:
        raise UnknownCall("none is known yet; load one with `minutesbot calls apply FILE`")
    if name is None and len(calls) == 1:
        return calls[0]
    for call in calls:
        if name is not None and name.casefold() in (each.casefold() for each in call.names):
            return call
    known = ", ".join(call.name for call in calls)
    raise UnknownCall(f"{name}; there are {known}" if name else f"name one of {known}")


def current_meeting(book: Book, call: Call, now: datetime) -> Meeting | None:
    """The meeting that is being prepared, or that was posted and can still be amended."""
    meetings = book.meetings(call.name, since=now.date() - _latest(call))
    return next((meeting for meeting in meetings if meeting.is_open(now)), None)


def meeting_status(book: Book, call: Call, meeting: Meeting) -> MeetingStatus:
    """How a meeting stands; `call` is as on its day."""
    updates, deliveries = book.updates(meeting.call, meeting.date), book.deliveries(f"{meeting.key}/")
    quiet = quiet_hours(book, call)
    return MeetingStatus(call, meeting, updates, deliveries, live(book, call, meeting), quiet)


def meetings_after(
    book: Book, call: Call, meeting: Meeting, now: datetime, count: int
) -> tuple[Meeting, ...]:
    """The next meetings after this one, also those that are skipped or moved."""
    known = book.meetings(call.name, since=now.date() - _latest(call))
    ahead = next_meetings(call, book.overrides(call.name), known, now, count + 1)
    return tuple(each for each in ahead if each.date > meeting.date)[:count]


def the_meeting(book: Book, call: Call, day: date | None, now: datetime) -> Meeting:
    """The meeting of this date; without one that for which replies count now. Raises UnknownMeeting."""
    known = {meeting.date: meeting for meeting in book.meetings(call.name)}
    fresh = calendar(call, tuple(known.values()), book.overrides(call.name), now)
    known |= {meeting.date: meeting for meeting in fresh}
    if day is not None:
        found = next((meeting for meeting in known.values() if day in (meeting.day, meeting.date)), None)
        if found is None:
            raise UnknownMeeting(f"{call.name} on {day.isoformat()}")
        return found
    held = [known[there] for there in sorted(known) if known[there].state is not State.SKIPPED]
    for meeting in held:
        if meeting.posts <= now < meeting.late_until or meeting.posts > now:
            return meeting
    raise UnknownMeeting(f"{call.name}; none is coming up")


def the_minutes(book: Book, call: Call, meeting: Meeting) -> Minutes:
    """The minutes as they were posted, or as they would be now."""
    if meeting.minutes:
        return meeting.minutes
    there, updates = on_the_day(book, call, meeting.day), book.updates(call.name, meeting.date)
    return assemble(there, meeting, updates, live(book, call, meeting))


def _is_unlocated(call: Call, clock: ReaderClock | None, now: datetime) -> bool:
    if clock is None:
        return call.quiet is not None
    return bool(clock.quiet or call.quiet) and clock.seen_at + FRESH <= now


def _latest(call: Call) -> timedelta:
    """No meeting stays open for longer after its date, also one that was moved."""
    return call.gaps.longest + timedelta(days=1)


def _before(book: Book, call: Call, meeting: Meeting) -> Minutes | None:
    """The minutes before those of a meeting."""
    known = book.meetings(call.name, since=meeting.date - look_back(call))
    return next((each.minutes for each in reversed(known) if each.date < meeting.date and each.minutes), None)
