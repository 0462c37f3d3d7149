"""Somebody is away, or lets somebody else report; and is back again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.cycle.lookup import on_the_day
from bot.cycle.reread import Desk, occasion
from bot.model.absence import Absence
from bot.model.call import Call, StandIn
from bot.model.delivery import Kind, key
from bot.model.message import Excused, Notice
from bot.ports import Book, Person, Store

Work = Callable[[Desk], None]

REFUSED = "{name} {trouble} and cannot report for you, so nothing was changed. Please choose somebody else."
TOO_LATE = "The meeting of {call} of {day} is over, so nobody else needs to report for it."
RELIEVED = "{name} is back for the {call} call of {day}, so you need not report for {areas}. Thank you!"


async def away(
    absence: Absence, call: str, day: date, *, instead: Person | None = None, store: Store, now: datetime
) -> None:
    """Remember that somebody is away and who is asked `instead`, and tell them what follows for a meeting.

    Who cannot report (a bot, somebody deactivated, the lead themself) is refused, and nothing changes.
    """

    def excuse(desk: Desk) -> None:
        trouble = instead.trouble if instead else ""
        if instead and instead.person == absence.person:
            trouble = "is who is away"
        if instead and trouble:
            text = REFUSED.format(name=instead.name, trouble=trouble)
            desk.owe(
                Kind.NOTICE, f"{absence.person}-{instead.person}", to=absence.person, message=Notice(text)
            )
        elif absence.last < _today(desk):
            text = TOO_LATE.format(call=call, day=_day(day))
            desk.owe(Kind.NOTICE, f"{absence.person}-over", to=absence.person, message=Notice(text))
        else:
            stand_in = StandIn(_name(desk.book, instead), instead.person) if instead else None
            kept = replace(absence, stand_in=stand_in)
            desk.book.keep_absence(kept)
            _tell(desk, kept)
            _tell_others(desk)

    await store.change(_for_a_reporter(excuse, absence.person, call, day, now))


async def back(person: str, call: str, day: date, *, store: Store, now: datetime) -> None:
    """End, from today on, the absence that was told about at a meeting, and any other in that time."""

    def end(desk: Desk) -> None:
        told = desk.book.delivery(key(desk.meeting.key, Kind.NOTICE, _part(person)))
        if told is None or not isinstance(told.message, Excused) or told.message.over:
            return
        before, today = on_the_day(desk.book, desk.call, day), _today(desk)
        for absence in _overlapping(desk.book, told.message.absence):
            if absence.last >= today:
                desk.book.end_absences(person, max(absence.first, today))
        desk.owe(Kind.NOTICE, _part(person), to=person, message=replace(told.message, over=True))
        _tell_others(desk)
        _relieve(desk, before, person)

    await store.change(_for_a_reporter(end, person, call, day, now))


def _for_a_reporter(work: Work, person: str, call: str, day: date, now: datetime) -> Callable[[Book], None]:
    """Do the work for somebody who reports in this call, as a lead or on the day as a stand-in."""

    def work_or_not(book: Book) -> None:
        standing, meeting = book.call(call), book.meeting(call, day)
        if standing is None or meeting is None:
            return
        named = any(absence.is_covered_by(person) for absence in book.absences())
        if standing.areas_of(person) or named:
            work(Desk(book, standing, meeting, now))

    return work_or_not


def _name(book: Book, person: Person) -> str:
    """What a stand-in is called: as the calls know them, else as the workspace does."""
    known = {lead.person: lead.name for call in book.calls() for lead in call.leads}
    return known.get(person.person, person.name)


def _tell(desk: Desk, absence: Absence) -> None:
    instead = _instead(on_the_day(desk.book, desk.call, desk.meeting.date), absence, desk.meeting.date)
    message = Excused(occasion(desk.call, desk.meeting), absence, instead)
    desk.owe(Kind.NOTICE, _part(absence.person), to=absence.person, message=message)


def _tell_others(desk: Desk) -> None:
    """Bring up to date what those who are away were told: their stand-in may have gone or come."""
    for lead in desk.call.leads:
        told = desk.book.delivery(key(desk.meeting.key, Kind.NOTICE, _part(lead.person)))
        if told and isinstance(told.message, Excused) and not told.message.over:
            _tell(desk, told.message.absence)


def _instead(call: Call, absence: Absence, day: date) -> str:
    """Who is asked instead, as far as this meeting shows: a stand-in may be away as well."""
    lead = next((lead for lead in call.leads if lead.person == absence.person), None)
    stand_in = lead.stand_in if lead and absence.covers(day) else absence.stand_in
    return stand_in.name if stand_in else ""


def _overlapping(book: Book, told: Absence) -> tuple[Absence, ...]:
    return tuple(
        absence
        for absence in book.absences()
        if absence.person == told.person and absence.first <= told.last and told.first <= absence.last
    )


def _relieve(desk: Desk, before: Call, person: str) -> None:
    """Tell a stand-in who was asked already that the lead is back."""
    lead = next((lead for lead in before.leads if lead.person == person), None)
    if lead is None or lead.stand_in is None or desk.now >= desk.meeting.posts:
        return
    other = lead.stand_in.person
    asked = desk.book.delivery(key(desk.meeting.key, Kind.ASK, other))
    if asked is not None and asked.posted is not None:
        areas = ", ".join(area.name for area in desk.call.areas_of(person))
        text = RELIEVED.format(name=lead.name, call=desk.call.name, day=_day(desk.meeting.date), areas=areas)
        desk.owe(Kind.NOTICE, f"{other}-relieved-{person}", to=other, message=Notice(text))


def _part(person: str) -> str:
    return f"{person}-away"


def _today(desk: Desk) -> date:
    return desk.now.astimezone(ZoneInfo(desk.call.timezone)).date()


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"
