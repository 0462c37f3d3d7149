"""Somebody is away, or lets somebody else report; and is back again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.cycle.queries import on_the_day
from bot.cycle.replies.reread import Desk, occasion
from bot.model.absence import Absence
from bot.model.call import Call, StandIn
from bot.model.delivery import Delivery, Kind, key
from bot.model.message import Excused, Notice
from bot.model.person import Person
from bot.ports import Book, Store
from bot.rules.long_away import StillAway, still_away_key

T = TypeVar("T")

REFUSED = "{name} {trouble} and cannot report for you, so nothing was changed. Please choose somebody else."
TOO_LATE = "The meeting of {call} of {day} is over, so nobody else needs to report for it."
RELIEVED = "{name} is back for the {call} call of {day}, so you need not report for {areas}. Thank you!"
CHANGED = "{by} changed when you are away; you find it in my message above."
BROUGHT_BACK = "{by} says that you are back for the {call} call, so you are asked again yourself."


@dataclass(frozen=True, slots=True)
class Kept:
    """An absence that is noted; `instead` names who is asked, `before` is the one whose place it takes."""

    absence: Absence
    instead: str = ""
    before: Absence | None = None


async def away(
    absence: Absence,
    call: str,
    day: date,
    *,
    instead: Person | None = None,
    by: Person | None = None,
    store: Store,
    now: datetime,
) -> Kept | None:
    """Remember that somebody is away and who is asked `instead`, and tell them what follows for a meeting.

    Who cannot report (a bot, somebody deactivated, the lead themself) is refused, and nothing changes: then
    and for who does not report in this call it is None. `by` is who says so, where it is somebody else.
    """

    def excuse(desk: Desk) -> Kept | None:
        if instead and (trouble := unfit(absence, instead)):
            text = REFUSED.format(name=instead.name, trouble=trouble)
            _notice(desk, f"{absence.person}-{instead.person}", absence.person, text)
            return None
        if absence.last < _today(desk):
            text = TOO_LATE.format(call=call, day=_day(desk.meeting.day))
            _notice(desk, f"{absence.person}-over", absence.person, text)
            return None
        stand_in = StandIn(_name(desk.book, instead), instead.person) if instead else None
        return _keep(desk, replace(absence, stand_in=stand_in), _other(by, absence.person))

    return await store.change(_for_a_reporter(excuse, absence.person, call, day, now))


async def back(
    person: str,
    call: str,
    day: date,
    *,
    on: date | None = None,
    by: Person | None = None,
    store: Store,
    now: datetime,
) -> tuple[Absence, ...]:
    """End the absences that cover the day `on`, from that day; returns them as they were.

    Without a day it is the absence that was told about at a meeting, or else that of today. `by` is who says
    so, where it is somebody else.
    """

    def end(desk: Desk) -> tuple[Absence, ...]:
        before = on_the_day(desk.book, desk.call, desk.meeting.day)
        ending = tuple(_ending(desk, person, on))
        for absence, first in ending:
            desk.book.end_absences(absence.person, first)
        if ending:
            _tell_back(desk, ending[-1][0], _other(by, person))
            _tell_others(desk)
            _relieve(desk, before, person)
        return tuple(absence for absence, _ in ending)

    return await store.change(_for_a_reporter(end, person, call, day, now)) or ()


async def tell_still_away(step: StillAway, call: str, day: date, *, store: Store, now: datetime) -> None:
    """Ask somebody who has been away for long whether they are back."""

    def tell(book: Book) -> None:
        standing, meeting = book.call(call), book.meeting(call, day)
        if standing is not None and meeting is not None:
            person, about = step.absence.person, occasion(standing, meeting)
            message = Excused(about, step.absence, still=True)
            book.owe(Delivery(still_away_key(step), to=person, message=message, due=now))

    await store.change(tell)


def unfit(absence: Absence, instead: Person) -> str:
    """Why somebody cannot stand in, as it follows their name; empty if they can."""
    if instead.person == absence.person:
        return "is who is away"
    return "is not of this workspace" if instead.stranger else instead.trouble


def _for_a_reporter(
    work: Callable[[Desk], T], person: str, call: str, day: date, now: datetime
) -> Callable[[Book], T | None]:
    """Do the work for somebody who reports in this call, as a lead or on the day as a stand-in."""

    def work_or_not(book: Book) -> T | None:
        standing, meeting = book.call(call), book.meeting(call, day)
        if standing is None or meeting is None:
            return None
        named = any(absence.is_covered_by(person) for absence in book.absences())
        return work(Desk(book, standing, meeting, now)) if standing.areas_of(person) or named else None

    return work_or_not


def _keep(desk: Desk, absence: Absence, by: str) -> Kept:
    same = (absence.person, absence.first)
    before = [each for each in desk.book.absences() if (each.person, each.first) == same]
    desk.book.keep_absence(absence)
    if by and _told(desk, absence.person):
        _ring(desk, absence.person, CHANGED.format(by=by))
    instead = _tell(desk, absence, by)
    _tell_others(desk)
    return Kept(absence, instead, before[-1] if before else None)


def _ending(desk: Desk, person: str, on: date | None) -> Iterator[tuple[Absence, date]]:
    """The absences that are over, each with the day from which it is."""
    mine = [absence for absence in desk.book.absences() if absence.person == person]
    if on is not None:
        yield from ((absence, on) for absence in mine if absence.covers(on))
        return
    today, told = _today(desk), _told(desk, person)
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


def _told(desk: Desk, person: str) -> Excused | None:
    """What somebody was told about their absence at this meeting."""
    told = desk.book.delivery(key(desk.meeting.key, Kind.NOTICE, _part(person)))
    return told.message if told and isinstance(told.message, Excused) else None


def _tell(desk: Desk, absence: Absence, by: str) -> str:
    """Tell somebody that they are away; returns who is asked instead."""
    instead = _instead(on_the_day(desk.book, desk.call, desk.meeting.day), absence, desk.meeting.day)
    message = Excused(occasion(desk.call, desk.meeting), absence, instead, by=by)
    desk.owe(Kind.NOTICE, _part(absence.person), to=absence.person, message=message)
    return instead


def _tell_back(desk: Desk, absence: Absence, by: str) -> None:
    if by and _told(desk, absence.person):
        _ring(desk, absence.person, BROUGHT_BACK.format(by=by, call=desk.call.name))
    message = Excused(occasion(desk.call, desk.meeting), absence, over=True, by=by)
    desk.owe(Kind.NOTICE, _part(absence.person), to=absence.person, message=message)


def _tell_others(desk: Desk) -> None:
    """Bring up to date what those who are away were told: their stand-in may have gone or come."""
    for lead in desk.call.leads:
        told = _told(desk, lead.person)
        if told and not told.over:
            _tell(desk, told.absence, told.by)


def _ring(desk: Desk, person: str, text: str) -> None:
    """Say something anew: an amended message rings no bell."""
    _notice(desk, f"{person}-away-{desk.now:%Y%m%dT%H%M%S}", person, text)


def _notice(desk: Desk, part: str, person: str, text: str) -> None:
    desk.owe(Kind.NOTICE, part, to=person, message=Notice(text))


def _instead(call: Call, absence: Absence, day: date) -> str:
    """Who is asked instead, as far as this meeting shows: a stand-in may be away as well."""
    lead = next((lead for lead in call.leads if lead.person == absence.person), None)
    stand_in = lead.stand_in if lead and absence.covers(day) else absence.stand_in
    return stand_in.name if stand_in else ""


def _relieve(desk: Desk, before: Call, person: str) -> None:
    """Tell a stand-in who was asked already that the lead is back."""
    now = on_the_day(desk.book, desk.call, desk.meeting.day)
    lead = next((lead for lead in before.leads if lead.person == person), None)
    there = any(each.person == person and not each.away for each in now.leads)
    if lead is None or lead.stand_in is None or not there or desk.now >= desk.meeting.posts:
        return
    other = lead.stand_in.person
    asked = desk.book.delivery(key(desk.meeting.key, Kind.ASK, other))
    if asked is not None and asked.posted is not None:
        areas = ", ".join(area.name for area in desk.call.areas_of(person))
        text = RELIEVED.format(name=lead.name, call=desk.call.name, day=_day(desk.meeting.day), areas=areas)
        _notice(desk, f"{other}-relieved-{person}", other, text)


def _part(person: str) -> str:
    return f"{person}-away"


def _today(desk: Desk) -> date:
    return desk.now.astimezone(ZoneInfo(desk.call.timezone)).date()


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"
