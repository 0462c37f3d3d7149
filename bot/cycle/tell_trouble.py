"""Chairs hear of what goes on failing with their call."""

import hashlib
from datetime import datetime

from bot.model.delivery import Delivery, Kind, key
from bot.model.message import Notice
from bot.ports import Book

FAILING = (
    "Something keeps failing for the {call} call ({what}): {reason}. I go on trying, and do the rest "
    "as usual. Please show this to whoever runs me."
)

NO_COPY = (
    "Today's copy of my database could not be made: {reason}. Everything else goes on, and I try again. "
    "Please show this to whoever runs me."
)


def tell_trouble(book: Book, *, call: str, what: str, reason: str, now: datetime) -> None:
    """Enqueue for each chair of a call one line about what fails, at most once a day."""
    message = Notice(FAILING.format(call=call, what=what, reason=reason))
    which = hashlib.sha256(what.encode()).hexdigest()[:8]
    for chair in book.chairs(call):
        _tell(book, chair, call, message, part=f"{chair}-trouble-{which}", now=now)


def tell_no_copy(book: Book, *, reason: str, now: datetime) -> None:
    """Enqueue for each chair, once however many calls are theirs, that there is no copy of the day."""
    call_of = {chair: call.name for call in reversed(book.readable_calls()) for chair in call.chairs}
    for chair, call in call_of.items():
        _tell(book, chair, call, Notice(NO_COPY.format(reason=reason)), part=f"{chair}-no-copy", now=now)


def _tell(book: Book, chair: str, call: str, message: Notice, *, part: str, now: datetime) -> None:
    identity = key(f"{call}/{now.date().isoformat()}", Kind.NOTICE, part)
    book.enqueue(Delivery(identity, chair, message, due=now, kind=Kind.NOTICE, part=part))
