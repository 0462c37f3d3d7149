"""Whether somebody wrote that they are away, and nobody has noted it yet."""

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.replies.reread import readings
from bot.model.absence import SaidAway
from bot.model.reply import Origin, Reply
from bot.reading.absence_days import dated


def said_away(context: MeetingContext, person: str, replies: tuple[Reply, ...]) -> SaidAway | None:
    """The last thing of this kind that they wrote, with its days, while it can be noted for this meeting.

    It is not offered any more when it is over, and when an absence of that time is noted.
    """
    if not context.meeting.is_open(context.now):
        return None
    mine = (each for each in replies if each.person == person and each.origin is not Origin.BEHALF)
    found = [
        dated(reading.absence, reply.written_at, context.call.timezone)
        for reply in mine
        if not reply.deleted
        for _, reading in readings(context, reply)
        if reading.absence
    ]
    return found[-1] if found and not _is_settled(context, person, found[-1]) else None


def _is_settled(context: MeetingContext, person: str, away: SaidAway) -> bool:
    today = context.call.local_date(context.now)
    first, last = away.first or today, away.last or max(context.meeting.day, away.first or today)
    noted = (each for each in context.book.absences() if each.person == person)
    return last < today or any(each.first <= last and first <= each.last for each in noted)
