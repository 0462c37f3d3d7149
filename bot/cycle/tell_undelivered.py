"""Tell the chairs what could not be delivered."""

from datetime import date, datetime

from bot.cycle.meeting_context import occasion
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.message import AS_TEXT, GitPage, MinutesMail, Undelivered, WikiPage
from bot.model.reason import Reason, as_told, reason_in
from bot.ports import Book
from bot.rules.meeting_state import Week
from bot.rules.plan import alerting, is_shared, notice_part
from bot.rules.steps import Alert


def alert(book: Book, step: Alert, week: Week, *, now: datetime) -> None:
    """Tell a chair that something did not reach somebody."""
    leads = {lead.person: lead.name for lead in week.call.reporters}
    page = step.about.message
    who = page.name if isinstance(page, WikiPage | GitPage | MinutesMail) else leads.get(step.about.to, "")
    message = Undelivered(
        occasion(week.call, week.meeting),
        AS_TEXT if reason_in(step.about.reason) is Reason.WRITTEN_OUT else step.about.kind,
        who,
        as_told(step.about.reason),
        passing=is_shared(step.about),
    )
    part = notice_part(step.chair, step.about)
    book.enqueue(
        Delivery(
            key(week.meeting.key, Kind.NOTICE, part),
            step.chair,
            message,
            due=now,
            kind=Kind.NOTICE,
            part=part,
            priority=Priority.ANSWER,
        )
    )


def tell_unmailed(book: Book, outcome: Delivery, now: datetime) -> None:
    """Tell the chairs of a mail that is in trouble, each once.

    Mail goes out when its meeting is closed, and nobody sees any more what is missing of that.
    """
    if not isinstance(outcome.message, MinutesMail):
        return
    # Not by the call in the minutes: they keep the name under which they were posted.
    name, _, day = outcome.key.removesuffix(key("", outcome.kind, outcome.part)).rpartition("/")
    call = book.call(name)
    meeting = book.meeting(call.name, date.fromisoformat(day)) if call else None
    if call is None or meeting is None:
        return
    told = book.deliveries(f"{key(meeting.key, Kind.NOTICE)}/")
    week = Week(call, meeting, deliveries=(outcome, *told))
    for step in alerting(week, now):
        alert(book, step, week, now=now)
