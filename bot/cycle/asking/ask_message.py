"""What a lead is asked before a meeting, and of what they are reminded."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.cycle.meeting_context import last_time, occasion
from bot.cycle.queries import on_the_day
from bot.model.absence import AwayByStatus
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.meeting import Meeting, State
from bot.model.message import Absent, AskLead, LastTime, Notice, RemindLead
from bot.model.update import Item, Sections
from bot.ports import Book
from bot.reading.finished import is_finished
from bot.rules.calendar import look_back
from bot.rules.meeting_state import Week

MORE = (
    "You are now asked to report on {names} as well in the {call} call of {day}. You find it in my question "
    "above; or just write here."
)


def enqueue_question(
    book: Book, week: Week, lead: str, now: datetime, *, away: AwayByStatus | None = None
) -> None:
    """Enqueue for somebody the question what is new, with what was on their areas' lists last time.

    Who was asked already finds their further areas in the same message, below the others, and is told so.
    `away` is what the status of somebody says who is asked for the first time.
    """
    identity = key(week.meeting.key, Kind.ASK, lead)
    known = book.delivery(identity)
    asked = known.message if known and isinstance(known.message, AskLead) else None
    before = asked.areas if asked else ()
    more = _areas(book, week, lead, but={last.area for last in before})
    returned = asked.returned if asked else _returned(book, week, lead)
    message = AskLead(
        occasion(week.call, week.meeting), (*before, *more), returned, asked.away if asked else away
    )
    end = week.meeting.posts
    book.enqueue(
        Delivery(
            identity,
            lead,
            message,
            due=now,
            kind=Kind.ASK,
            part=lead,
            not_after=end,
            priority=Priority.ASK,
        )
    )
    if before and more:
        part = f"{lead}-more-{len(message.areas)}"
        notice = key(week.meeting.key, Kind.NOTICE, part)
        told = _told(week, more)
        book.enqueue(Delivery(notice, lead, told, due=now, kind=Kind.NOTICE, part=part, follows=identity))


def reminder(
    week: Week, lead: str, areas: tuple[str, ...], *, last: bool = False, by: str = ""
) -> RemindLead:
    """Remind somebody of areas that nobody has reported for."""
    instead_of = tuple(
        (area.name, away.name)
        for area in week.call.areas
        if area.name in areas
        for away in area.leads
        if away.is_replaced_by(lead)
    )
    return RemindLead(occasion(week.call, week.meeting), areas, last=last, instead_of=instead_of, by=by)


def _areas(book: Book, week: Week, lead: str, *, but: set[str]) -> tuple[LastTime, ...]:
    """The areas somebody reports for, with their lists and for whom they stand in."""
    last = last_time(book, week.call, week.meeting)
    return tuple(
        LastTime(
            area.name,
            area.labels,
            _listed(last.get(area.name, Sections())),
            instead_of=", ".join(away.name for away in area.leads if away.is_replaced_by(lead)),
            emergencies=_still_open(last.get(area.name, Sections())),
        )
        for area in week.call.areas_of(lead)
        if area.name not in but
    )


def _listed(last: Sections) -> tuple[Item, ...]:
    """What stood there last time; emergencies come first."""
    return (*last.emergencies, *last.news, *last.ongoing)


def _still_open(last: Sections) -> tuple[Item, ...]:
    return tuple(item for item in last.emergencies if not is_finished(item.text))


def _returned(book: Book, week: Week, lead: str) -> Absent | None:
    """Of which absence this is the first question afterwards, and who reported in the meantime."""
    mine = [absence for absence in book.absences() if absence.person == lead]
    if not mine or not any(leads.person == lead for leads in week.call.leads):
        return None
    missed: list[tuple[date, str]] = []
    last: date | None = None
    for meeting in _held_before(book, week.call, week.meeting):
        absence = next((absence for absence in reversed(mine) if absence.covers(meeting.day)), None)
        if absence is None:
            break
        last = last or absence.last
        missed.insert(0, (meeting.day, _who_reported(book, week, meeting, lead)))
    return Absent(last, tuple(missed)) if last else None


def _held_before(book: Book, call: Call, meeting: Meeting) -> Iterator[Meeting]:
    """The meetings held before this one, the latest first."""
    known = book.meetings(call.name, since=meeting.date - look_back(call))
    held = (State.POSTED, State.CLOSED)
    yield from (each for each in reversed(known) if each.date < meeting.date and each.state in held)


def _who_reported(book: Book, week: Week, meeting: Meeting, lead: str) -> str:
    """The stand-in who reported for somebody at an earlier meeting; empty if nobody did."""
    standing = book.call(week.call.name)
    there = on_the_day(book, standing, meeting.day) if standing else week.call
    away = next((each for each in there.leads if each.person == lead), None)
    if away is None or away.stand_in is None:
        return ""
    mine = {area.name for area in there.areas_of(lead)}
    reported = book.updates(meeting.call, meeting.date)
    did = any(update.area in mine and away.stand_in.person in update.by for update in reported)
    return away.stand_in.name if did else ""


def _told(week: Week, more: tuple[LastTime, ...]) -> Notice:
    """An amended message rings no bell, so this one does."""
    names = (f"{last.area} for {last.instead_of}" if last.instead_of else last.area for last in more)
    day = f"{week.meeting.day:%B} {week.meeting.day.day}"
    return Notice(MORE.format(names=", ".join(names), call=week.call.name, day=day))
