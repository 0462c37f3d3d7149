"""Tell the channel of an emergency before the call, and keep what it was told true."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from bot.cycle.queries import on_the_day
from bot.cycle.replies.reread import Desk, owe_cards
from bot.model.alarm import Alarm, AlarmNews, Turn
from bot.model.call import Area, Urgency
from bot.model.delivery import Delivery
from bot.model.reply import Origin
from bot.model.update import Item, Update
from bot.ports import Book, Store
from bot.rules.emergencies import (
    Author,
    Reported,
    TellChannel,
    alarm_key,
    alarm_of,
    brought_up,
    is_long,
    news_key,
    news_of,
    pressing,
    raised,
    turns,
    untold,
)


class Outcome(StrEnum):
    """What came of the wish to tell the channel."""

    TOLD = "told"
    KNOWN = "known"  # the channel was told before
    FAILED = "failed"  # it was to be told before, and could not be
    NOTHING = "nothing"  # there is no emergency, or none that the minutes have not told
    MINUTES = "minutes"  # in this call emergencies wait for the minutes


async def raise_alarm(call: str, day: date, area: str, *, store: Store, now: datetime) -> Outcome:
    """Owe the channel an area's emergencies, once, because somebody who may decide it wants it so."""
    return await store.change(lambda book: _raise(book, call, day, area, now))


async def tell_channel(step: TellChannel, call: str, day: date, *, store: Store, now: datetime) -> None:
    """Owe the channel what it has not heard of an area's emergencies: first, or in the thread."""
    await store.change(lambda book: _tell(book, call, day, step.area, now))


def _raise(book: Book, name: str, day: date, area_name: str, now: datetime) -> Outcome:
    desk, area = _desk(book, name, day, now), None
    if desk is None or (area := desk.call.area(area_name)) is None:
        return Outcome.NOTHING
    if desk.call.emergencies is Urgency.MINUTES:
        return Outcome.MINUTES
    known = book.delivery(alarm_key(desk.meeting, area.name))
    if known is not None:
        return Outcome.KNOWN if alarm_of(known) else Outcome.FAILED
    items = untold(desk.call, desk.meeting, _update(desk, area), known)
    if not items:
        return Outcome.NOTHING
    _owe_first(desk, area, items)
    return Outcome.TOLD


def _tell(book: Book, name: str, day: date, area_name: str, now: datetime) -> None:
    """See again what is missing, as it may have been done meanwhile, and owe it."""
    desk, area = _desk(book, name, day, now), None
    if desk is None or (area := desk.call.area(area_name)) is None:
        return
    update, known = _update(desk, area), book.delivery(alarm_key(desk.meeting, area.name))
    if alarm := alarm_of(known):
        _owe_rest(desk, area, alarm, brought_up(alarm, update, _reported(desk), now))
    elif known is None and (items := pressing(desk.meeting, update, now)):
        _owe_first(desk, area, items)


def _desk(book: Book, name: str, day: date, now: datetime) -> Desk | None:
    call, meeting = book.call(name), book.meeting(name, day)
    if call is None or meeting is None:
        return None
    return Desk(book, on_the_day(book, call, meeting.day), meeting, now)


def _update(desk: Desk, area: Area) -> Update | None:
    return next((update for update in desk.updates if update.area == area.name), None)


def _owe_first(desk: Desk, area: Area, items: tuple[Item, ...]) -> None:
    alarm = raised(desk.call, area.name, items, _reported(desk), desk.now)
    _owe_alarm(desk, alarm)
    if is_long(alarm):
        _owe_news(desk, area, news_of(alarm, tuple((Turn.NEW, told) for told in alarm.told)))
    owe_cards(desk, (area,))


def _owe_rest(desk: Desk, area: Area, before: Alarm, after: Alarm) -> None:
    if after == before:
        return
    _owe_alarm(desk, after)
    if changed := turns(before, after):
        _owe_news(desk, area, news_of(after, changed))
    owe_cards(desk, (area,))


def _owe_alarm(desk: Desk, alarm: Alarm) -> None:
    identity = alarm_key(desk.meeting, alarm.area)
    desk.book.owe(Delivery(identity, to=desk.call.channel, message=alarm, due=desk.now))


def _owe_news(desk: Desk, area: Area, parts: tuple[AlarmNews, ...]) -> None:
    """Owe the thread what changed, each part after the alarm itself."""
    first = alarm_key(desk.meeting, area.name)
    for news in parts:
        known = (delivery.key for delivery in desk.book.deliveries(f"{first}-"))
        identity = news_key(desk.meeting, area, desk.call, known)
        desk.book.owe(Delivery(identity, desk.call.channel, news, due=desk.now, follows=first, threaded=True))


def _reported(desk: Desk) -> Reported:
    return dict(_reporters(desk))


def _reporters(desk: Desk) -> Iterator[tuple[str, Author]]:
    """Who wrote each reply, and when; who did so on behalf is named in its words."""
    names = {lead.person: lead.name for lead in (*desk.call.reporters, *desk.call.leads)}
    for reply in desk.replies:
        name = "" if reply.origin is Origin.BEHALF else names.get(reply.person, "")
        yield reply.ts, Author(reply.person, name, reply.changed_at)
