"""Somebody is away, or lets somebody else report; and is back again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.cycle.asking.offer_stand_in import offer_no_more
from bot.cycle.meeting_context import MeetingContext, occasion
from bot.cycle.queries import on_the_day, standing_call
from bot.model.absence import Absence
from bot.model.call import Call, StandIn
from bot.model.delivery import Delivery, Kind, key
from bot.model.errors import Refusal
from bot.model.message import Card, Excused, Notice
from bot.model.person import Person
from bot.ports import Book
from bot.rules.long_away import StillAway, still_away_key, still_away_part

UNFIT = "{name} {trouble} and cannot report for you, so nothing was changed. Please choose somebody else."
TOO_LATE = "The meeting of {call} of {day} is over, so nobody else needs to report for it."
RELIEVED = "{name} is back for the {call} call of {day}, so you need not report for {areas}. Thank you!"
NOTHING_TO_EXCUSE = "{who} for no area of the {call} call, so nothing needs excusing."
NOT_AWAY = "{who} not away, as far as I know."
CHANGED = "{by} changed when you are away; you find it in my message above."
BROUGHT_BACK = "{by} says that you are back for the {call} call, so you are asked again yourself."


@dataclass(frozen=True, slots=True)
class Kept:
    """An absence that is noted; `instead` names who is asked, `before` is the one whose place it takes."""

    absence: Absence
    instead: str = ""
    before: Absence | None = None


def away(
    book: Book,
    absence: Absence,
    call: str,
    day: date,
    *,
    instead: Person | None = None,
    by: Person | None = None,
    now: datetime,
) -> Kept:
    """Remember that somebody is away and who is asked `instead`, and tell them what follows for a meeting.

    `by` is who says so, where it is somebody else. Raises Refusal for who does not report in this call, for a
    stand-in who cannot report (a bot, somebody deactivated, the lead themself), and when it is over.
    """
    context = _for_a_reporter(book, absence.person, call, day, by=by, now=now)
    if instead and (trouble := unfit(absence, instead)):
        raise Refusal(UNFIT.format(name=instead.name, trouble=trouble))
    if absence.last < _today(context):
        raise Refusal(TOO_LATE.format(call=call, day=_day(context.meeting.day)))
    stand_in = StandIn(_name(book, instead), instead.person) if instead else None
    return _keep(context, replace(absence, stand_in=stand_in), _other(by, absence.person))


def back(
    book: Book,
    person: str,
    call: str,
    day: date,
    *,
    on: date | None = None,
    by: Person | None = None,
    now: datetime,
) -> tuple[Absence, ...]:
    """End the absences that cover the day `on`, from that day; returns them as they were.

    Without a day it is the absence that was told about at a meeting, or else that of today. `by` is who says
    so, where it is somebody else. Raises Refusal for who is not away or does not report in this call; what is
    over already, by a message that says so, is over and returns nothing.
    """
    context = _for_a_reporter(book, person, call, day, by=by, now=now)
    before = on_the_day(book, context.call, context.meeting.day)
    ending = tuple(_ending(context, person, on))
    if not ending and not _is_told_to_be_back(context, person):
        raise Refusal(NOT_AWAY.format(who="They are" if _other(by, person) else "You are"))
    for absence, first in ending:
        book.end_absences(absence.person, first)
    if ending:
        _tell_back(context, ending[-1][0], _other(by, person))
        _tell_others(context)
        _relieve(context, before, person)
    return tuple(absence for absence, _ in ending)


def tell_still_away(book: Book, step: StillAway, call: str, day: date, *, now: datetime) -> None:
    """Ask somebody who has been away for long whether they are back."""
    standing, meeting = book.call(call), book.meeting(call, day)
    if standing is not None and meeting is not None:
        person, about = step.absence.person, occasion(standing, meeting)
        message = Excused(about, step.absence, still=True)
        identity, part = still_away_key(step), still_away_part(step)
        book.enqueue(Delivery(identity, person, message, due=now, kind=Kind.NOTICE, part=part))


def unfit(absence: Absence, instead: Person) -> str:
    """Why somebody cannot stand in, as it follows their name; empty if they can."""
    if instead.person == absence.person:
        return "is who is away"
    return "is not of this workspace" if instead.stranger else instead.trouble


def _for_a_reporter(
    book: Book, person: str, call: str, day: date, *, by: Person | None, now: datetime
) -> MeetingContext:
    """The meeting, for who reports in this call, as a lead or on the day as a stand-in. Raises Refusal."""
    standing, meeting = standing_call(book, call), book.meeting(call, day)
    named = any(absence.is_covered_by(person) for absence in book.absences())
    if meeting is None or not (standing.areas_of(person) or named):
        who = "They report" if _other(by, person) else "You report"
        raise Refusal(NOTHING_TO_EXCUSE.format(who=who, call=call))
    return MeetingContext(book, standing, meeting, now)


def _keep(context: MeetingContext, absence: Absence, by: str) -> Kept:
    same = (absence.person, absence.first)
    before = [each for each in context.book.absences() if (each.person, each.first) == same]
    context.book.keep_absence(absence)
    _offer_no_more(context, absence.person)
    offer_no_more(context.book, context.meeting, absence.person)
    if by and _told(context, absence.person):
        _ring(context, absence.person, CHANGED.format(by=by))
    instead = _tell(context, absence, by)
    _tell_others(context)
    return Kept(absence, instead, before[-1] if before else None)


def _offer_no_more(context: MeetingContext, person: str) -> None:
    """Take the offer to note it off the card of somebody who is noted as away."""
    known = context.book.delivery(key(context.meeting.key, Kind.CARD, person))
    if known and isinstance(known.message, Card) and known.message.away:
        context.enqueue(Kind.CARD, person, to=person, message=replace(known.message, away=None))


def _ending(context: MeetingContext, person: str, on: date | None) -> Iterator[tuple[Absence, date]]:
    """The absences that are over, each with the day from which it is."""
    mine = [absence for absence in context.book.absences() if absence.person == person]
    if on is not None:
        yield from ((absence, on) for absence in mine if absence.covers(on))
        return
    today, told = _today(context), _told(context, person)
    for absence in mine:
        meant = absence.covers(today)
        if told and not told.over:
            meant = absence.first <= told.absence.last and told.absence.first <= absence.last
        if meant and absence.last >= today:
            yield absence, max(absence.first, today)


def _name(book: Book, person: Person) -> str:
    """What a stand-in is called: as the calls know them, else as the workspace does."""
    known = {lead.person: lead.name for call in book.calls() for lead in call.leads}
    return known.get(person.person, person.name)


def _other(by: Person | None, person: str) -> str:
    """The name of who says it, where it is somebody else."""
    return by.name if by and by.person != person else ""


def _told(context: MeetingContext, person: str) -> Excused | None:
    """What somebody was told about their absence at this meeting."""
    told = context.book.delivery(key(context.meeting.key, Kind.NOTICE, _part(person)))
    return told.message if told and isinstance(told.message, Excused) else None


def _is_told_to_be_back(context: MeetingContext, person: str) -> bool:
    told = _told(context, person)
    return told is not None and told.over


def _tell(context: MeetingContext, absence: Absence, by: str) -> str:
    """Tell somebody that they are away; returns who is asked instead."""
    instead = _instead(
        on_the_day(context.book, context.call, context.meeting.day), absence, context.meeting.day
    )
    message = Excused(occasion(context.call, context.meeting), absence, instead, by=by)
    context.enqueue(Kind.NOTICE, _part(absence.person), to=absence.person, message=message)
    return instead


def _tell_back(context: MeetingContext, absence: Absence, by: str) -> None:
    if by and _told(context, absence.person):
        _ring(context, absence.person, BROUGHT_BACK.format(by=by, call=context.call.name))
    message = Excused(occasion(context.call, context.meeting), absence, over=True, by=by)
    context.enqueue(Kind.NOTICE, _part(absence.person), to=absence.person, message=message)


def _tell_others(context: MeetingContext) -> None:
    """Bring up to date what those who are away were told: their stand-in may have gone or come."""
    for lead in context.call.leads:
        told = _told(context, lead.person)
        if told and not told.over:
            _tell(context, told.absence, told.by)


def _ring(context: MeetingContext, person: str, text: str) -> None:
    """Say something anew: an amended message rings no bell."""
    _notice(context, f"{person}-away-{context.now:%Y%m%dT%H%M%S}", person, text)


def _notice(context: MeetingContext, part: str, person: str, text: str) -> None:
    context.enqueue(Kind.NOTICE, part, to=person, message=Notice(text))


def _instead(call: Call, absence: Absence, day: date) -> str:
    """Who is asked instead, as far as this meeting shows: a stand-in may be away as well."""
    lead = next((lead for lead in call.leads if lead.person == absence.person), None)
    stand_in = lead.stand_in if lead and absence.covers(day) else absence.stand_in
    return stand_in.name if stand_in else ""


def _relieve(context: MeetingContext, before: Call, person: str) -> None:
    """Tell a stand-in who was asked already that the lead is back."""
    now = on_the_day(context.book, context.call, context.meeting.day)
    lead = next((lead for lead in before.leads if lead.person == person), None)
    there = any(each.person == person and not each.away for each in now.leads)
    if lead is None or lead.stand_in is None or not there or context.now >= context.meeting.posts:
        return
    other = lead.stand_in.person
    asked = context.book.delivery(key(context.meeting.key, Kind.ASK, other))
    if asked is not None and asked.posted is not None:
        areas = ", ".join(area.name for area in context.call.areas_of(person))
        text = RELIEVED.format(
            name=lead.name, call=context.call.name, day=_day(context.meeting.day), areas=areas
        )
        _notice(context, f"{other}-relieved-{person}", other, text)


def _part(person: str) -> str:
    return f"{person}-away"


def _today(context: MeetingContext) -> date:
    return context.call.local_date(context.now)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"
