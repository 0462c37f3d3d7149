"""A lead is away, or somebody else reports: what is sent with the forms, and by one press."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cycle.absences import away
from bot.cycle.queries import standing_call, the_meeting_of
from bot.model.absence import Absence
from bot.model.person import Person
from bot.ports import Book
from handlers.blocks.absence import faults, filled
from handlers.blocks.action_ids import Subject
from handlers.context import HandlerContext


async def let_report(subject: Subject, person: str, context: HandlerContext) -> None:
    """Let somebody, the item of the subject, report for a person at one meeting. Raises Refusal."""
    instead, now = await context.chat.person(subject.item), context.clock()
    await context.store.change(_for_one_meeting, subject, person, instead, now=now)


def _for_one_meeting(book: Book, subject: Subject, person: str, instead: Person, *, now: datetime) -> None:
    day = the_meeting_of(book, standing_call(book, subject.call), subject.date).day
    away(book, Absence(person, day, day), subject.call, subject.date, instead=instead, now=now)


async def on_away(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Remember an absence; nothing is to be done about a form given back with its faults. Raises Refusal."""
    said = filled(payload)
    if faults(payload) or said.absence is None:
        return
    instead = await context.chat.person(said.who) if said.who else None
    call, day = said.subject.call, said.subject.date
    await context.store.change(away, said.absence, call, day, instead=instead, now=context.clock())
