"""/minutes why: why somebody was, or was not, asked and reminded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cycle.queries import current_meeting, on_the_day, quiet_hours
from bot.model.call import Call, Lead
from bot.model.delivery import Kind, key
from bot.model.meeting import Meeting, State
from bot.ports import Book
from bot.rules.asking_facts import Fact
from bot.rules.calendar import look_back
from bot.rules.downtimes import downtime_of, downtimes
from bot.rules.explain import Records, explain
from bot.rules.meeting_state import Week
from handlers.blocks.parts import escape
from handlers.commands.arguments import lead_named, mentions
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.errors import explained
from handlers.text.times import day_of, times_of

NOBODY = "I know nobody called “{typed}” here; the leads of the {call} call are {leads}."
NO_MEETING = "There has been no meeting of {call} yet, so there is nothing to tell."


@dataclass(frozen=True, slots=True)
class Known:
    """A meeting and what stands in the records about it."""

    week: Week
    records: Records

    @property
    def people(self) -> set[str]:
        """Everybody whose name it takes to tell it."""
        deciders = {each.by for each in self.records.overrides}
        return deciders | {reply.person for reply in self.records.replies}


async def why(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Tell from the records why a lead was or was not asked, reminded and heard; without a name oneself."""
    lead = await _meant(asked, call, context)
    if lead is None:
        leads = ", ".join(each.name for each in call.leads) or "not named yet"
        return said(escape(NOBODY.format(typed=asked.rest, call=call.name, leads=leads)))
    now = context.clock()
    known = await context.store.read(lambda book: tuple(_known(book, call, lead, now)))
    reader = await context.chat.person(asked.person)
    names = await context.names.of({person for each in known for person in each.people})
    names |= {each.person: each.name for each in call.leads}
    told = [
        line
        for each in known
        for line in _told(each, lead, replace(each.records, names=names), now, reader.zone)
    ]
    return said("\n".join(told) or escape(NO_MEETING.format(call=call.name)))


async def _meant(asked: Asked, call: Call, context: HandlerContext) -> Lead | None:
    """Who is meant: a lead, somebody who is mentioned, or the asker."""
    found, _ = mentions(asked.rest)
    if asked.rest and not found:
        stand_ins = [
            Lead(absence.stand_in.name, absence.stand_in.person)
            for absence in await context.store.read(lambda book: book.absences())
            if absence.stand_in
        ]
        return lead_named((*call.leads, *stand_ins), asked.rest)
    person = found[0].person if found else asked.person
    lead = next((each for each in call.leads if each.person == person), None)
    return lead or Lead((await context.chat.person(person)).name, person)


def _known(book: Book, call: Call, lead: Lead, now: datetime) -> Iterator[Known]:
    """What is known of the meetings that somebody may ask about."""
    for meeting in _meetings(book, call, lead, now):
        there = on_the_day(book, call, meeting.day)
        week = Week(
            there,
            meeting,
            book.updates(call.name, meeting.date),
            book.deliveries(f"{meeting.key}/"),
            quiet=quiet_hours(book, there),
            downtime=downtime_of(meeting, downtimes(book.uptimes())),
        )
        replies = book.replies(call.name, meeting.date)
        yield Known(week, Records(book.absences(), book.overrides(call.name), replies))


def _meetings(book: Book, call: Call, lead: Lead, now: datetime) -> Iterator[Meeting]:
    """The open meeting, those skipped before it, and before its question went out also the last one.

    Also those whose late minutes, or whose end, wait still.
    """
    known = book.meetings(call.name, since=(now - look_back(call)).date())
    there = current_meeting(book, call, now)
    asked = there and book.delivery(key(there.key, Kind.ASK, lead.person))
    over = [each for each in known if each.state in (State.POSTED, State.CLOSED) and each != there]
    last = over[-1:] if asked is None else []
    yield from last
    yield from (each for each in known if each not in (there, *last) and each.is_waiting(now))
    for meeting in known:
        if (
            meeting.state is State.SKIPPED
            and meeting.starts > now
            and (there is None or meeting.date < there.date)
        ):
            yield meeting
    if there:
        yield there


def _told(known: Known, lead: Lead, records: Records, now: datetime, zone: str) -> Iterator[str]:
    week = known.week
    yield f"*{escape(lead.name)}* and the {escape(week.call.name)} call of {day_of(week.meeting.day)}:"
    for fact in explain(week, lead, records, now):
        yield f"• {escape(_sentence(fact, week.call, zone))}"


def _sentence(fact: Fact, call: Call, zone: str) -> str:
    because = f": {explained(fact.because)}" if fact.because else ""
    told = f"{fact.said}{because}".rstrip(".")
    if fact.at is None:
        return f"{told}."
    day = call.local_date(fact.at)
    return f"{day_of(day)}, {times_of(fact.at, call.timezone, (), zone)}: {told}."
