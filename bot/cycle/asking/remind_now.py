"""Remind leads at once, because somebody asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.cycle.asking.ask_message import enqueue_question, reminder
from bot.cycle.queries import on_the_day, quiet_hours, standing_call
from bot.model.call import Call, Lead
from bot.model.delivery import Delivery, Kind, Priority, Status, key
from bot.model.errors import Refusal
from bot.model.meeting import State
from bot.model.message import AskLead, RemindLead
from bot.model.person import Person
from bot.ports import Book
from bot.rules.meeting_state import Week

NOT_OPEN = "The {call} call of {day} is over or not held, so nobody is reminded of it."
PAUSE = timedelta(hours=1)  # between two reminders of one person that somebody asks for


class ReminderOutcome(StrEnum):
    """What came of the wish to remind somebody."""

    REMINDED = "reminded"
    ASKED = "asked"  # they had not been asked before
    REPORTED = "has reported"
    AWAY = "is away"  # and nobody stands in
    AGAIN = "was reminded within the hour"
    ON_ITS_WAY = "the question is on its way"
    NOT_YET = "is asked later"
    UNREACHABLE = "cannot be reached"


@dataclass(frozen=True, slots=True)
class Reminded:
    """What came of it for one lead; `reader` is who was reminded, the lead or their stand-in.

    `at` is the moment of the reminder before, or of the question to come; `areas` have no report yet.
    """

    lead: Lead
    reader: Lead
    outcome: ReminderOutcome
    areas: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """That these leads be reminded, or without any all who are silent.

    `readers` are those who may have to be reminded, as the workspace knows them; `by` is who wishes it.
    """

    leads: tuple[str, ...]
    by: Person
    readers: Mapping[str, Person]


def remind_now(book: Book, call: str, day: date, wish: Wish, *, now: datetime) -> tuple[Reminded, ...]:
    """Enqueue a reminder for leads, and return what came of it for each.

    Who is named is asked even before the time to ask; nobody is reminded twice within an hour. Raises Refusal
    if the meeting is over or not held.
    """
    standing, meeting = standing_call(book, call), book.meeting(call, day)
    if meeting is None or meeting.state not in (State.SCHEDULED, State.POSTED):
        raise Refusal(NOT_OPEN.format(call=call, day=f"{day:%B} {day.day}"))
    there = on_the_day(book, standing, meeting.day)
    week = Week(there, meeting, book.updates(call, day), book.deliveries(f"{meeting.key}/"))
    week = replace(week, quiet=quiet_hours(book, there))
    return tuple(_reminded(book, week, wish, now))


def who_reports(call: Call, leads: tuple[str, ...]) -> tuple[tuple[Lead, Lead], ...]:
    """These leads, or without any all of the call, each beside who is reminded for them, each reader once."""
    standing_in = [lead for lead in call.reporters if lead.person in leads]
    meant = [lead for lead in call.leads if not leads or lead.person in leads]
    pairs = ((lead, _reader(lead)) for lead in (*meant, *standing_in))
    by_reader: dict[str, tuple[Lead, Lead]] = {}
    for lead, reader in pairs:
        by_reader.setdefault(reader.person, (lead, reader))
    return tuple(by_reader.values())


def _reader(lead: Lead) -> Lead:
    return Lead(lead.stand_in.name, lead.stand_in.person) if lead.stand_in else lead


def _reminded(book: Book, week: Week, wish: Wish, now: datetime) -> Iterator[Reminded]:
    for lead, reader in who_reports(week.call, wish.leads):
        found = _judged(week, lead, reader, now, named=bool(wish.leads))
        person = wish.readers.get(reader.person)
        if found.outcome in (ReminderOutcome.REMINDED, ReminderOutcome.ASKED) and person and person.trouble:
            found = Reminded(lead, reader, ReminderOutcome.UNREACHABLE, found.areas)
        _enqueue(book, week, found, wish.by, now)
        yield found


def _judged(week: Week, lead: Lead, reader: Lead, now: datetime, *, named: bool) -> Reminded:
    """Whether somebody is to be reminded, asked, or neither."""
    areas = tuple(area.name for area in week.silent(reader))
    asked = week.known(Kind.ASK, reader.person)
    asks_at = week.times(reader).ask or week.times(reader).usual_ask
    if not areas:
        return Reminded(lead, reader, ReminderOutcome.REPORTED)
    if lead.away and lead.stand_in is None and reader.person == lead.person:
        return Reminded(lead, reader, ReminderOutcome.AWAY, areas)
    if before := _last_reminder(week, reader, now):
        return Reminded(lead, reader, ReminderOutcome.AGAIN, areas, at=before)
    if asked is None and not named and now < asks_at:
        return Reminded(lead, reader, ReminderOutcome.NOT_YET, areas, at=asks_at)
    if asked is None and week.meeting.state is State.SCHEDULED:
        return Reminded(lead, reader, ReminderOutcome.ASKED, areas)
    if asked is not None and asked.status in (Status.PENDING, Status.SENDING) and asked.posted is None:
        return Reminded(lead, reader, ReminderOutcome.ON_ITS_WAY, areas)
    return Reminded(lead, reader, ReminderOutcome.REMINDED, areas)


def _last_reminder(week: Week, reader: Lead, now: datetime) -> datetime | None:
    """When somebody had them reminded, or asked before the time to ask, within the last hour."""
    asks_at = week.times(reader).ask or week.times(reader).usual_ask
    by_hand = (
        delivery.due
        for delivery in week.deliveries
        if delivery.to == reader.person and delivery.due > now - PAUSE
        if (isinstance(delivery.message, RemindLead) and delivery.kind is Kind.NOTICE)
        or (isinstance(delivery.message, AskLead) and delivery.due < asks_at and delivery.posted)
    )
    return max(by_hand, default=None)


def _enqueue(book: Book, week: Week, found: Reminded, by: Person, now: datetime) -> None:
    reader, meeting = found.reader.person, week.meeting
    if found.outcome is ReminderOutcome.ASKED:
        enqueue_question(book, week, reader, now)
    if found.outcome is ReminderOutcome.REMINDED:
        wanted_by = "" if by.person == reader else by.name
        end = meeting.posts if meeting.state is State.SCHEDULED else meeting.late_until
        part = f"{reader}-reminder-{now:%Y-%m-%dT%H}"
        book.enqueue(
            Delivery(
                key(meeting.key, Kind.NOTICE, part),
                reader,
                reminder(week, reader, found.areas, by=wanted_by),
                due=now,
                kind=Kind.NOTICE,
                part=part,
                not_after=end,
                priority=Priority.ANSWER,
            )
        )
