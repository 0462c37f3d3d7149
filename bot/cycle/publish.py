"""Freeze the minutes of a meeting and owe them to the channel; amend them for late replies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cycle.assemble import assemble
from bot.cycle.changes import changes
from bot.cycle.lookup import live, on_the_day
from bot.cycle.remember import remember
from bot.cycle.reread import Desk
from bot.formats.twiki import twiki
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.meeting import Meeting, State
from bot.model.message import LateNote, Message, MinutesPage, TwikiCopy, WikiPage
from bot.model.minutes import Minutes
from bot.ports import Book, Store

REMEMBERED = timedelta(days=366)  # how far back it is told since when something is ongoing

Pages = Callable[[Minutes], int]


async def publish(call: str, day: date, *, delayed: str, pages: Pages, store: Store, now: datetime) -> None:
    """Freeze the minutes and owe them, so that every later try says the same."""
    await store.change(lambda book: _publish(book, call, day, delayed=delayed, pages=pages, now=now))


async def amend(call: str, day: date, *, pages: Pages, store: Store, now: datetime) -> None:
    """Freeze the minutes anew with what came late; the posts follow in place, a note says so."""
    await store.change(lambda book: _amend(book, call, day, pages=pages, now=now))


async def close(call: str, day: date, *, reason: str, store: Store) -> None:
    """End the late window; what comes now counts for the next meeting."""
    await store.change(lambda book: _close(book, call, day, reason))


def _publish(book: Book, name: str, day: date, *, delayed: str, pages: Pages, now: datetime) -> None:
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None or meeting.state is not State.SCHEDULED:
        return
    there = on_the_day(book, call, meeting.day)
    updates, parts = book.updates(name, day), live(book, call, meeting)
    minutes = assemble(there, meeting, updates, parts, delayed=delayed)
    remember(book, replace(meeting, state=State.POSTED, minutes=minutes, frozen_at=now))
    desk = Desk(book, call, meeting, now)
    _owe_pages(desk, minutes, pages(minutes))
    _owe_copies(desk, minutes)


def _amend(book: Book, name: str, day: date, *, pages: Pages, now: datetime) -> None:
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None or meeting.state is not State.POSTED or meeting.minutes is None:
        return
    before = meeting.minutes
    there = on_the_day(book, call, meeting.day)
    updates, parts = book.updates(name, day), live(book, call, meeting)
    after = assemble(there, meeting, updates, parts, revision=before.revision, delayed=before.delayed)
    if after == before:
        book.keep_meeting(replace(meeting, frozen_at=now))
        return
    desk = Desk(book, call, meeting, now)
    if areas := _changed(before, after):
        after = replace(after, revision=before.revision + 1)
        note = LateNote(areas, after.revision)
        _owe_in_thread(desk, key(meeting.key, Kind.LATE, str(after.revision)), note)
        _owe_copies(desk, after)
    remember(book, replace(meeting, minutes=after, frozen_at=now))
    _owe_pages(desk, after, max(pages(before), pages(after)))


def _close(book: Book, name: str, day: date, reason: str) -> None:
    meeting = book.meeting(name, day)
    if meeting is not None:
        book.keep_meeting(replace(meeting, state=State.CLOSED, reason=reason or meeting.reason))


def _owe_pages(desk: Desk, minutes: Minutes, pages: int) -> None:
    """Owe every page, each after the one before it."""
    before = None
    for page in range(1, pages + 1):
        identity = page_key(desk.meeting, page)
        desk.book.owe(
            Delivery(
                identity,
                desk.call.channel,
                MinutesPage(minutes, page),
                due=desk.now,
                priority=Priority.MINUTES,
                follows=before,
            )
        )
        before = identity


def _owe_copies(desk: Desk, minutes: Minutes) -> None:
    """Owe the TWiki copy and what changed since last time in the thread, and the page in the wiki.

    These cannot be changed in place without a trace, so they follow what areas report, and the end of the
    meeting, but not every roll call.
    """
    copy = TwikiCopy(minutes.title, f"{minutes.topic}.txt", twiki(minutes))
    _owe_in_thread(desk, key(desk.meeting.key, Kind.TWIKI), copy)
    _owe_changes(desk, minutes)
    if desk.call.twiki.url:
        _owe_wiki_page(desk, minutes)


def _owe_changes(desk: Desk, minutes: Minutes) -> None:
    """Owe what changed since the minutes before, if there were any."""
    day = desk.meeting.date
    known = desk.book.meetings(minutes.call, since=day - REMEMBERED)
    before = [earlier.minutes for earlier in known if earlier.date < day and earlier.minutes]
    if changed := changes(minutes, before):
        identity = key(desk.meeting.key, Kind.CHANGES)
        _owe_in_thread(desk, identity, changed, priority=Priority.ANSWER)


def page_key(meeting: Meeting, page: int) -> str:
    """The identity of one page of the minutes; the first one's is that of the minutes."""
    return key(meeting.key, Kind.MINUTES, str(page) if page > 1 else "")


def _owe_in_thread(
    desk: Desk, identity: str, message: Message, *, priority: Priority = Priority.MINUTES
) -> None:
    desk.book.owe(
        Delivery(
            identity,
            desk.call.channel,
            message,
            due=desk.now,
            priority=priority,
            follows=page_key(desk.meeting, 1),
            threaded=True,
        )
    )


def _owe_wiki_page(desk: Desk, minutes: Minutes) -> None:
    """Owe the page in the wiki, with what of ours may stand there by now."""
    identity = key(desk.meeting.key, Kind.WIKI)
    page = WikiPage(desk.call.twiki, minutes)
    known = desk.book.delivery(identity)
    if known is not None and known.attempts and isinstance(known.message, WikiPage):
        last = known.message
        stood = (last.minutes,) if known.confirmed == known.wanted else (*last.stood, last.minutes)
        page = replace(page, stood=stood, unsure=known.confirmed == 0)
    desk.book.owe(Delivery(identity, page.name, page, due=desk.now))


def _changed(before: Minutes, after: Minutes) -> tuple[str, ...]:
    """The areas that report something else now; what was noted during the call is no report."""
    stood = {area.area: replace(area, notes=()) for area in before.areas}
    return tuple(area.area for area in after.areas if stood.get(area.area) != replace(area, notes=()))
