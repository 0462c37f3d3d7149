"""Take the lead's word about what was understood, or a correction of it."""

from dataclasses import replace
from datetime import date, datetime

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.queries import on_the_day, standing_call, the_meeting_of
from bot.cycle.replies.cards import enqueue_cards
from bot.cycle.replies.reread import NOT_REPORTING, NOT_YOUR_AREA, reread, too_late, unplaced
from bot.model.call import Area, Section
from bot.model.errors import Refusal
from bot.model.meeting import State
from bot.model.reply import Origin, Reply
from bot.model.update import Correction
from bot.ports import Book
from bot.reading.likeness import full_gist

NOT_HELD = (
    "The {call} call of {day} is not held. What you wrote counts for the next one; please use its card, the "
    "newest here."
)


def looks_right(book: Book, person: str, call: str, day: date, *, now: datetime) -> None:
    """Remember that a lead found the card right.

    Raises Refusal for who does not report there, and if the meeting is closed or not held.
    """
    context = _open_for(book, person, call, day, now)
    areas = context.call.areas_of(person)
    for update in context.updates:
        if any(update.area == area.name for area in areas):
            book.keep_update(replace(update, confirmed=True))
    enqueue_cards(context, areas, to=person)


def move(
    book: Book,
    person: str,
    call: str,
    day: date,
    *,
    area: str,
    item: str,
    section: Section | None,
    now: datetime,
) -> None:
    """Move an item into another section, or (None) withdraw it: it is not status.

    Raises Refusal for who does not report there, and if the meeting is closed or not held.
    """
    context = _open_for(book, person, call, day, now)
    mine = (_own(context, person, area),)
    book.keep_correction(call, day, area, _correction(context, area, item, section))
    reread(context, mine)
    enqueue_cards(context, mine, to=person)


def place(book: Book, person: str, call: str, day: date, *, area: str, now: datetime) -> None:
    """Remember which of their areas a lead meant, where their words did not say.

    Raises Refusal for who does not report there, and if the meeting is closed or not held.
    """
    context = _open_for(book, person, call, day, now)
    areas, meant = context.call.areas_of(person), _own(context, person, area)
    for reply in unplaced(context, person, context.replies):
        book.place_reply(reply.conversation, reply.ts, meant.name)
    reread(context, areas)
    enqueue_cards(context, areas, to=person)


def withdraw_everything(book: Book, person: str, call: str, day: date, *, now: datetime) -> None:
    """Take back all that was said for this lead's areas so far; it stays kept, but counts no more.

    Raises Refusal for who does not report there, and if the meeting is closed or not held.
    """
    context = _open_for(book, person, call, day, now)
    blank = Reply(
        person=person,
        conversation=person,
        ts=f"{now.timestamp():.6f}",
        document=(),
        origin=Origin.BUTTON,
        whole=True,
        call=call,
        date=day,
    )
    book.keep_reply(blank)
    areas = context.call.areas_of(person)
    reread(context, areas)
    enqueue_cards(context, areas, to=person)


def _correction(context: MeetingContext, area: str, item: str, section: Section | None) -> Correction:
    """A lead's word about an item, with what the item is known by when its words are edited."""
    updates = (update for update in context.updates if update.area == area)
    listed = [each for update in updates for part in Section for each in update.sections.of(part)]
    found = next((each for each in listed if each.key == item), None)
    if found is not None:
        beside = tuple(each.key for each in listed if each.key != item)
        return Correction(item, section, full_gist(found), beside)
    known = context.book.corrections(context.call.name, context.meeting.date, area)
    before = next((each for each in known if each.item == item), Correction(item, section))
    return replace(before, section=section)


def _open_for(book: Book, person: str, call: str, day: date, now: datetime) -> MeetingContext:
    """The meeting while its minutes can still change, for who reports there. Raises Refusal."""
    standing = standing_call(book, call)
    meeting = the_meeting_of(book, standing, day)
    context = MeetingContext(book, on_the_day(book, standing, meeting.day), meeting, now)
    if not context.call.areas_of(person):
        raise Refusal(NOT_REPORTING.format(call=call))
    if meeting.state is State.SKIPPED:
        raise Refusal(NOT_HELD.format(call=call, day=f"{meeting.day:%B} {meeting.day.day}"))
    if not meeting.is_open(now):
        raise Refusal(too_late(meeting))
    return context


def _own(context: MeetingContext, person: str, area: str) -> Area:
    """An area for which somebody reports. Raises Refusal if they do not."""
    own = next((own for own in context.call.areas_of(person) if own.name == area), None)
    if own is None:
        raise Refusal(NOT_YOUR_AREA.format(area=area, call=context.call.name))
    return own
