"""Somebody's own status says that they are away: who could report instead, and that they are there."""

from dataclasses import replace
from datetime import date, datetime

from bot.cycle.queries import standing_call, the_meeting_of
from bot.model.absence import AwayByStatus, OwnStatus
from bot.model.call import StandIn
from bot.model.delivery import Kind, key
from bot.model.errors import Refusal
from bot.model.meeting import Meeting
from bot.model.message import AskLead
from bot.ports import Book
from bot.reading.own_status import away_by_status
from bot.rules.meeting_state import Week

OVER = "The meeting of {call} of {day} is over, so nothing was changed."
NOT_ASKED = "I have not asked you about the {call} meeting of {day}, so nothing is changed."


def offered(book: Book, week: Week, lead: str, status: OwnStatus, now: datetime) -> AwayByStatus | None:
    """What a lead is told of their status when they are asked; None where it does not say away."""
    found = away_by_status(status, week.meeting.starts, read_at=now, zone=week.call.timezone)
    return replace(found, instead=_stand_in(book, lead, week.meeting.day)) if found else None


def is_here(book: Book, person: str, call: str, day: date, *, now: datetime) -> None:
    """Take the offer off the question: whatever the status says, they are there.

    Raises Refusal when the meeting is over, or they were not asked for it.
    """
    meeting = the_meeting_of(book, standing_call(book, call), day)
    if now >= meeting.posts:
        raise Refusal(OVER.format(call=call, day=f"{meeting.day:%B} {meeting.day.day}"))
    if book.delivery(key(meeting.key, Kind.ASK, person)) is None:
        raise Refusal(NOT_ASKED.format(call=call, day=f"{meeting.day:%B} {meeting.day.day}"))
    offer_no_more(book, meeting, person)


def offer_no_more(book: Book, meeting: Meeting, person: str) -> None:
    """Take the offer off the question of somebody who has answered it, or has been noted as away."""
    asked = book.delivery(key(meeting.key, Kind.ASK, person))
    if asked and isinstance(asked.message, AskLead) and asked.message.away:
        book.enqueue(replace(asked, message=replace(asked.message, away=None)))


def _stand_in(book: Book, lead: str, day: date) -> StandIn | None:
    """Who reported for them the last time that they named somebody, unless they are away on the day."""
    absences = book.absences()
    named = [each.stand_in for each in absences if each.person == lead and each.stand_in]
    away = any(each.person == named[-1].person and each.covers(day) for each in absences) if named else False
    return named[-1] if named and not away else None
