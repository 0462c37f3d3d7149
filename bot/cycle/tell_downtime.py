"""Chairs hear once, after the bot was down for long, what became of the meetings that it missed."""

from collections.abc import Iterator
from datetime import datetime

from bot.cycle.missed import missed_meetings
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind
from bot.model.message import Notice
from bot.model.uptime import Downtime
from bot.ports import Book
from bot.rules.downtimes import (
    MissedMeeting,
    TellDowntime,
    downtime_in_words,
    downtime_key,
    downtime_part,
    downtime_readers,
)


def tell_downtime(book: Book, step: TellDowntime, name: str, *, now: datetime) -> None:
    """Enqueue what became of the missed meetings, for each chair or else the channel."""
    call = book.call(name)
    if call is None:
        return
    message = Notice(downtime_in_words(call, step.downtime, tuple(_missed(book, call, step.downtime))))
    for reader in downtime_readers(call):
        identity, part = downtime_key(call, step.downtime, reader), downtime_part(reader)
        book.enqueue(Delivery(identity, reader, message, due=now, kind=Kind.NOTICE, part=part))


def _missed(book: Book, call: Call, downtime: Downtime) -> Iterator[MissedMeeting]:
    for meeting in missed_meetings(book, call, downtime):
        replies = book.replies(call.name, meeting.date)
        yield MissedMeeting(meeting.day, meeting.minutes is not None, len(replies))
