"""Whose words may count for minutes that are due soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cycle.queries import on_the_day
from bot.model.errors import RowUnreadable
from bot.ports import Book, DueMeeting
from bot.rules.meeting_state import writers

SOON = timedelta(hours=1)
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody whose words may count for minutes, where they write, and when these are posted."""

    person: str
    conversation: str
    posts: datetime


def awaited(book: Book, now: datetime) -> tuple[Awaited, ...]:
    """Whose words may count for minutes that are due soon, each once; the soonest first.

    Who has no conversation that is known is not among them.
    """
    end = now + SOON
    soon = sorted((due for due in book.due_meetings(end) if due.posts <= end), key=lambda due: due.posts)
    people = dict[str, datetime]()
    for due in soon:
        people |= {person: due.posts for person in sorted(_writers(book, due)) if person not in people}
    contacts = {each.person: each for each in book.contacts(people)}
    known = (contacts[person] for person in people if person in contacts)
    return tuple(
        Awaited(contact.person, contact.conversation, people[contact.person])
        for contact in known
        if contact.conversation
    )


def _writers(book: Book, due: DueMeeting) -> frozenset[str]:
    try:
        call = book.call(due.call)
        return writers(on_the_day(book, call, due.date), book.updates(due.call, due.date)) if call else NOBODY
    except RowUnreadable:  # a turn tells of it
        return NOBODY
