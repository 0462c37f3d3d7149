"""Freeze the minutes of a meeting and enqueue them for the channel; amend them for late replies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cycle.meeting.open_meeting import NotBegun, enqueue_current_area, enqueue_in_thread, open_meeting
from bot.cycle.meeting_context import MeetingContext, occasion
from bot.cycle.minutes.index_minutes import index_minutes
from bot.cycle.minutes.owe_mails import owe_mails
from bot.cycle.minutes.tell_silence import tell_silence
from bot.cycle.queries import live, on_the_day, standing_call
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.timetable import stamp
from bot.formats.placeholders import file_path
from bot.formats.twiki.write import twiki
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.meeting import Meeting, State
from bot.model.message import Closed, GitPage, LateNote, Message, MinutesPage, Notice, TwikiCopy, WikiPage
from bot.model.minutes import Minutes
from bot.model.person import Person
from bot.model.reason import Reason
from bot.ports import Book
from bot.rules.assemble import assemble
from bot.rules.calendar import look_back
from bot.rules.changes import changes
from bot.rules.emergency_questions import asked
from bot.rules.opened_again import opened_again

REOPENED = "{by} has opened the meeting again: what comes late amends the minutes once more."
REMEMBERED = timedelta(days=366)  # how far back it is told since when something is ongoing

Pages = Callable[[Minutes], int]


def publish(book: Book, name: str, day: date, *, delayed: str, pages: Pages, now: datetime) -> None:
    """Freeze the minutes and enqueue them, so that every later try says the same; nothing if that is done."""
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None or meeting.state is not State.SCHEDULED:
        return
    there = on_the_day(book, call, meeting.day)
    updates, parts = book.updates(name, day), live(book, call, meeting)
    minutes = assemble(there, meeting, updates, parts, delayed=delayed)
    posted = replace(meeting, state=State.POSTED, minutes=minutes, frozen_at=now)
    index_minutes(book, posted)
    context = MeetingContext(book, call, posted, now)
    _owe_pages(context, minutes, pages)
    _owe_copies(context, minutes)


def amend(book: Book, name: str, day: date, *, pages: Pages, now: datetime) -> None:
    """Freeze the minutes anew with what came late; the posts follow in place, a note says so."""
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None or meeting.state is not State.POSTED or meeting.minutes is None:
        return
    before = meeting.minutes
    there = on_the_day(book, call, meeting.day)
    updates, parts = book.updates(name, day), live(book, call, meeting)
    after = assemble(there, meeting, updates, parts, revision=before.revision, delayed=before.delayed)
    # a call that is called otherwise since has its minutes where they are
    after = replace(after, call=before.call, topic=before.topic) if before.call != call.name else after
    if after == before:
        book.keep_meeting(replace(meeting, frozen_at=now))
        return
    context = MeetingContext(book, call, meeting, now)
    if areas := _changed(before, after):
        after = replace(after, revision=before.revision + 1)
        note = LateNote(areas, after.revision)
        _owe_in_thread(context, Kind.LATE, note, part=str(after.revision))
        _owe_copies(context, after)
    index_minutes(book, replace(meeting, minutes=after, frozen_at=now))
    _owe_pages(context, after, pages, at_least=pages(before))
    enqueue_current_area(replace(context, call=there))


def close(book: Book, name: str, day: date, *, reason: str, pages: Pages, now: datetime) -> None:
    """End the late window with the minutes as they stand; what comes now counts for the next meeting.

    Nothing can be answered on the pages any more; copies that fell behind catch up, and mails go out.
    """
    call, meeting = book.call(name), book.meeting(name, day)
    if meeting is None:
        return
    before = meeting.reason if meeting.reason != Reason.OPENED_AGAIN else ""
    closed = replace(meeting, state=State.CLOSED, reason=reason or before)
    book.keep_meeting(closed)
    if call is None:
        return
    _ask_no_more(MeetingContext(book, on_the_day(book, call, meeting.day), closed, now))
    if meeting.minutes is None:
        return
    context = MeetingContext(book, call, closed, now)
    _owe_pages(context, meeting.minutes, pages)
    _owe_copies(context, meeting.minutes)
    owe_mails(context, meeting.minutes)
    tell_silence(context, meeting.minutes)
    enqueue_current_area(replace(context, call=on_the_day(book, call, meeting.day)))


def adjourn(book: Book, name: str, day: date, *, by: Person, pages: Pages, now: datetime) -> None:
    """Let a chair end the late window now, with all that came until now, and say who did.

    Raises NotBegun before the minutes are posted, and MeetingClosed after the end.
    """
    context = open_meeting(book, name, day, now)
    if context.meeting.state is State.SCHEDULED:
        raise NotBegun
    amend(book, name, day, pages=pages, now=now)
    amended = book.meeting(name, day) or context.meeting
    book.keep_meeting(replace(amended, late_until=now))
    close(book, name, day, reason="", pages=pages, now=now)
    enqueue_in_thread(context, "closed", Closed(occasion(context.call, context.meeting), by.name, now))


def reopen(book: Book, name: str, *, by: Person, pages: Pages, now: datetime) -> Meeting:
    """Let a chair open the last meeting again that is over; its posts can be answered once more.

    Raises Refusal where none is over, or the leads were asked for the next one.
    """
    call = standing_call(book, name)
    known = book.meetings(name, since=(now - look_back(call)).date())
    opened = opened_again(call, known, book.overrides(name), now)
    book.keep_meeting(opened)
    context = MeetingContext(book, on_the_day(book, call, opened.day), opened, now)
    if opened.minutes is not None:
        _owe_pages(context, opened.minutes, pages)
    enqueue_in_thread(context, f"reopened-{stamp(now)}", Notice(REOPENED.format(by=by.name)))
    return opened


def _ask_no_more(context: MeetingContext) -> None:
    """Take the questions off the cards that nobody has answered."""
    asking = {update.area for update in context.updates if any(asked(update))}
    if areas := tuple(area for area in context.call.areas if area.name in asking):
        enqueue_cards(context, areas)


def _owe_pages(context: MeetingContext, minutes: Minutes, pages: Pages, *, at_least: int = 0) -> None:
    """Enqueue every page, each after the one before it; on the last the roll call can be answered."""
    before, last = None, pages(minutes)
    live = context.meeting.key if context.meeting.state is State.POSTED else ""
    for page in range(1, max(last, at_least) + 1):
        identity = page_key(context.meeting, page)
        context.book.enqueue(
            Delivery(
                identity,
                context.call.channel,
                MinutesPage(minutes, page, live if page == last else ""),
                due=context.now,
                kind=Kind.MINUTES,
                part=page_part(page),
                priority=Priority.MINUTES,
                follows=before,
            )
        )
        before = identity


def _owe_copies(context: MeetingContext, minutes: Minutes) -> None:
    """Enqueue the TWiki copy and what changed since last time for the thread, and the pages
    in the wiki and the repository.

    These cannot be changed in place without a trace, so they follow what areas report, and the end of the
    meeting, but not every roll call.
    """
    copy = TwikiCopy(minutes.title, f"{minutes.topic}.txt", twiki(minutes))
    _owe_in_thread(context, Kind.TWIKI, copy)
    _owe_changes(context, minutes)
    call = context.call
    if call.twiki.url:
        _owe_page(context, Kind.WIKI, WikiPage(call.twiki, minutes))
    if call.git.clone:
        path = file_path(call.git.path, minutes.call, context.meeting.day)
        _owe_page(context, Kind.GIT, GitPage(call.git, minutes, path))


def _owe_changes(context: MeetingContext, minutes: Minutes) -> None:
    """Enqueue what changed since the minutes before, if there were any."""
    day = context.meeting.date
    known = context.book.meetings(context.call.name, since=day - REMEMBERED)
    before = [earlier.minutes for earlier in known if earlier.date < day and earlier.minutes]
    if changed := changes(minutes, before):
        _owe_in_thread(context, Kind.CHANGES, changed, priority=Priority.ANSWER)


def page_key(meeting: Meeting, page: int) -> str:
    """The identity of one page of the minutes; the first one's is that of the minutes."""
    return key(meeting.key, Kind.MINUTES, page_part(page))


def page_part(page: int) -> str:
    """What tells one page of the minutes from another in keys; nothing for the first."""
    return str(page) if page > 1 else ""


def _owe_in_thread(
    context: MeetingContext,
    kind: Kind,
    message: Message,
    *,
    part: str = "",
    priority: Priority = Priority.MINUTES,
) -> None:
    context.book.enqueue(
        Delivery(
            key(context.meeting.key, kind, part),
            context.call.channel,
            message,
            due=context.now,
            kind=kind,
            part=part,
            priority=priority,
            follows=page_key(context.meeting, 1),
            threaded=True,
        )
    )


def _owe_page(context: MeetingContext, kind: Kind, page: WikiPage | GitPage) -> None:
    """Enqueue a page in the wiki or the repository, with what of ours may stand there by now."""
    identity = key(context.meeting.key, kind)
    known = context.book.delivery(identity)
    last = known.message if known is not None else None
    if isinstance(last, WikiPage | GitPage) and known is not None:
        if last.minutes == page.minutes:
            return
        if known.attempts:
            stood = (last.minutes,) if known.confirmed == known.wanted else (*last.stood, last.minutes)
            page = replace(page, stood=stood)
            page = replace(page, unsure=known.confirmed == 0) if isinstance(page, WikiPage) else page
    context.book.enqueue(Delivery(identity, page.name, page, due=context.now, kind=kind))


def _changed(before: Minutes, after: Minutes) -> tuple[str, ...]:
    """The areas that report something else now; what was noted during the call is no report."""
    stood = {area.area: replace(area, notes=()) for area in before.areas}
    return tuple(area.area for area in after.areas if stood.get(area.area) != replace(area, notes=()))
