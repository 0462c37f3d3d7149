"""Ask and remind a lead, or note why not; tell the chairs what could not be delivered."""

from datetime import datetime

from bot.cycle.plan import Alert, Ask, Omit, Remind, Week, notice_of
from bot.cycle.reread import last_time, occasion
from bot.model.delivery import Delivery, Kind, Priority, Status, key
from bot.model.message import AskLead, LastTime, Message, Notice, RemindLead
from bot.model.update import Item, Sections
from bot.ports import Book, Store


async def ask(step: Ask, week: Week, *, store: Store, now: datetime) -> None:
    """Owe a lead the question what is new, with what was on their areas' lists last time."""
    lead = step.lead.person

    def owe(book: Book) -> None:
        last = last_time(book, week.meeting)
        areas = tuple(
            LastTime(area.name, area.labels, _still_open(last.get(area.name, Sections())))
            for area in week.call.areas_of(lead)
        )
        message = AskLead(occasion(week.call, week.meeting), areas)
        identity = key(week.meeting.key, Kind.ASK, lead)
        end = week.meeting.posts
        book.owe(Delivery(identity, lead, message, due=now, not_after=end, priority=Priority.ASK))

    await store.change(owe)


async def remind(step: Remind, week: Week, *, store: Store, now: datetime) -> None:
    """Owe a lead a reminder of the areas nobody has reported for."""
    lead = step.lead.person
    message = RemindLead(occasion(week.call, week.meeting), step.areas, last=step.last)
    delivery = Delivery(
        key(week.meeting.key, step.kind, lead),
        lead,
        message,
        due=now,
        not_after=step.not_after,
        priority=Priority.REMINDER,
    )
    await store.change(lambda book: book.owe(delivery))


async def omit(step: Omit, week: Week, *, store: Store, now: datetime) -> None:
    """Note that a lead is not asked or reminded, and why."""
    lead = step.lead.person
    about = occasion(week.call, week.meeting)
    message: Message = AskLead(about, ()) if step.kind is Kind.ASK else RemindLead(about, ())
    identity = key(week.meeting.key, step.kind, lead)
    omitted = Delivery(
        identity,
        lead,
        message,
        due=now,
        priority=Priority.REMINDER,
        status=Status.SKIPPED,
        reason=step.reason,
    )
    await store.change(lambda book: book.owe(omitted))


async def alert(step: Alert, week: Week, *, store: Store, now: datetime) -> None:
    """Tell a chair that something did not reach somebody."""
    leads = {lead.person: lead.name for lead in week.call.reporters}
    who = leads.get(step.about.to, f"the channel of {week.call.name}")
    what = step.about.key.split("/")[2]
    day = f"{week.meeting.date:%B} {week.meeting.date.day}"
    text = f"The {what} for the {week.call.name} call of {day} could not reach {who}: {step.about.reason}"
    notice = Delivery(
        notice_of(step, week.meeting), step.chair, Notice(text), due=now, priority=Priority.ANSWER
    )
    await store.change(lambda book: book.owe(notice))


def _still_open(last: Sections) -> tuple[Item, ...]:
    """What stood there last time; emergencies come first."""
    return (*last.emergencies, *last.news, *last.ongoing)
