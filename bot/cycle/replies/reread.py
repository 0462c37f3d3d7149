"""Read again what was written for an area, and say what of it is not clear."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.cycle.meeting_context import MeetingContext
from bot.model.call import Area, Section
from bot.model.errors import TookTooLong
from bot.model.meeting import Meeting
from bot.model.reply import Reply
from bot.model.update import Reading, Sections, Update, by_area
from bot.model.words import Document, plain
from bot.ports import Book
from bot.reading.merge import fold
from bot.reading.understand import understand

NOT_REPORTING = "You report for no area of the {call} call, so nothing was changed."
NOT_YOUR_AREA = "You do not report for {area} in the {call} call, so nothing was changed."
TOO_LATE = (
    "The minutes of {call} of {day} are closed, so this changes nothing in them. Please tell the chair."
)


LONG = 4_000  # characters
LONG_LINES = 200
MOST_ITEMS = 1_000  # of one reply, each counted once,
MOST_SAID = 5_000  # and as often as it is said
_SHOWN = 100  # characters

Lists = tuple[tuple[str, Sections], ...]
Readings = tuple[tuple[str | None, Reading], ...]


def too_late(meeting: Meeting) -> str:
    """What somebody is told who wants to change minutes that are closed."""
    return TOO_LATE.format(call=meeting.call, day=f"{meeting.day:%B} {meeting.day.day}")


def reread(context: MeetingContext, areas: tuple[Area, ...]) -> None:
    """Bring the updates of these areas up to what was written and corrected."""
    call, day = context.call.name, context.meeting.date
    known = by_area(context.updates)
    for area in areas:
        update = fold(
            area,
            _of_area(context, area),
            last=context.last.get(area.name, Sections()),
            corrections=context.book.corrections(call, day, area.name),
            call=call,
            day=day,
            now=context.now,
        )
        if not _same(update, known.get(area.name)):
            context.book.keep_update(update)


def unplaced(context: MeetingContext, person: str, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """This person's replies with parts of which it is not clear what area they are about."""
    areas = context.call.areas_of(person)
    if len(areas) < 2:  # noqa: PLR2004 - whoever has one area cannot mean another
        return ()
    return tuple(
        reply
        for reply in replies
        if reply.person == person
        and reply.area is None
        and any(name is None and _says(reading) for name, reading in readings(context, reply))
    )


def readings(context: MeetingContext, reply: Reply) -> Readings:
    """What a reply says, by its writer's areas; None where that is not clear.

    Of one that took too long to be sorted out its first words are set aside. Raises BeingWorkedOut.
    """
    areas = context.areas_meant(reply)
    known = reply.conversation, reply.ts, reply.revision, areas
    found = context.readings.get(known)
    if found is None:
        found = context.readings[known] = _read_or_set_aside(context, reply, areas)
    return found


def took_too_long(context: MeetingContext, reply: Reply) -> bool:
    """Whether a reply could not be sorted out in the time there is."""
    try:
        _read(context, reply, context.areas_meant(reply))
    except TookTooLong:
        return True
    return False


def read(
    book: Book, document: Document, areas: tuple[Area, ...], last: Lists = (), day: date | None = None
) -> Readings:
    """What a document says; raises TookTooLong, and BeingWorkedOut while a long one is sorted out."""
    if _is_long(document):
        return book.worked_out(sorted_out, document, areas, last, day)
    return _understood(document, areas, last, day)


def sorted_out(document: Document, areas: tuple[Area, ...], last: Lists, day: date | None) -> Readings:
    """The same of a long one; raises TookTooLong where there are more items than anybody could look at."""
    found = understand(document, areas=areas, last=dict(last), day=day)
    items = [item.words for _, reading in found for part in Section for item in reading.sections.of(part)]
    if len(items) > MOST_SAID or len(set(items)) > MOST_ITEMS:
        raise TookTooLong
    return found


def _read_or_set_aside(context: MeetingContext, reply: Reply, areas: tuple[Area, ...]) -> Readings:
    try:
        return _read(context, reply, areas)
    except TookTooLong:
        words = plain(reply.document[0].words)[:_SHOWN]
        return ((areas[0].name if areas else None, Reading(aside=(f"{words} …",))),)


def _read(context: MeetingContext, reply: Reply, areas: tuple[Area, ...]) -> Readings:
    return read(context.book, reply.document, areas, context.lists_of(areas), context.meeting.day)


def _is_long(document: Document) -> bool:
    """Whether it takes longer to understand than anybody should wait for: some 50 ms."""
    size = sum(len(span.text) for line in document for span in line.words)
    return size > LONG or len(document) > LONG_LINES


def _of_area(context: MeetingContext, area: Area) -> Iterator[tuple[Reply, Reading]]:
    """What each reply says for the area; what names no area counts for the writer's first one."""
    for reply in context.replies:
        areas = context.areas_meant(reply)
        if area not in areas:
            continue
        for name, reading in readings(context, reply):
            if (name or reply.area or areas[0].name) == area.name:
                yield reply, reading
        if reply.whole and reply.area in (None, area.name) and not reply.document:
            yield reply, Reading()


def _same(update: Update, known: Update | None) -> bool:
    if known is None:
        return not update.reported
    return update == replace(known, changed_at=update.changed_at, confirmed=update.confirmed)


def _says(reading: Reading) -> bool:
    return bool(reading.sections or reading.none or reading.intent)


@lru_cache(maxsize=2048)
def _understood(document: Document, areas: tuple[Area, ...], last: Lists, day: date | None) -> Readings:
    """The same words are read again with every reply that comes after them, so they are remembered."""
    return understand(document, areas=areas, last=dict(last), day=day)
