"""Enqueue for leads a card of what was understood from them."""

from collections.abc import Iterator
from itertools import chain

from bot.cycle.meeting_context import MeetingContext, occasion
from bot.cycle.replies.reread import readings, unplaced
from bot.cycle.replies.said_away import said_away
from bot.model.call import Area
from bot.model.delivery import Kind, key
from bot.model.meeting import State
from bot.model.message import Card, CardArea
from bot.model.reply import Reply
from bot.model.update import Update, by_area
from bot.rules.emergencies import emergency_key, emergency_post_of, is_offered
from bot.rules.emergency_questions import questions, tells_channel


def enqueue_cards(context: MeetingContext, areas: tuple[Area, ...], *, to: str | None = None) -> None:
    """Enqueue a card for this lead, if any, and a fresh one for every co-lead who already has theirs."""
    updates = by_area(context.updates)
    replies = context.replies
    speakers = {person for area in areas for person in area.speakers}
    readers = {*([to] if to else []), *(lead.person for lead in context.call.reporters)}
    told = {
        person: context.call.areas_of(person)
        for person in sorted(readers & speakers)
        if person == to or context.book.delivery(key(context.meeting.key, Kind.CARD, person))
    }
    shown = {
        area.name: _card_area(context, area, updates[area.name])
        for area in dict.fromkeys(chain(*told.values()))
        if area.name in updates
    }
    for person, mine in told.items():
        unsure = bool(unplaced(context, person, replies))
        card = Card(
            occasion=occasion(context.call, context.meeting),
            areas=tuple(shown[area.name] for area in mine if area.name in shown),
            published=context.meeting.state in (State.POSTED, State.CLOSED),
            aside=tuple(_set_aside(context, person, replies)),
            choices=tuple(area.name for area in mine) if unsure else (),
            away=said_away(context, person, replies),
        )
        context.enqueue(Kind.CARD, person, to=person, message=card)


def _card_area(context: MeetingContext, area: Area, update: Update) -> CardArea:
    """An area as it stands on a card, with what the channel knows of its emergencies."""
    known = context.book.delivery(emergency_key(context.meeting, area.name))
    alarm = emergency_post_of(known)
    told = tuple(each.item.key for each in alarm.told if each.stands) if alarm else ()
    tell = is_offered(context.call, context.meeting, update, known, context.now)
    asked = tuple(item.key for item in questions(context.meeting, update, context.now))
    tells = tells_channel(context.call, known)
    return CardArea(area.name, area.labels, update, told, tell, asked, tells)


def _set_aside(context: MeetingContext, person: str, replies: tuple[Reply, ...]) -> Iterator[str]:
    """What this person wrote that was not taken as status."""
    for reply in replies:
        if reply.person == person:
            for _, reading in readings(context, reply):
                yield from reading.aside
