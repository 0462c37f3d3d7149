"""Minutes that are late anyway, and how long they wait for what was written meanwhile. Pure."""

from datetime import datetime, timedelta

from bot.model.meeting import Meeting, Waiting

PUNCTUAL = timedelta(minutes=5)  # minutes posted within this span need no excuse
CALL_IS_OVER = timedelta(hours=1)  # after their time: until then people sit in the call and wait for them
LONGEST_WAIT = timedelta(hours=1)  # in which a history that is refused is asked for eight times
UNATTENDED = timedelta(minutes=15)  # longer than any rest of the bot: nobody saw the end of the wait
MOST_WAITS = 3  # so that a bot that is never up for an hour does not wait for ever


def are_late_anyway(meeting: Meeting, now: datetime) -> bool:
    """Whether nobody waits for the minutes in the call any more, or nothing could amend them.

    Others are posted at once, as what is read back later amends them.
    """
    over = min(meeting.posts + CALL_IS_OVER, meeting.late_until)
    return now >= max(meeting.posts + PUNCTUAL, over)


def complete_until(meeting: Meeting, now: datetime) -> datetime:
    """Up to when all that was written has to be known; what was written later can still amend them."""
    return meeting.late_until if now >= meeting.late_until else meeting.posts


def wait_from(known: Waiting | None, now: datetime) -> Waiting:
    """Until when a meeting waits; what is known of that wins, so that a restart begins no other wait.

    A wait at whose end the bot was away begins anew, a few times. One that ends further ahead than any wait
    does was begun by a clock that was wrong.
    """
    if known is None:
        return Waiting(now + LONGEST_WAIT)
    if known.until - now > LONGEST_WAIT:
        return Waiting(now + LONGEST_WAIT, known.times)
    if now - known.until >= UNATTENDED and known.times < MOST_WAITS:
        return Waiting(now + LONGEST_WAIT, known.times + 1)
    return known
