"""What the channel should know of emergencies by now, and does not. Values in, values out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.model.call import Area, Call, Urgency
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.emergency_post import EmergencyPost
from bot.model.meeting import Meeting, State
from bot.model.update import Item, Update, Why, by_area
from bot.rules.emergency_posts import brought_up_to_date, burning, statement_of


@dataclass(frozen=True, slots=True)
class TellChannel:
    """Tell the channel of an area's emergencies, or what became of those it knows of."""

    area: str


def emergency_steps(
    call: Call,
    meeting: Meeting,
    updates: Iterable[Update],
    deliveries: Iterable[Delivery],
    now: datetime,
) -> Iterator[TellChannel]:
    """The areas of whose emergencies the channel has to hear something that it has not heard."""
    found, known = by_area(updates), {each.key: each for each in deliveries}
    for area in call.areas:
        delivery, update = known.get(emergency_key(meeting, area.name)), found.get(area.name)
        if post := emergency_post_of(delivery):
            if call.emergencies is not Urgency.MINUTES and brought_up_to_date(post, update, {}, now) != post:
                yield TellChannel(area.name)
        elif delivery is None and _by_itself(call, meeting, update, now):
            yield TellChannel(area.name)


def emergency_key(meeting: Meeting, area: str) -> str:
    """The identity of what the channel is told of an area's emergencies."""
    return key(meeting.key, Kind.EMERGENCY, area)


def news_part(meeting: Meeting, area: Area, call: Call, known: Iterable[str]) -> str:
    """A part for the key of what follows in the thread that is free; never another area's emergency."""
    taken = {*known, *(emergency_key(meeting, each.name) for each in call.areas)}
    number = 2
    while emergency_key(meeting, part := f"{area.name}-{number}") in taken:
        number += 1
    return part


def emergency_post_of(delivery: Delivery | None) -> EmergencyPost | None:
    """What the channel was told, if it was and could be."""
    if delivery is None or delivery.status in (Status.DEAD, Status.SKIPPED):
        return None
    return delivery.message if isinstance(delivery.message, EmergencyPost) else None


def untold_emergencies(
    call: Call, meeting: Meeting, update: Update | None, delivery: Delivery | None
) -> tuple[Item, ...]:
    """The emergencies of an area that a lead may tell the channel: none once the minutes have done so."""
    if update is None or delivery is not None or call.emergencies is Urgency.MINUTES:
        return ()
    late = update.changed_at is not None and update.changed_at > meeting.posts
    is_open = meeting.state is State.SCHEDULED or (meeting.state is State.POSTED and late)
    return burning(update) if is_open else ()


def is_offered(
    call: Call, meeting: Meeting, update: Update | None, delivery: Delivery | None, now: datetime
) -> bool:
    """Whether a lead is to be asked if the channel should know, as nothing tells it by itself."""
    offered = bool(untold_emergencies(call, meeting, update, delivery))
    return offered and not _by_itself(call, meeting, update, now)


def urgent_emergencies(meeting: Meeting, update: Update | None, now: datetime) -> tuple[Item, ...]:
    """The emergencies that the channel has to be told of at once.

    What was said last week, or stands in minutes that go out now, is known; what comes after these is not.
    """
    if update is None:
        return ()
    fresh = tuple(item for item in burning(update) if item.why is not Why.CARRIED_OVER)
    match meeting.state:
        case State.SCHEDULED:
            return fresh if now < meeting.posts else ()
        case State.POSTED:
            return tuple(item for item in fresh if _came_late(item, update, meeting))
        case State.CLOSED | State.SKIPPED:
            return ()


def _by_itself(call: Call, meeting: Meeting, update: Update | None, now: datetime) -> bool:
    """Whether the channel is told without anybody deciding it."""
    return call.emergencies is Urgency.AT_ONCE and bool(urgent_emergencies(meeting, update, now))


def _came_late(item: Item, update: Update, meeting: Meeting) -> bool:
    """Whether the posted minutes do not have it; those of this moment are amended only afterwards."""
    posted = meeting.minutes.areas if meeting.minutes else ()
    stood = (known for area in posted if area.area == update.area for known in area.sections.emergencies)
    return statement_of(item) not in map(statement_of, stood)
