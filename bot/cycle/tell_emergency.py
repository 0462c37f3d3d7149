"""Tell the channel of an emergency before the call, and keep what it was told true."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.queries import on_the_day
from bot.cycle.replies.cards import enqueue_cards
from bot.model.call import Area, Urgency
from bot.model.delivery import Delivery, Kind
from bot.model.emergency_post import EmergencyChange, EmergencyPost, EmergencyUpdate
from bot.model.errors import Refusal
from bot.model.reply import Origin
from bot.model.update import Item, Update, by_area
from bot.ports import Book
from bot.rules.emergencies import (
    TellChannel,
    emergency_key,
    emergency_post_of,
    news_part,
    untold_emergencies,
    urgent_emergencies,
)
from bot.rules.emergency_posts import (
    Author,
    Reported,
    brought_up_to_date,
    changes_between,
    first_post,
    is_long,
    news_of,
)
from bot.rules.emergency_questions import tells_channel

KNOWN = "The channel was told of the emergency in {area} already; what changes I add there."
FAILED = (
    "I could not tell the channel of the emergency in {area}, and have told the chairs why. Please tell "
    "people yourself."
)
NOTHING = "There is no emergency in {area} that the channel does not know of."
MINUTES = "In the {call} call emergencies wait for the minutes; I tell nobody before."


def raise_alarm(book: Book, name: str, day: date, area_name: str, *, now: datetime) -> None:
    """Enqueue an area's emergencies for the channel, once, because somebody who may decide it wants it so.

    Raises Refusal if there is none, if the channel was told or could not be, and if the call wants none told.
    """
    context, area = _meeting_context(book, name, day, now), None
    if context is None or (area := context.call.area(area_name)) is None:
        raise Refusal(NOTHING.format(area=area_name))
    if context.call.emergencies is Urgency.MINUTES:
        raise Refusal(MINUTES.format(call=name))
    known = book.delivery(emergency_key(context.meeting, area.name))
    if known is not None:
        raise Refusal((KNOWN if _goes_out(known) else FAILED).format(area=area.name))
    items = untold_emergencies(context.call, context.meeting, _update(context, area), known)
    if not items:
        raise Refusal(NOTHING.format(area=area.name))
    _owe_first(context, area, items)


def tell_found(book: Book, name: str, day: date, area_name: str, *, now: datetime) -> None:
    """Enqueue for the channel what it has not heard of an area, as a lead said that it is an emergency.

    Nothing is told where the call wants none told, and where the channel could not be told before.
    """
    context, area = _meeting_context(book, name, day, now), None
    if context is None or (area := context.call.area(area_name)) is None:
        return
    update, known = _update(context, area), book.delivery(emergency_key(context.meeting, area.name))
    if not tells_channel(context.call, known):
        return
    if alarm := emergency_post_of(known):
        _owe_rest(context, area, alarm, brought_up_to_date(alarm, update, _reported(context), now))
    elif items := untold_emergencies(context.call, context.meeting, update, known):
        _owe_first(context, area, items)


def tell_channel(book: Book, step: TellChannel, name: str, day: date, *, now: datetime) -> None:
    """Enqueue for the channel what it has not heard of an area's emergencies: first, or in the thread.

    What is missing is seen again, as it may have been done meanwhile.
    """
    context, area = _meeting_context(book, name, day, now), None
    if context is None or (area := context.call.area(step.area)) is None:
        return
    update, known = _update(context, area), book.delivery(emergency_key(context.meeting, area.name))
    if post := emergency_post_of(known):
        _owe_rest(context, area, post, brought_up_to_date(post, update, _reported(context), now))
    elif known is None and (items := urgent_emergencies(context.meeting, update, now)):
        _owe_first(context, area, items)


def _meeting_context(book: Book, name: str, day: date, now: datetime) -> MeetingContext | None:
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None:
        return None
    return MeetingContext(book, on_the_day(book, call, meeting.day), meeting, now)


def _goes_out(known: Delivery) -> bool:
    """Whether the channel was told, or is about to be; what was refused so far waits until that is mended."""
    refused = known.posted is None and bool(known.reason)
    return emergency_post_of(known) is not None and not refused


def _update(context: MeetingContext, area: Area) -> Update | None:
    return by_area(context.updates).get(area.name)


def _owe_first(context: MeetingContext, area: Area, items: tuple[Item, ...]) -> None:
    post = first_post(context.call, area.name, items, _reported(context), context.now)
    _enqueue_emergency(context, post)
    if is_long(post):
        _owe_news(context, area, news_of(post, tuple((EmergencyChange.NEW, told) for told in post.told)))
    enqueue_cards(context, (area,))


def _owe_rest(context: MeetingContext, area: Area, before: EmergencyPost, after: EmergencyPost) -> None:
    if after == before:
        return
    _enqueue_emergency(context, after)
    if changed := changes_between(before, after):
        _owe_news(context, area, news_of(after, changed))
    enqueue_cards(context, (area,))


def _enqueue_emergency(context: MeetingContext, post: EmergencyPost) -> None:
    identity = emergency_key(context.meeting, post.area)
    context.book.enqueue(
        Delivery(identity, context.call.channel, post, due=context.now, kind=Kind.EMERGENCY, part=post.area)
    )


def _owe_news(context: MeetingContext, area: Area, parts: tuple[EmergencyUpdate, ...]) -> None:
    """Enqueue for the thread what changed, each part after the emergency itself."""
    first = emergency_key(context.meeting, area.name)
    for news in parts:
        known = (delivery.key for delivery in context.book.deliveries(f"{first}-"))
        part = news_part(context.meeting, area, context.call, known)
        context.book.enqueue(
            Delivery(
                emergency_key(context.meeting, part),
                context.call.channel,
                news,
                due=context.now,
                kind=Kind.EMERGENCY,
                part=part,
                follows=first,
                threaded=True,
            )
        )


def _reported(context: MeetingContext) -> Reported:
    return dict(_reporters(context))


def _reporters(context: MeetingContext) -> Iterator[tuple[str, Author]]:
    """Who wrote each reply, and when; who did so on behalf is named in its words."""
    names = {lead.person: lead.name for lead in (*context.call.reporters, *context.call.leads)}
    for reply in context.replies:
        name = "" if reply.origin is Origin.BEHALF else names.get(reply.person, "")
        yield reply.ts, Author(reply.person, name, reply.changed_at)
