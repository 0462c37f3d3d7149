"""Tell the channel of an emergency before the call, and keep what it was told true."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from bot.cycle.meeting_context import MeetingContext
from bot.cycle.queries import on_the_day
from bot.cycle.replies.cards import enqueue_cards
from bot.model.alarm import Alarm, AlarmNews, Turn
from bot.model.call import Area, Urgency
from bot.model.delivery import Delivery, Kind
from bot.model.reply import Origin
from bot.model.update import Item, Update, by_area
from bot.ports import Book, Store
from bot.rules.emergencies import (
    Author,
    Reported,
    TellChannel,
    alarm_key,
    alarm_of,
    brought_up,
    is_long,
    news_of,
    news_part,
    pressing,
    raised,
    turns,
    untold,
)


class TellOutcome(StrEnum):
    """What came of the wish to tell the channel."""

    TOLD = "told"
    KNOWN = "known"  # the channel was told before
    FAILED = "failed"  # it was to be told before, and could not be
    NOTHING = "nothing"  # there is no emergency, or none that the minutes have not told
    MINUTES = "minutes"  # in this call emergencies wait for the minutes


async def raise_alarm(call: str, day: date, area: str, *, store: Store, now: datetime) -> TellOutcome:
    """Owe the channel an area's emergencies, once, because somebody who may decide it wants it so."""
    return await store.change(lambda book: _raise(book, call, day, area, now))


async def tell_channel(step: TellChannel, call: str, day: date, *, store: Store, now: datetime) -> None:
    """Owe the channel what it has not heard of an area's emergencies: first, or in the thread."""
    await store.change(lambda book: _tell(book, call, day, step.area, now))


def _raise(book: Book, name: str, day: date, area_name: str, now: datetime) -> TellOutcome:
    context, area = _meeting_context(book, name, day, now), None
    if context is None or (area := context.call.area(area_name)) is None:
        return TellOutcome.NOTHING
    if context.call.emergencies is Urgency.MINUTES:
        return TellOutcome.MINUTES
    known = book.delivery(alarm_key(context.meeting, area.name))
    if known is not None:
        return TellOutcome.KNOWN if alarm_of(known) else TellOutcome.FAILED
    items = untold(context.call, context.meeting, _update(context, area), known)
    if not items:
        return TellOutcome.NOTHING
    _owe_first(context, area, items)
    return TellOutcome.TOLD


def _tell(book: Book, name: str, day: date, area_name: str, now: datetime) -> None:
    """See again what is missing, as it may have been done meanwhile, and owe it."""
    context, area = _meeting_context(book, name, day, now), None
    if context is None or (area := context.call.area(area_name)) is None:
        return
    update, known = _update(context, area), book.delivery(alarm_key(context.meeting, area.name))
    if alarm := alarm_of(known):
        _owe_rest(context, area, alarm, brought_up(alarm, update, _reported(context), now))
    elif known is None and (items := pressing(context.meeting, update, now)):
        _owe_first(context, area, items)


def _meeting_context(book: Book, name: str, day: date, now: datetime) -> MeetingContext | None:
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None:
        return None
    return MeetingContext(book, on_the_day(book, call, meeting.day), meeting, now)


def _update(context: MeetingContext, area: Area) -> Update | None:
    return by_area(context.updates).get(area.name)


def _owe_first(context: MeetingContext, area: Area, items: tuple[Item, ...]) -> None:
    alarm = raised(context.call, area.name, items, _reported(context), context.now)
    _owe_alarm(context, alarm)
    if is_long(alarm):
        _owe_news(context, area, news_of(alarm, tuple((Turn.NEW, told) for told in alarm.told)))
    enqueue_cards(context, (area,))


def _owe_rest(context: MeetingContext, area: Area, before: Alarm, after: Alarm) -> None:
    if after == before:
        return
    _owe_alarm(context, after)
    if changed := turns(before, after):
        _owe_news(context, area, news_of(after, changed))
    enqueue_cards(context, (area,))


def _owe_alarm(context: MeetingContext, alarm: Alarm) -> None:
    identity = alarm_key(context.meeting, alarm.area)
    context.book.enqueue(
        Delivery(identity, context.call.channel, alarm, due=context.now, kind=Kind.EMERGENCY, part=alarm.area)
    )


def _owe_news(context: MeetingContext, area: Area, parts: tuple[AlarmNews, ...]) -> None:
    """Owe the thread what changed, each part after the alarm itself."""
    first = alarm_key(context.meeting, area.name)
    for news in parts:
        known = (delivery.key for delivery in context.book.deliveries(f"{first}-"))
        part = news_part(context.meeting, area, context.call, known)
        context.book.enqueue(
            Delivery(
                alarm_key(context.meeting, part),
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
