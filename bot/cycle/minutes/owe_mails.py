"""Enqueue the minutes of a closed meeting for the mail addresses of its call."""

from bot.cycle.meeting_context import MeetingContext
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.message import MinutesMail
from bot.model.minutes import Minutes


def owe_mails(context: MeetingContext, minutes: Minutes) -> None:
    """Enqueue a mail for each address, each by itself, so that none waits for another.

    A mail cannot be changed in place, so each revision is one of its own, and is never replaced. A meeting
    that was opened again owes another mail only where its areas report something else since.
    """
    for address in context.call.mail:
        theirs = f"{address}/"
        known = context.book.deliveries(key(context.meeting.key, Kind.MAIL, theirs))
        part = f"{theirs}{minutes.revision}"
        identity = key(context.meeting.key, Kind.MAIL, part)
        if any(each.key == identity for each in known):
            continue
        sent = [each for each in known if each.posted]
        after = max(sent, key=_revision).carried_key if sent else ""
        context.book.enqueue(
            Delivery(
                identity,
                address,
                MinutesMail(minutes, address, context.now, after),
                due=context.now,
                kind=Kind.MAIL,
                part=part,
                priority=Priority.REMINDER,
            )
        )


def _revision(mail: Delivery) -> int:
    return int(mail.part.rpartition("/")[2])
