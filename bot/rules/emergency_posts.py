"""What the channel reads of an area's emergencies, and how that changes. Values in, values out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz import fuzz

from bot.model.call import Call
from bot.model.emergency_post import (
    EmergencyChange,
    EmergencyFate,
    EmergencyPost,
    EmergencyUpdate,
    ReportedEmergency,
)
from bot.model.update import Item, Update, everything
from bot.model.words import Span
from bot.reading.finished import is_finished
from bot.reading.likeness import full_gist

ALIKE = 70  # so much of what was told has to be there still to be the same emergency in other words
CHARACTERS_PER_PART = 6_000


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a reply, and when; the name is empty where the words themselves say it."""

    person: str
    name: str
    at: datetime


Reported = Mapping[str, Author]  # by the `ts` of a reply


def first_post(
    call: Call, area: str, items: Iterable[Item], reported: Reported, now: datetime
) -> EmergencyPost:
    """What the channel is told first."""
    told = tuple(_told(item, reported, now) for item in items)
    return EmergencyPost(call.name, call.timezone, area, told)


def brought_up_to_date(
    alarm: EmergencyPost, update: Update | None, reported: Reported, now: datetime
) -> EmergencyPost:
    """The alarm as it is by now; the very same when nothing became of it."""
    standing = burning(update) if update else ()
    found = _paired(alarm.told, standing)
    told = tuple(_now(each, found.get(place), update, now) for place, each in enumerate(alarm.told))
    same = {item.key for item in found.values()}
    more = tuple(_told(item, reported, now) for item in standing if item.key not in same)
    after = replace(alarm, told=(*told, *more))
    return replace(after, updated=now) if changes_between(alarm, after) else after


def changes_between(
    before: EmergencyPost, after: EmergencyPost
) -> tuple[tuple[EmergencyChange, ReportedEmergency], ...]:
    """What changed from one to the other, in the order in which it stands there."""
    old: tuple[ReportedEmergency | None, ...] = (
        *before.told,
        *(None for _ in after.told[len(before.told) :]),
    )
    changed = ((_turn(was, now), now) for was, now in zip(old, after.told, strict=True))
    return tuple((turn, told) for turn, told in changed if turn)


def news_of(
    alarm: EmergencyPost, changed: tuple[tuple[EmergencyChange, ReportedEmergency], ...]
) -> tuple[EmergencyUpdate, ...]:
    """The same for the thread, in as many parts as its length needs."""
    size = sum(len(span.text) + len(span.url or "") for _, told in changed for span in _spans(told.item))
    parts = max(1, -(-(size + 100 * len(changed)) // CHARACTERS_PER_PART))
    return tuple(
        EmergencyUpdate(alarm.area, alarm.zone, changed, part, parts) for part in range(1, parts + 1)
    )


def is_long(alarm: EmergencyPost) -> bool:
    """Whether it does not fit into one message, so that the thread has to have all of it."""
    return len(news_of(alarm, tuple((EmergencyChange.NEW, told) for told in alarm.told))) > 1


def burning(update: Update) -> tuple[Item, ...]:
    """The emergencies that are not over already, by their own words."""
    return tuple(item for item in update.sections.emergencies if not is_finished(item.text))


def statement_of(item: Item) -> tuple[object, ...]:
    """The words of an item and of all below it, to tell whether it says the same."""
    return tuple(part.words for part in everything((item,)))


def _told(item: Item, reported: Reported, now: datetime) -> ReportedEmergency:
    author = reported.get(_reply(item), Author("", "", now))
    return ReportedEmergency(item, author.name, author.at, person=author.person)


def _reply(item: Item) -> str:
    """The `ts` of the reply that an item was read from."""
    return item.key.partition("/")[0]


def _paired(told: tuple[ReportedEmergency, ...], standing: tuple[Item, ...]) -> dict[int, Item]:
    """Which of the items that stand is which of those told: in the same words, else nearly."""
    found: dict[int, Item] = {}
    free = list(standing)
    for alike in (_is_same, _is_alike):
        for place, known in enumerate(told):
            item = next((each for each in free if place not in found and alike(known, each)), None)
            if item is not None:
                found[place] = item
                free.remove(item)
    return found


def _is_same(told: ReportedEmergency, item: Item) -> bool:
    return told.item.key == item.key or statement_of(told.item) == statement_of(item)


def _is_alike(told: ReportedEmergency, item: Item) -> bool:
    return told.stands and _alike(told.item, item)


def _alike(one: Item, other: Item) -> bool:
    return fuzz.token_set_ratio(full_gist(one), full_gist(other)) >= ALIKE


def _now(
    told: ReportedEmergency, item: Item | None, update: Update | None, now: datetime
) -> ReportedEmergency:
    """What became of an emergency that stands as this item, or (None) no more."""
    if item is not None:
        changed = not told.stands or statement_of(told.item) != statement_of(item)
        return replace(told, item=item, fate=EmergencyFate.STANDS, since=now if changed else told.since)
    if not told.stands:
        return told
    resolved = update is not None and any(_alike(told.item, other) for other in _elsewhere(update))
    return replace(told, fate=EmergencyFate.RESOLVED if resolved else EmergencyFate.TAKEN_BACK, since=now)


def _elsewhere(update: Update) -> tuple[Item, ...]:
    """What an area reports and is no emergency, or is one no more."""
    over = (item for item in update.sections.emergencies if is_finished(item.text))
    return (*update.sections.news, *update.sections.ongoing, *over)


def _turn(was: ReportedEmergency | None, now: ReportedEmergency) -> EmergencyChange | None:
    if was is None:
        return EmergencyChange.NEW
    if was.fate is not now.fate:
        return {
            EmergencyFate.STANDS: EmergencyChange.AGAIN,
            EmergencyFate.RESOLVED: EmergencyChange.RESOLVED,
            EmergencyFate.TAKEN_BACK: EmergencyChange.TAKEN_BACK,
        }[now.fate]
    return EmergencyChange.CHANGED if statement_of(was.item) != statement_of(now.item) else None


def _spans(item: Item) -> Iterator[Span]:
    return (span for part in everything((item,)) for span in part.words)
