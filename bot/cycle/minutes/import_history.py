"""Take the history of an export over: calls, meetings with their minutes, what was written for them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.cycle.calls.change_log import record_change
from bot.cycle.minutes.index_minutes import index_minutes
from bot.formats.everything import KeptCall, KeptMeeting
from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.meeting import UNFINISHED, State
from bot.model.minutes import ActionItem
from bot.ports import Book
from bot.rules.old_page import bare


class Outcome(StrEnum):
    """What became of a meeting."""

    TAKEN = "taken over"
    KNOWN = "known already"
    OPEN = "still open, so left alone"


def import_history(
    book: Book, calls: Sequence[KeptCall], absences: Iterable[Absence], *, file: str, now: datetime
) -> tuple[str, ...]:
    """Keep what is not known yet, and say so, a line for each call; again it changes nothing.

    A call or meeting that is known stays as it is. A meeting that can still change is left alone: what was
    posted about it stands in no export, and would be posted again. Action items go on as they stand in the
    newest minutes.
    """
    return tuple(_import(book, calls, absences, file, now))


def _import(
    book: Book, calls: Sequence[KeptCall], absences: Iterable[Absence], file: str, now: datetime
) -> Iterator[str]:
    for kept in calls:
        known = book.call(kept.call.name)
        if known is None:
            yield from record_change(book, kept.call, by=file, now=now)
        elif known != kept.call:
            yield f"{known.name}: set up otherwise here, left as it is"
        counts = Counter(_outcome(book, each, now) for each in kept.meetings)
        told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
        yield f"{kept.call.name}: meetings: {told or 'none'}"
        _take_actions(book, kept)
    known_absences = {(each.person, each.first) for each in book.absences()}
    fresh = [each for each in absences if (each.person, each.first) not in known_absences]
    for absence in fresh:
        book.keep_absence(absence)
    if fresh:
        yield f"absences: {len(fresh)} {Outcome.TAKEN}"


def _outcome(book: Book, kept: KeptMeeting, now: datetime) -> Outcome:
    meeting = kept.meeting
    if book.meeting(meeting.call, meeting.date) is not None:
        return Outcome.KNOWN
    if meeting.is_unfinished and now < meeting.late_until:
        return Outcome.OPEN
    state = State.CLOSED if meeting.state in UNFINISHED else meeting.state
    index_minutes(book, replace(meeting, state=state))
    for reply in kept.replies:
        if book.reply(reply.conversation, reply.ts) is None:
            book.keep_reply(reply)
    for area, correction in kept.corrections:
        book.keep_correction(meeting.call, meeting.date, area, correction)
    return Outcome.TAKEN


def _take_actions(book: Book, kept: KeptCall) -> None:
    """Let the action items of the newest minutes go on, where the call has none of its own."""
    if kept.minutes and not book.actions(kept.call.name):
        for action in kept.minutes[-1].actions:
            book.keep_action(kept.call.name, _owned(kept.call, action))


def _owned(call: Call, action: ActionItem) -> ActionItem:
    """An export names an owner; a lead is known by their name."""
    person = next((lead.person for lead in call.leads if bare(lead.name) == bare(action.owner)), "")
    return replace(action, person=person, closed=action.closed or (action.opened if action.done else None))
