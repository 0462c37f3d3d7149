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


def tell_trouble(book: Book, *, call: str, what: str, reason: str, now: datetime) -> None:
    """Enqueue for each chair of a call one line about what fails, at most once a day."""
    message = Notice(FAILING.format(call=call, what=what, reason=reason))
    which = hashlib.sha256(what.encode()).hexdigest()[:8]
    for chair in book.chairs(call):
        part = f"{chair}-trouble-{which}"
        identity = key(f"{call}/{now.date().isoformat()}", Kind.NOTICE, part)
        book.enqueue(Delivery(identity, chair, message, due=now, kind=Kind.NOTICE, part=part))
