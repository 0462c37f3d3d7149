"""Where leads were asked the last time: there they may still answer, however long ago that was."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import islice

from bot.cycle.queries import LONGEST_PAUSE
from bot.model.delivery import Kind, Posted, key
from bot.model.errors import RowUnreadable
from bot.ports import Book

MEETINGS = 2  # of one some may not have been asked yet, who answer in the thread of the one before


def last_questions(book: Book, now: datetime) -> Mapping[str, frozenset[str]]:
    """The `ts` of the last questions of each call, by the conversation in which they stand.

    A call whose meetings cannot be read is left out.
    """
    found = defaultdict[str, set[str]](set)
    for name in book.call_names():
        with suppress(RowUnreadable):
            for posted in _of(book, name, now):
                found[posted.conversation].add(posted.ts)
    return {place: frozenset(those) for place, those in found.items()}


def _of(book: Book, call: str, now: datetime) -> Iterator[Posted]:
    """The questions of the last meetings of a call before which leads were asked."""
    known = book.meetings(call, since=(now - LONGEST_PAUSE).date())
    asked = (_questions(book, meeting.key) for meeting in reversed(known) if meeting.opens <= now)
    for questions in islice(filter(None, asked), MEETINGS):
        yield from questions


def _questions(book: Book, meeting: str) -> tuple[Posted, ...]:
    sent = book.deliveries(f"{key(meeting, Kind.ASK)}/")
    return tuple(each.posted for each in sent if each.posted is not None)
