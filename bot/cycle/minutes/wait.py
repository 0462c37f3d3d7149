"""Let minutes, and the end of a meeting, wait for what was written and has not been found yet."""

from dataclasses import replace
from datetime import date, datetime

from bot.model.meeting import State
from bot.ports import Backlog, Book, Store
from bot.rules.late_minutes import are_late_anyway, complete_until, wait_from
from bot.rules.meeting_state import Week, writers


async def are_held(week: Week, backlog: Backlog, *, store: Store, now: datetime) -> bool:
    """Whether these minutes wait: a moment while it is being looked back, and longer if they are late anyway.

    Late ones wait for what those who report for this call wrote, and until the moment that is kept with their
    meeting at most: whatever can never be found keeps them no longer. Posted ones are not closed before
    either, as what is found afterwards would count for the next meeting.
    """
    meeting, people = week.meeting, writers(week.call, week.updates)
    if meeting.state is State.SCHEDULED:
        if backlog.holds(meeting.key, people):
            return True
        missing = are_late_anyway(meeting, now) and await backlog.misses(people, complete_until(meeting, now))
    else:
        missing = await backlog.lacks(people, meeting.posts, meeting.late_until)
    return missing and await store.change(wait, name=meeting.call, day=meeting.date, now=now)


def wait(book: Book, *, name: str, day: date, now: datetime) -> bool:
    """Whether a meeting still waits; the first time, keep until when it does."""
    meeting = book.meeting(name, day)
    if meeting is None or not meeting.is_unfinished:
        return False
    waits = wait_from(meeting.waits, now)
    if waits != meeting.waits:
        book.keep_meeting(replace(meeting, waits=waits))
    return now < waits.until
