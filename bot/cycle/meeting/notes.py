"""Somebody notes what was said about an area during the call, or strikes it out."""

from datetime import date, datetime

from bot.cycle.meeting.open_meeting import NotBegun, begins, enqueue_current_area, open_meeting
from bot.model.errors import Refusal
from bot.model.live_parts import Note
from bot.model.meeting import State
from bot.model.person import Person
from bot.ports import Book
from bot.rules.roles import may_chair

UNKNOWN = "There is no such note: number {number}."
NOT_YOURS = "Only who wrote a note, or a chair, can strike it out: {name} wrote it."


def add_notes(
    book: Book, call: str, day: date, area: str, lines: tuple[str, ...], *, by: Person, now: datetime
) -> None:
    """Note these lines for an area, each once; who wants their name to stand there writes it.

    Raises NotBegun before the meeting, and MeetingClosed after it.
    """
    context = open_meeting(book, call, day, now)
    if context.meeting.state is State.SCHEDULED and now < begins(context.meeting):
        raise NotBegun
    known = book.notes(call, day)
    number = max((note.number for note in known), default=0)
    standing = {note.text for note in known if note.area == area}
    for line in dict.fromkeys(lines):
        if line not in standing:
            number += 1
            book.keep_note(call, day, Note(number, area, line, by.person, by.name, now))
    enqueue_current_area(context)


def delete_note(book: Book, call: str, day: date, number: int, *, by: Person, now: datetime) -> Note:
    """Take a note back, for whoever wrote it or chairs the call; returns what it was.

    Raises Refusal for anybody else, if there is none of this number, and if the meeting is closed.
    """
    context = open_meeting(book, call, day, now)
    note = next((note for note in book.notes(call, day) if note.number == number), None)
    if note is None:
        raise Refusal(UNKNOWN.format(number=number))
    if note.by != by.person and not may_chair(context.call, by):
        raise Refusal(NOT_YOURS.format(name=note.name))
    book.drop_note(call, day, number)
    enqueue_current_area(context)
    return note
