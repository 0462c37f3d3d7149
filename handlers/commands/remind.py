"""/minutes remind: leads who have not reported are reminded at once."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from bot.cycle.asking.remind_now import Reminded, ReminderOutcome, Wish, remind_now, who_reports
from bot.model.call import Call
from bot.model.meeting import Meeting
from bot.model.person import Person
from handlers.blocks.parts import escape
from handlers.commands.arguments import lead_named, mentions, unquoted
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of, time_of, times_of

MORNING, NIGHT = 7, 22  # hours between which people do not mind to be written to
EVERYBODY = ("", "all", "everybody", "everyone")
NOBODY_ASKED = "Nobody has been asked yet; I ask on {when}. `/minutes remind @lead` asks somebody at once."
ALL_REPORTED = "Every area of the {call} call has reported; there is nobody to remind."


async def remind(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Remind one lead, the leads of an area, or all who are silent, and say who was and who was not."""
    named = leads_meant(call, asked.rest)
    if named is None:
        return said(await _nobody(call, asked.rest, context))
    by = await context.chat.person(asked.person)
    readers = [reader.person for _, reader in who_reports(call, named)]
    people = {person: await context.chat.person(person) for person in readers}
    wish = Wish(named, by, people)
    found = await context.store.change(remind_now, call.name, meeting.date, wish, now=context.clock())
    return said("\n".join(_told(found, call, people, context, reader=by, named=bool(named))))


def leads_meant(call: Call, typed: str) -> tuple[str, ...] | None:
    """The leads somebody names, directly or by their area; none for all, and None where nobody is known."""
    text = unquoted(typed)
    if text.casefold() in EVERYBODY:
        return ()
    if area := next((area for area in call.areas if area.name.casefold() == text.casefold()), None):
        return tuple(lead.person for lead in area.leads) or None
    lead = lead_named((*call.leads, *call.reporters), text)
    return (lead.person,) if lead else None


async def _nobody(call: Call, typed: str, context: HandlerContext) -> str:
    found, _ = mentions(typed)
    who = (await context.chat.person(found[0].person)).name if found else f"“{typed}”"
    leads = ", ".join(lead.name for lead in call.leads)
    return escape(f"{who} reports for no area of the {call.name} call. Its leads: {leads or 'nobody yet'}")


def _told(
    found: tuple[Reminded, ...],
    call: Call,
    people: dict[str, Person],
    context: HandlerContext,
    *,
    reader: Person,
    named: bool,
) -> Iterator[str]:
    """What came of it, a line each; of all leads only those who matter."""
    waiting = [each for each in found if each.outcome is ReminderOutcome.NOT_YET and each.at]
    rest = [each for each in found if each.outcome is not ReminderOutcome.NOT_YET]
    shown = rest if named else [each for each in rest if each.outcome is not ReminderOutcome.REPORTED]
    for each in shown:
        yield escape(_line(each, call, people[each.reader.person], context))
    if waiting and waiting[0].at:
        local = waiting[0].at.astimezone(ZoneInfo(call.timezone))
        when = f"{day_of(local.date())}, {times_of(waiting[0].at, call.timezone, (), reader.zone)}"
        if rest:
            yield escape(f"{_names(waiting)} will be asked on {when}.")
        else:
            yield NOBODY_ASKED.format(when=escape(when))
    elif not shown:
        yield escape(ALL_REPORTED.format(call=call.name))


def _line(each: Reminded, call: Call, person: Person, context: HandlerContext) -> str:
    lead, reader, areas = each.lead.name, each.reader.name, _and(each.areas)
    stands_in = f"{lead} is away, and {reader} stands in: " if lead != reader else ""
    match each.outcome:
        case ReminderOutcome.REMINDED:
            return f"{stands_in}I am reminding {reader} of {areas}.{_late_there(reader, person, context)}"
        case ReminderOutcome.ASKED:
            return (
                f"{stands_in}{reader} had not been asked yet; I am asking about {areas} now."
                f"{_late_there(reader, person, context)}"
            )
        case ReminderOutcome.REPORTED:
            return f"{reader} has reported already, so I do not remind them."
        case ReminderOutcome.AWAY:
            return f"{lead} is away and nobody stands in, so nobody can be reminded of {areas}."
        case ReminderOutcome.AGAIN if each.at:
            when = time_of(each.at, call.timezone)
            return f"{stands_in}I wrote to {reader} at {when} already; once an hour is enough."
        case ReminderOutcome.UNREACHABLE:
            return f"{stands_in}{reader} {person.trouble}, so I cannot remind them of {areas}."
        case _:
            return f"{stands_in}My question to {reader} is on its way at this moment."


def _late_there(name: str, person: Person, context: HandlerContext) -> str:
    """A hint to the asker when it is night where the reader is."""
    there = context.clock().astimezone(ZoneInfo(person.zone))
    if MORNING <= there.hour < NIGHT:
        return ""
    return f" For {name} it is {time_of(context.clock(), person.zone)}."


def _names(found: Iterable[Reminded]) -> str:
    return _and(tuple(each.reader.name for each in found))


def _and(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
