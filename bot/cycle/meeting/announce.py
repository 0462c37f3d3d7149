"""Somebody announces something for everybody at a meeting, or takes it back."""

from datetime import date, datetime

from bot.model.errors import Refusal
from bot.model.live_parts import Announcement
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.ports import Book
from bot.rules.roles import may_chair

OVER = "The minutes of this meeting are closed, so nothing was changed in them."
UNKNOWN = "There is no such announcement: {known}."
NOT_YOURS = "Only who announced it, or a chair, can take it back: {name} announced it."


def announce(book: Book, call: str, day: date, text: str, *, by: Person, now: datetime) -> Announcement:
    """Add an announcement to a meeting; what is announced there already, in the same words, stands once.

    Raises Refusal if the minutes are closed.
    """
    _must_be_open(book.meeting(call, day), now)
    known = book.announcements(call, day)
    same = next((each for each in known if _gist(each.text) == _gist(text)), None)
    if same is not None:
        return same
    number = max((each.number for each in known), default=0) + 1
    announcement = Announcement(number, text, by.person, by.name, now)
    book.keep_announcement(call, day, announcement)
    return announcement


def retract(book: Book, call: str, day: date, number: int, *, by: Person, now: datetime) -> Announcement:
    """Take an announcement back, for whoever added it or chairs the call; returns what it was.

    Raises Refusal for anybody else, if there is none of this number, and if the minutes are closed.
    """
    _must_be_open(book.meeting(call, day), now)
    known = {each.number: each for each in book.announcements(call, day)}
    if number not in known:
        raise Refusal(UNKNOWN.format(known=_numbers(known) if known else "nothing is announced"))
    if not may_retract(book, known[number], call, by):
        raise Refusal(NOT_YOURS.format(name=known[number].name))
    book.drop_announcement(call, day, number)
    return known[number]


def may_retract(book: Book, announcement: Announcement, call: str, by: Person) -> bool:
    """Whether this person can take the announcement back."""
    standing = book.call(call)
    return announcement.by == by.person or (standing is not None and may_chair(standing, by))


def _must_be_open(meeting: Meeting | None, now: datetime) -> None:
    """Raise Refusal where the minutes cannot change any more."""
    if meeting is None or not meeting.is_open(now):
        raise Refusal(OVER)


def _gist(text: str) -> str:
    """A text without case, spacing and a full stop."""
    return " ".join(text.casefold().split()).rstrip(".!")


def _numbers(known: dict[int, Announcement]) -> str:
    return f"there are {', '.join(map(str, known))}" if len(known) > 1 else f"there is only {min(known)}"
