"""What was missed while the bot was down for long."""

from collections.abc import Iterator
from datetime import datetime

from bot.cycle.queries import known_meetings
from bot.model.call import Call
from bot.model.meeting import Meeting
from bot.model.uptime import Downtime
from bot.ports import Book
from bot.rules.calendar import calendar
from bot.rules.downtimes import (
    TellDowntime,
    are_settled,
    downtime_key,
    downtime_readers,
    downtimes,
    missed_in,
    untold,
)


def lay_out_past(book: Book, call: Call, now: datetime) -> None:
    """Keep the meetings that came and went without the bot, by a call that is about to be changed."""
    known = known_meetings(book, call, now)
    for meeting in calendar(call, known, book.overrides(call.name), now):
        if meeting.posts <= now:
            book.keep_meeting(meeting)


def missed_meetings(book: Book, call: Call, downtime: Downtime) -> tuple[Meeting, ...]:
    """The meetings of a call that were to be held in a downtime, without those posted before."""
    return missed_in(downtime, book.meetings(call.name, since=downtime.since.date() - call.gaps.longest))


def untold_downtimes(book: Book, call: Call, now: datetime) -> Iterator[TellDowntime]:
    """The downtimes of which nobody was told yet, once it is known what became of the missed meetings."""
    for downtime in untold(downtimes(book.uptimes()), now):
        keys = (downtime_key(call, downtime, reader) for reader in downtime_readers(call))
        if not any(book.delivery(key) for key in keys):
            missed = missed_meetings(book, call, downtime)
            if missed and are_settled(missed):
                yield TellDowntime(downtime)
