"""Ask and remind a lead, or note why not; tell the chairs what could not be delivered."""

from datetime import datetime

from bot.cycle.plan import Alert, Ask, Omit, Remind, Week, notice_of
from bot.cycle.reread import last_time, occasion
from bot.model.delivery import Delivery, Kind, Priority, Status, key
from bot.model.message import AskLead, LastTime, Message, Notice, RemindLead, Undelivered, WikiPage
from bot.model.update import Item, Sections
from bot.ports import Book, Store

MORE = (
    "You are now asked to report on {names} as well in the {call} call of {day}. You find it in my question "
    "above; or just write here."
)


async def ask(step: Ask, week: Week, *, store: Store, now: datetime) -> None:
    """Owe a lead the question what is new, with what was on their areas' lists last time.

    Who was asked already finds their further areas in the same message, below the others, and is told so.
    """
    lead = step.lead.person
    identity = key(week.meeting.key, Kind.ASK, lead)

    def owe(book: Book) -> None:
        asked = book.delivery(identity)
        before = asked.message.areas if asked and isinstance(asked.message, AskLead) else ()
        more = _areas(book, week, lead, but={last.area for last in before})
        message = AskLead(occasion(week.call, week.meeting), (*before, *more))
        end = week.meeting.posts
        book.owe(Delivery(identity, lead, message, due=now, not_after=end, priority=Priority.ASK))
        if before and more:
            part = f"{lead}-more-{len(message.areas)}"
            book.owe(
                Delivery(
                    key(week.meeting.key, Kind.NOTICE, part),
                    lead,
                    _told(week, more),
                    due=now,
                    follows=identity,
                )
            )

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
    what = step.about.key.split("/")[2]
    page = step.about.message
    who = page.name if isinstance(page, WikiPage) else leads.get(step.about.to, "")
    message = Undelivered(occasion(week.call, week.meeting), what, who, step.about.reason)
    notice = Delivery(notice_of(step, week.meeting), step.chair, message, due=now, priority=Priority.ANSWER)
    await store.change(lambda book: book.owe(notice))


def _areas(book: Book, week: Week, lead: str, *, but: set[str]) -> tuple[LastTime, ...]:
    """The areas somebody reports for, with their lists and for whom they stand in."""
    last = last_time(book, week.meeting)
    return tuple(
        LastTime(
            area.name,
            area.labels,
            _still_open(last.get(area.name, Sections())),
            instead_of=", ".join(away.name for away in area.leads if away.is_replaced_by(lead)),
        )
        for area in week.call.areas_of(lead)
        if area.name not in but
    )


def _told(week: Week, more: tuple[LastTime, ...]) -> Notice:
    """An amended message rings no bell, so this one does."""
    names = (f"{last.area} for {last.instead_of}" if last.instead_of else last.area for last in more)
    day = f"{week.meeting.date:%B} {week.meeting.date.day}"
    return Notice(MORE.format(names=", ".join(names), call=week.call.name, day=day))


def _still_open(last: Sections) -> tuple[Item, ...]:
    """What stood there last time; emergencies come first."""
    return (*last.emergencies, *last.news, *last.ongoing)
