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
from bot.model.update import Correction, Item, ItemChange, by_area
from bot.model.words import Document, Line, Span
from bot.ports import Book
from bot.reading.likeness import full_gist
from bot.reading.reworded import items_in, lines_of
from bot.rules.emergency_questions import asked

NOT_HELD = (
    "The {call} call of {day} is not held. What you wrote counts for the next one; please use its card, the "
    "newest here."
)
CHANGED_MEANWHILE = (
    "What I noted for {area} changed while your form was open, so nothing of it was done. Please press "
    "Correct again."
)
ANSWERED = "Whether this is an emergency is not asked any more. Correct on your newest card can change it."


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


def correct(
    book: Book,
    person: str,
    call: str,
    day: date,
    *,
    area: str,
    changes: tuple[ItemChange, ...],
    now: datetime,
) -> None:
    """Let items stand elsewhere, say something else, or be withdrawn: all of it or nothing.

    What was written below an item at its own level is noted like something that was added. Raises Refusal for
    who does not report there, if the meeting is closed or not held, and if an item is no more as it was.
    """
    context = _open_for(book, person, call, day, now)
    own = _own(context, person, area)
    if not {change.item for change in changes} <= {item.key for item in _listed(context, area)}:
        raise Refusal(CHANGED_MEANWHILE.format(area=area))
    added: list[Line] = []
    for change in changes:
        words, *others = items_in(change.document) or (None,)
        book.keep_correction(call, day, area, _correction(context, area, change.item, change.section, words))
        if others and change.section:
            label = own.labels.of(change.section)
            added += (Line((Span(label, bold=True),)), *lines_of(others))
    if added:
        book.keep_reply(_said_beside(person, context, own, tuple(added)))
    reread(context, (own,))
    enqueue_cards(context, (own,), to=person)


def answer_question(
    book: Book, person: str, call: str, day: date, *, area: str, item: str, yes: bool, now: datetime
) -> None:
    """Take a lead's word on whether an item is an emergency; the first one's counts for all leads.

    Where it is none, nothing else changes. Raises Refusal for who does not report there, if the meeting is
    closed or not held, and if nobody is asked about the item any more.
    """
    context = _open_for(book, person, call, day, now)
    own, before = _own(context, person, area), by_area(context.updates).get(area)
    where = next((part for part, each in asked(before) if each.key == item), None) if before else None
    if before is None or where is None:
        raise Refusal(ANSWERED)
    section = Section.EMERGENCIES if yes else where
    book.keep_correction(call, day, area, _correction(context, area, item, section))
    reread(context, (own,))
    after = by_area(context.updates)[area]
    if not yes:
        book.keep_update(replace(after, confirmed=before.confirmed, changed_at=before.changed_at))
    enqueue_cards(context, (own,), to=person)


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


def _correction(
    context: MeetingContext, area: str, item: str, section: Section | None, instead: Item | None = None
) -> Correction:
    """A lead's word about an item, with what the item is known by when its words are edited.

    That is what was written; an item that was given other words is known by those it had.
    """
    known = context.book.corrections(context.call.name, context.meeting.date, area)
    before = next((each for each in known if each.item == item), None)
    listed = _listed(context, area)
    found = next((each for each in listed if each.key == item), None)
    if found is not None and (before is None or before.instead is None):
        beside = tuple(each.key for each in listed if each.key != item)
        return Correction(item, section, full_gist(found), beside, instead)
    before = before or Correction(item, section)
    return replace(before, section=section, instead=instead or before.instead)


def _listed(context: MeetingContext, area: str) -> tuple[Item, ...]:
    """What stands in the update of an area."""
    update = by_area(context.updates).get(area)
    return tuple(item for section in Section for item in update.sections.of(section)) if update else ()


def _said_beside(person: str, context: MeetingContext, area: Area, document: Document) -> Reply:
    """What somebody wrote beside their corrections, as a reply."""
    return Reply(
        person=person,
        conversation=person,
        ts=f"{context.now.timestamp():.6f}",
        document=document,
        origin=Origin.FORM,
        area=area.name,
        call=context.call.name,
        date=context.meeting.date,
    )


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
    return context.around(person)


def _own(context: MeetingContext, person: str, area: str) -> Area:
    """An area for which somebody reports. Raises Refusal if they do not."""
    own = next((own for own in context.call.areas_of(person) if own.name == area), None)
    if own is None:
        raise Refusal(NOT_YOUR_AREA.format(area=area, call=context.call.name))
    return own
