"""Lay out the meetings to come, and let what is known of them follow."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.cycle.meeting_context import MeetingContext, occasion
from bot.cycle.queries import known_meetings, on_the_day, quiet_hours
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.replies.reread import reread
from bot.model.call import Call
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.meeting import Meeting, State
from bot.model.message import AskLead, Card, RemindLead, Rescheduled
from bot.model.quiet import QuietHours
from bot.model.reason import NOT_HELD, Reason, reason_in
from bot.model.reply import Origin
from bot.model.update import Update, by_area
from bot.ports import Book
from bot.rules.asking_times import asking_times
from bot.rules.calendar import calendar, is_to_come
from bot.rules.meeting_state import REMINDERS

Change = tuple[Meeting, Meeting]  # as a meeting was, and as it is


def lay_out(book: Book, call: Call, now: datetime, *, by: str = "") -> frozenset[str]:
    """Bring the meetings of a call up to its rule and to what chairs decided.

    What has been said about a meeting that is held no more, or at another time, follows it, and who has to do
    with it is told; these are returned. What was written counts for the next meeting that is held. `by` names
    who decided.
    """
    changes = tuple(_changed(book, call, now))
    if not changes:
        return frozenset()
    meetings = known_meetings(book, call, now)
    coming = [meeting for meeting in meetings if is_to_come(meeting, now)]
    held = [meeting for meeting in coming if meeting.state is State.SCHEDULED]
    writers = {old.date: _writers(book, old) for old, _ in changes}
    for old, new in changes:
        _follow(book, call, old, new, now)
    if held:
        _count_for(book, call, held[0], coming, now)
    told: set[str] = set()
    for old, new in changes:
        message = rescheduled(call, old, new, following=_following(held, new), by=by)
        told |= _tell(book, new, message, writers[old.date] | _writers(book, new), now)
    return frozenset(told)


def rescheduled(
    call: Call, old: Meeting, new: Meeting, *, following: Meeting | None, by: str = ""
) -> Rescheduled:
    """What is told about a meeting that is held no more, after all, or at another time."""
    return Rescheduled(
        occasion(call, new),
        old.starts if old.state is not State.SKIPPED else None,
        reason=new.reason if new.reason != Reason.BY_A_CHAIR else "",
        by=by,
        following=occasion(call, following) if following else None,
    )


def _changed(book: Book, call: Call, now: datetime) -> Iterator[Change]:
    """Lay the calendar out, and say which known meetings that changes for people."""
    known = known_meetings(book, call, now)
    there = {meeting.date: meeting for meeting in known}
    for new in tuple(calendar(call, known, book.overrides(call.name), now)):
        book.keep_meeting(new)
        old = there.get(new.date)
        if old and (old.starts != new.starts or (old.state is State.SKIPPED) != (new.state is State.SKIPPED)):
            yield old, new


def _following(held: list[Meeting], after: Meeting) -> Meeting | None:
    """The next meeting that is held."""
    return next((meeting for meeting in held if meeting.date > after.date), None)


def _writers(book: Book, meeting: Meeting) -> frozenset[str]:
    """Who has written something themself that counts for a meeting."""
    replies = book.replies(meeting.call, meeting.date)
    return frozenset(reply.person for reply in replies if reply.origin is not Origin.BEHALF)


def _follow(book: Book, call: Call, old: Meeting, new: Meeting, now: datetime) -> None:
    """Bring what was said about a meeting up to it; what has not gone out yet waits for its new moment."""
    for delivery in book.deliveries(f"{new.key}/"):
        message = delivery.message
        if not isinstance(message, AskLead | RemindLead | Card):
            continue
        about = occasion(call, new)
        if new.state is State.SKIPPED:
            about = replace(message.occasion, off=True)  # people know it by its last day and time
        amended = replace(delivery, message=replace(message, occasion=about), due=now)
        if isinstance(message, Card) or _has_gone_out(delivery):
            book.enqueue(amended)
        elif new.state is State.SKIPPED and delivery.status is Status.PENDING:
            book.settle(replace(delivery, status=Status.SKIPPED, reason=new.reason))
        elif delivery.status is Status.PENDING or _was_off(delivery, old):
            _wait(book, call, amended, new)


def _has_gone_out(delivery: Delivery) -> bool:
    """Whether it stands in the chat, or may do so."""
    return delivery.posted is not None or delivery.doubtful or delivery.status is Status.SENDING


def _was_off(delivery: Delivery, old: Meeting) -> bool:
    """Whether it was left out only because the meeting was not to be held."""
    left_out = delivery.status is Status.SKIPPED and reason_in(delivery.reason) in NOT_HELD
    return left_out and old.state is State.SKIPPED


def _wait(book: Book, call: Call, delivery: Delivery, meeting: Meeting) -> None:
    """Let a question or reminder that has not gone out yet go out at the moment that is now its own."""
    moment, end = _moments(
        call, delivery, meeting, quiet_hours(book, on_the_day(book, call, meeting.day)).get(delivery.to)
    )
    waiting = replace(
        delivery, status=Status.PENDING, reason="", due=max(moment, delivery.due), not_after=end
    )
    book.settle(waiting)
    book.enqueue(waiting)


def _moments(
    call: Call, delivery: Delivery, meeting: Meeting, hours: QuietHours | None
) -> tuple[datetime, datetime]:
    """From when to when a question or reminder goes out; others than the usual ones may go at once."""
    times = asking_times(call, meeting, hours)
    moments = [moment or usual for moment, usual in zip(times.reminders, times.usual_reminders, strict=True)]
    ends = [*moments[1:], meeting.posts]
    spans = {
        key(meeting.key, kind, delivery.to): (moment, end)
        for kind, moment, end in zip(REMINDERS, moments, ends, strict=False)
    }
    spans[key(meeting.key, Kind.ASK, delivery.to)] = (times.ask or times.usual_ask, meeting.posts)
    return spans.get(delivery.key, (delivery.due, meeting.posts))


def _count_for(book: Book, call: Call, home: Meeting, coming: list[Meeting], now: datetime) -> None:
    """Let all that was written for the meetings to come count for one of them, with its corrections."""
    for meeting in coming:
        if meeting != home:
            _announce_at(book, meeting, home)
        replies = book.replies(call.name, meeting.date) if meeting != home else ()
        if not replies:
            continue
        _hand_over(book, meeting, home)
        for reply in replies:
            book.count_for(reply.conversation, reply.ts, home.date)
        readers = _readers(book, meeting)
        for place in (meeting, home):
            context = MeetingContext(book, on_the_day(book, call, place.day), place, now)
            reread(context, context.call.areas)
            if place.state is State.SCHEDULED:
                for reader in sorted(readers | _readers(book, place)):
                    enqueue_cards(context, context.call.areas, to=reader)


def _announce_at(book: Book, meeting: Meeting, home: Meeting) -> None:
    """Let what was to be announced at a meeting be announced at another one."""
    last = max((each.number for each in book.announcements(home.call, home.date)), default=0)
    for number, each in enumerate(book.announcements(meeting.call, meeting.date), last + 1):
        book.keep_announcement(home.call, home.date, replace(each, number=number))
        book.drop_announcement(meeting.call, meeting.date, each.number)


def _hand_over(book: Book, meeting: Meeting, home: Meeting) -> None:
    """Take along what leads corrected, and who had reported for what: a stand-in's word still counts."""
    known = by_area(book.updates(home.call, home.date))
    for update in book.updates(meeting.call, meeting.date):
        there = known.get(update.area, Update(home.call, home.date, update.area))
        book.keep_update(replace(there, by=tuple(dict.fromkeys((*there.by, *update.by)))))
        for correction in book.corrections(meeting.call, meeting.date, update.area):
            book.keep_correction(home.call, home.date, update.area, correction)


def _readers(book: Book, meeting: Meeting) -> frozenset[str]:
    """Who has a card of a meeting."""
    return frozenset(delivery.to for delivery in book.deliveries(f"{meeting.key}/{Kind.CARD}/"))


def _tell(
    book: Book, meeting: Meeting, told: Rescheduled, writers: frozenset[str], now: datetime
) -> frozenset[str]:
    """Tell whoever was asked for a meeting, or has written for it, once for each decision."""
    asks = {ask.to: ask for ask in book.deliveries(f"{meeting.key}/{Kind.ASK}/") if _has_gone_out(ask)}
    readers = writers | asks.keys()
    for person in sorted(readers):
        ask = asks.get(person)
        part = f"{person}-{stamp(now)}"
        identity = key(meeting.key, Kind.NOTICE, part)
        message = replace(told, wrote=person in writers)
        follows = ask.key if ask and ask.posted is None else None
        book.enqueue(
            Delivery(identity, person, message, due=now, kind=Kind.NOTICE, part=part, follows=follows)
        )
    return frozenset(readers)


def stamp(now: datetime) -> str:
    """What tells one decision about a meeting from the next, in keys."""
    return f"{now:%Y%m%dT%H%M%S%f}"
