"""Chairs hear once a meeting which areas have been silent for the third time in a row, or longer."""

from bot.cycle.meeting_context import MeetingContext
from bot.model.delivery import Kind
from bot.model.meeting import Meeting
from bot.model.message import Notice
from bot.model.minutes import Minutes
from bot.ports import Book
from bot.rules.calendar import look_back
from bot.rules.downtimes import nobody_could_answer
from bot.rules.silence import long_silent, silence_in_words


def tell_silence(context: MeetingContext, minutes: Minutes) -> None:
    """Enqueue a line for each chair, when nothing that comes late counts for these minutes any more.

    Meetings for which the bot was down when it should have asked are held against nobody.
    """
    if _was_missed(context.book, context.meeting):
        return
    day = context.meeting.date
    known = context.book.meetings(context.call.name, since=day - look_back(context.call))
    asked = (each for each in reversed(known) if each.date < day and not _was_missed(context.book, each))
    before = [each.minutes for each in asked if each.minutes]
    if silent := long_silent(minutes, before):
        said = Notice(silence_in_words(context.call.name, silent))
        for chair in context.call.chairs:
            context.enqueue(Kind.NOTICE, f"{chair}-silent", to=chair, message=said)


def _was_missed(book: Book, meeting: Meeting) -> bool:
    return nobody_could_answer(book.deliveries(f"{meeting.key}/{Kind.ASK}/"))
