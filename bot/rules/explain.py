"""Why somebody was, or was not, asked and reminded, from the records in plain words. Values in, values out.

Nothing here repeats what anybody wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.model.absence import Absence
from bot.model.call import Area, Lead
from bot.model.delivery import Kind
from bot.model.meeting import State
from bot.model.message import Excused
from bot.model.override import Override
from bot.model.reason import as_told
from bot.model.reply import Origin, Reply
from bot.model.update import reported_by_area
from bot.rules.asking_facts import Fact, asking, reminding, resting
from bot.rules.mailing_facts import mailing
from bot.rules.meeting_state import Week

BY_WAY = {
    Origin.MESSAGE: "by message",
    Origin.BUTTON: "with a button",
    Origin.FORM: "with the form",
    Origin.COMMAND: "by command",
}
LATE_MINUTES_WAIT = (
    "Until then at most the late minutes wait for what those who report for {call} wrote to me while I was "
    "away, and what I have not read yet, as Slack refuses to show it for now"
)
THE_END_WAITS = (
    "Until then at most the minutes can still be amended by what those who report for {call} wrote in time, "
    "and what I have not read yet"
)


@dataclass(frozen=True, slots=True)
class Records:
    """What is known beside the week: who is away, what chairs decided, what arrived, and names."""

    absences: tuple[Absence, ...] = ()
    overrides: tuple[Override, ...] = ()
    replies: tuple[Reply, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, person: str) -> str:
        """What somebody is called."""
        return self.names.get(person, "somebody")


def explain(week: Week, lead: Lead, records: Records, now: datetime) -> tuple[Fact, ...]:
    """Say why a lead was, or was not, asked and reminded: first how things stand, then what happened when."""
    found = (
        *_meeting(week, records, now),
        *_role(week, lead),
        *_absence(week, lead, records),
        *resting(week, lead),
        *asking(week, lead, now),
        *reminding(week, lead, now),
        *_reporting(week, lead, records),
        *mailing(week),
    )
    standing = [fact for fact in found if fact.at is None]
    happened = sorted((fact for fact in found if fact.at is not None), key=lambda fact: fact.at or now)
    return (*standing, *happened)


def _meeting(week: Week, records: Records, now: datetime) -> Iterator[Fact]:
    """What became of the meeting itself."""
    meeting = week.meeting
    override = next((each for each in records.overrides if each.date == meeting.date), None)
    if override and override.skips:
        yield Fact(
            f"{records.name(override.by)} skipped the meeting of {_day(meeting.date)}", override.decided_at
        )
    elif override and override.on == meeting.date and override.at is None:
        who, day = records.name(override.by), _day(meeting.date)
        yield Fact(f"{who} had the meeting of {day} held as usual after all", override.decided_at)
    elif override and override.on:
        who, at = records.name(override.by), f" at {override.at:%H:%M}" if override.at else ""
        moved = f"{who} moved the meeting of {_day(meeting.date)} to {_day(override.on)}{at}"
        yield Fact(moved, override.decided_at)
    if down := week.downtime:
        days = round((down.until - down.since) / timedelta(days=1))
        yield Fact(f"From about then on I was not running for {days} days", down.since)
    if meeting.waits and meeting.is_waiting(now):
        waits = LATE_MINUTES_WAIT if meeting.state is State.SCHEDULED else THE_END_WAITS
        yield Fact(waits.format(call=meeting.call), meeting.waits.until)
    if meeting.state is State.SKIPPED:
        yield Fact(
            f"The meeting of {_day(meeting.day)} is not held, so nobody is asked", because=meeting.reason
        )
    elif meeting.state is State.CLOSED and meeting.reason:
        yield Fact("There are no minutes of mine of this meeting", because=as_told(meeting.reason))


def _role(week: Week, lead: Lead) -> Iterator[Fact]:
    areas = week.call.areas_of(lead.person)
    if not areas:
        yield Fact(f"{lead.name} leads no area of the {week.call.name} call, so I do not ask or remind them")
    for area in areas:
        for away in area.leads:
            if away.is_replaced_by(lead.person):
                yield Fact(f"{lead.name} stands in for {away.name} ({area.name})")


def _absence(week: Week, lead: Lead, records: Records) -> Iterator[Fact]:
    """From when to when the lead is away, as told by whom, and who is asked instead."""
    covering = [
        absence
        for absence in records.absences
        if absence.person == lead.person and absence.covers(week.meeting.day)
    ]
    if not covering:
        return
    absence = covering[-1]
    told = week.known(Kind.NOTICE, f"{lead.person}-away")
    by = told.message.by if told and isinstance(told.message, Excused) else ""
    there = next((each for each in week.call.leads if each.person == lead.person), lead)
    instead = f"{there.stand_in.name} is asked instead" if there.stand_in else "nobody is asked instead"
    days = f"on {_day(absence.first)}"
    if absence.first != absence.last:
        days = f"from {_day(absence.first)} until {_day(absence.last)}"
    yield Fact(f"{lead.name} is away {days}{f', as {by} told me' if by else ''}; {instead}")


def _reporting(week: Week, lead: Lead, records: Records) -> Iterator[Fact]:
    """Who reported for the lead's areas, when and how, and what nobody reported for."""
    areas = week.call.areas_of(lead.person)
    reported = reported_by_area(week.updates)
    for area in areas:
        update = reported.get(area.name)
        if update is None:
            if week.meeting.state is not State.SKIPPED:
                yield Fact(f"Nothing has been reported for {area.name}")
            continue
        confirmed = " and found right" if update.confirmed else ""
        yield Fact(f"There is a report for {area.name}, last changed{confirmed}", update.changed_at)
    counted = {person for update in reported.values() for person in update.by}
    for person in dict.fromkeys(reply.person for reply in _about(lead, areas, records)):
        mine = tuple(reply for reply in _about(lead, areas, records) if reply.person == person)
        yield from _wrote(mine, records.name(person), counts=person in counted)


def _about(lead: Lead, areas: tuple[Area, ...], records: Records) -> Iterator[Reply]:
    """What was written by the lead, by others for their areas, and by those who report beside or for them."""
    beside = {each.person for area in areas for each in area.leads}
    stand_ins = {each.stand_in.person for area in areas for each in area.leads if each.stand_in}
    for reply in records.replies:
        if reply.origin is Origin.BEHALF:
            if any(area.name == reply.area for area in areas):
                yield reply
        elif reply.person == lead.person or reply.person in beside | stand_ins:
            yield reply


def _wrote(replies: tuple[Reply, ...], name: str, *, counts: bool) -> Iterator[Fact]:
    """How somebody reported, each way once, with the first moment and the number."""
    for origin in Origin:
        mine = [reply for reply in replies if reply.origin is origin]
        if not mine:
            continue
        first = min(mine, key=lambda reply: reply.written_at).written_at
        times = "" if len(mine) == 1 else f" ({len(mine)} times)"
        if origin is Origin.BEHALF:
            areas = ", ".join(dict.fromkeys(reply.area or "" for reply in mine))
            yield Fact(f"{name} reported for {areas} on behalf of its leads{times}", first)
        elif not counts:
            yield Fact(f"{name} wrote to me{times}, and nothing in it counts as a report by now", first)
        else:
            yield Fact(f"{name} reported {BY_WAY[origin]}{times}", first)


def _day(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}"
