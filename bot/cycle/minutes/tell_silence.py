"""Chairs hear once a meeting which areas have been silent for the third time in a row, or longer."""

from bot.cycle.meeting_context import MeetingContext
from bot.model.delivery import Kind
from bot.model.message import Notice
from bot.model.minutes import Minutes
from bot.rules.calendar import look_back
from bot.rules.silence import long_silent, silence_in_words


def tell_silence(context: MeetingContext, minutes: Minutes) -> None:
    """Enqueue a line for each chair, when nothing that comes late counts for these minutes any more."""
    day = context.meeting.date
    known = context.book.meetings(context.call.name, since=day - look_back(context.call))
    before = [each.minutes for each in reversed(known) if each.minutes and each.date < day]
    if silent := long_silent(minutes, before):
        said = Notice(silence_in_words(context.call.name, silent))
        for chair in context.call.chairs:
            context.enqueue(Kind.NOTICE, f"{chair}-silent", to=chair, message=said)
