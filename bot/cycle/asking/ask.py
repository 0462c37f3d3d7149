"""Ask and remind a lead, or note why not."""

from datetime import datetime

from bot.cycle.asking.ask_message import enqueue_question, reminder
from bot.cycle.asking.offer_stand_in import offered
from bot.cycle.meeting_context import occasion
from bot.model.absence import OwnStatus
from bot.model.delivery import Delivery, Kind, Priority, Status, key
from bot.model.message import AskLead, Message, RemindLead
from bot.ports import Book
from bot.rules.meeting_state import Week
from bot.rules.steps import Ask, Omit, Remind


def ask(book: Book, step: Ask, week: Week, status: OwnStatus | None = None, *, now: datetime) -> None:
    """Enqueue for a lead the question what is new, and who else reports where their status says away."""
    lead = step.lead.person
    away = offered(book, week, lead, status, now) if status else None
    enqueue_question(book, week, lead, now, away=away)


def remind(book: Book, step: Remind, week: Week, *, now: datetime) -> None:
    """Enqueue for a lead a reminder of the areas nobody has reported for."""
    lead = step.lead.person
    delivery = Delivery(
        key(week.meeting.key, step.kind, lead),
        lead,
        reminder(week, lead, step.areas, last=step.last),
        due=now,
        kind=step.kind,
        part=lead,
        not_after=step.not_after,
        priority=Priority.REMINDER,
    )
    book.enqueue(delivery)


def omit(book: Book, step: Omit, week: Week, *, now: datetime) -> None:
    """Note that a lead is not asked or reminded, and why."""
    lead = step.lead.person
    about = occasion(week.call, week.meeting)
    message: Message = AskLead(about, ()) if step.kind is Kind.ASK else RemindLead(about, ())
    identity = key(week.meeting.key, step.kind, lead)
    omitted = Delivery(
        identity,
        lead,
        message,
        due=now,
        kind=step.kind,
        part=lead,
        priority=Priority.REMINDER,
        status=Status.SKIPPED,
        reason=step.reason,
    )
    book.enqueue(omitted)
