"""Read again what was written for an area, and owe its leads a card of what that comes to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, lru_cache

from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, Priority, key
from bot.model.meeting import Meeting, State
from bot.model.message import Card, CardArea, Message, Occasion
from bot.model.reply import Origin, Reply
from bot.model.update import Reading, Sections, Update, by_area
from bot.model.words import Document
from bot.ports import Book
from bot.reading.merge import fold
from bot.reading.understand import understand
from bot.rules.emergencies import alarm_key, alarm_of, is_offered

LOOK_BACK = timedelta(days=60)  # what stood in minutes older than this is no longer on anybody's list


@dataclass(frozen=True)
class MeetingContext:
    """A meeting being worked on, within one transaction."""

    book: Book
    call: Call
    meeting: Meeting
    now: datetime

    @property
    def updates(self) -> tuple[Update, ...]:
        """What the areas report by now."""
        return self.book.updates(self.call.name, self.meeting.date)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What was written for this meeting."""
        return self.book.replies(self.call.name, self.meeting.date)

    @cached_property
    def last(self) -> Mapping[str, Sections]:
        """What stood in the minutes before these, by area."""
        return last_time(self.book, self.meeting)

    @cached_property
    def heard(self) -> Mapping[str, tuple[str, ...]]:
        """Who had reported for each area as their own when work began."""
        behalf = {(reply.area, reply.person) for reply in self.replies if reply.origin is Origin.BEHALF}
        return {
            update.area: tuple(person for person in update.by if (update.area, person) not in behalf)
            for update in self.updates
        }

    def areas_of(self, person: str) -> tuple[Area, ...]:
        """Where this person's words count: where they report, or did before their lead was back."""
        now = self.call.areas_of(person)
        return tuple(
            area for area in self.call.areas if area in now or person in self.heard.get(area.name, ())
        )

    def areas_meant(self, reply: Reply) -> tuple[Area, ...]:
        """The areas a reply can be about: its writer's, or the one it was written for on behalf."""
        if reply.origin is Origin.BEHALF:
            return tuple(area for area in self.call.areas if area.name == reply.area)
        return self.areas_of(reply.person)

    def enqueue(self, kind: Kind, part: str, *, to: str, message: Message) -> None:
        """Owe somebody an answer, under the key of this meeting."""
        identity = key(self.meeting.key, kind, part)
        self.book.enqueue(Delivery(identity, to=to, message=message, due=self.now, priority=Priority.ANSWER))


def last_time(book: Book, meeting: Meeting) -> Mapping[str, Sections]:
    """What stood in the minutes before these, by area."""
    since = meeting.date - LOOK_BACK
    known = book.meetings(meeting.call, since=since)
    before = [earlier for earlier in known if earlier.date < meeting.date and earlier.minutes]
    if not before or before[-1].minutes is None:
        return {}
    return {area.area: area.sections for area in before[-1].minutes.areas}


def occasion(call: Call, meeting: Meeting) -> Occasion:
    """Which meeting is meant, with the zones in which to say when."""
    off = meeting.state is State.SKIPPED
    return Occasion(call.name, meeting.date, meeting.starts, call.timezone, call.also_in, off=off)


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


def enqueue_cards(context: MeetingContext, areas: tuple[Area, ...], *, to: str | None = None) -> None:
    """Owe a card to this lead, if any, and a fresh one to every co-lead who already has theirs."""
    updates = by_area(context.updates)
    replies = context.replies
    for person in sorted({*([to] if to else []), *(lead.person for lead in context.call.reporters)}):
        if person != to and context.book.delivery(key(context.meeting.key, Kind.CARD, person)) is None:
            continue
        mine = context.call.areas_of(person)
        if not set(mine) & set(areas):
            continue
        unsure = bool(unplaced(context, person, replies))
        card = Card(
            occasion=occasion(context.call, context.meeting),
            areas=tuple(
                _card_area(context, area, updates[area.name]) for area in mine if area.name in updates
            ),
            published=context.meeting.state is State.POSTED,
            aside=tuple(_set_aside(context, person, replies)),
            choices=tuple(area.name for area in mine) if unsure else (),
        )
        context.enqueue(Kind.CARD, person, to=person, message=card)


def _card_area(context: MeetingContext, area: Area, update: Update) -> CardArea:
    """An area as it stands on a card, with what the channel knows of its emergencies."""
    known = context.book.delivery(alarm_key(context.meeting, area.name))
    alarm = alarm_of(known)
    told = tuple(each.item.key for each in alarm.told if each.stands) if alarm else ()
    tell = is_offered(context.call, context.meeting, update, known, context.now)
    return CardArea(area.name, area.labels, update, told, tell)


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


def readings(context: MeetingContext, reply: Reply) -> tuple[tuple[str | None, Reading], ...]:
    """What a reply says, by its writer's areas; None where that is not clear."""
    return _understood(reply.document, context.areas_meant(reply), tuple(context.last.items()))


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


def _set_aside(context: MeetingContext, person: str, replies: tuple[Reply, ...]) -> Iterator[str]:
    """What this person wrote that was not taken as status."""
    for reply in replies:
        if reply.person == person:
            for _, reading in readings(context, reply):
                yield from reading.aside


@lru_cache(maxsize=2048)
def _understood(
    document: Document, areas: tuple[Area, ...], last: tuple[tuple[str, Sections], ...]
) -> tuple[tuple[str | None, Reading], ...]:
    """The same words are read again with every reply that comes after them, so they are remembered."""
    return understand(document, areas=areas, last=dict(last))


def _says(reading: Reading) -> bool:
    return bool(reading.sections or reading.none or reading.intent)


def _same(update: Update, known: Update | None) -> bool:
    if known is None:
        return not update.reported
    return update == replace(known, changed_at=update.changed_at, confirmed=update.confirmed)
