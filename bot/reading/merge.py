"""All that an area's leads wrote for one meeting, as its update."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2s

from bot.model.call import Area, Section
from bot.model.reply import Reply
from bot.model.update import Correction, Intent, Item, Reading, Sections, Update, Why, everything
from bot.reading.by_time import Kind, kind_of
from bot.reading.comparable import comparable
from bot.reading.finished import is_finished
from bot.reading.likeness import Earlier, Open, full_gist, is_carried_over, most_alike


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item on its way into the update, and where it stands so far."""

    section: Section
    item: Item
    gist: str
    keys: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """What was said so far; `whole` is the reply that replaced everything before it."""

    whole: Reply | None = None
    entries: list[_Entry] = field(default_factory=list)
    none: dict[Section, str] = field(default_factory=dict)
    by: list[str] = field(default_factory=list)
    intents: list[tuple[Reply, Intent]] = field(default_factory=list)


def fold(
    area: Area,
    readings: Iterable[tuple[Reply, Reading]],
    *,
    last: Sections,
    corrections: Iterable[Correction],
    call: str,
    day: date,
    now: datetime,
) -> Update:
    """Make one update of what was read from an area's replies, in the order in which they were written."""
    draft = _Draft()
    for reply, reading in sorted(readings, key=lambda pair: _moment(pair[0].ts)):
        if reply.deleted:
            continue
        if reply.whole and reply != draft.whole:
            draft = _Draft(whole=reply)
        _take(draft, reply, reading)
    entries = _once((*_from_last(draft, last, kind_of(area.labels)), *draft.entries))
    if decided := tuple(corrections):
        entries = _once(_corrected(entries, _followed(entries, decided)))
    sections = _placed(entries)
    quiet = any(intent is Intent.NOTHING_NEW for _, intent in draft.intents)
    return Update(
        call=call,
        date=day,
        area=area.name,
        sections=sections,
        none=tuple(
            (part, draft.none[part]) for part in Section if part in draft.none and not sections.of(part)
        ),
        nothing_new=quiet and not _is_new(sections, kind_of(area.labels)),
        by=tuple(dict.fromkeys(draft.by)),
        changed_at=now,
    )


def _moment(ts: str) -> tuple[int, str, str]:
    """A place in time, without the rounding of a float."""
    seconds, _, rest = ts.partition(".")
    return len(seconds), seconds, rest


def _take(draft: _Draft, reply: Reply, reading: Reading) -> None:
    """Add what one reply says."""
    if reply.person and (reading.sections or reading.none or reading.intent):
        draft.by.append(reply.person)
    draft.none.update(reading.none)
    if reading.intent is not None:
        draft.intents.append((reply, reading.intent))
    draft.entries.extend(_entries(reply.ts, reading.sections))


@lru_cache(maxsize=512)
def _entries(ts: str, sections: Sections) -> tuple[_Entry, ...]:
    """Give a reply's items their identities; one is known by its own words, not by its place.

    They are put together again with every reply that comes after this one, so they are remembered.
    """
    return tuple(_identified(ts, sections))


def _identified(ts: str, sections: Sections) -> Iterator[_Entry]:
    seen: dict[str, int] = {}
    for section in Section:
        for item in sections.of(section):
            digest = _digest(item)
            seen[digest] = seen.get(digest, 0) + 1
            key = f"{ts}/{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else "")
            yield _Entry(section, replace(item, key=key), full_gist(item), (key,))


def _digest(item: Item) -> str:
    said = "\n".join(" ".join(part.text.split()) for part in everything((item,)))
    return blake2s(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _from_last(draft: _Draft, last: Sections, kind: Kind) -> Iterator[_Entry]:
    """What a reply keeps of last week, without what was said anew."""
    if not draft.intents:
        return
    said = Earlier.of(comparable(entry.item) for entry in draft.entries)
    told = {(entry.gist, is_finished(entry.item.text)): entry.item for entry in draft.entries}
    for reply, intent in draft.intents[-1:]:
        kept = _entries(reply.ts, _kept(last, intent, kind))
        still_open = Open([entry.item for entry in kept])
        over = {place for item in told.values() for place in still_open.closed_by(item)}
        for place, entry in enumerate(kept):
            if place not in over and not is_carried_over(entry.item, said):
                yield replace(entry, item=replace(_because(entry.item, Why.CARRIED_OVER), ask=False))


def _kept(last: Sections, intent: Intent, kind: Kind) -> Sections:
    """Last week's list as it stands this week; under labels that are times it stays where it stood."""
    if intent is Intent.SAME_AS_LAST_WEEK:
        return last
    news, listed = last.news, (*last.emergencies, *last.ongoing)
    if kind is Kind.GOING_ON:
        news, listed = (), (*last.emergencies, *last.news, *last.ongoing)
    return Sections(tuple(filter(_is_open, news)), tuple(filter(_is_open, listed)))


def _is_open(item: Item) -> bool:
    return not is_finished(item.text)


def _is_new(sections: Sections, kind: Kind) -> bool:
    """Whether anything was reported besides the list of last time."""
    news = (item for item in sections.news if kind is Kind.GOING_ON or item.why is not Why.CARRIED_OVER)
    return any(news) or bool(sections.emergencies)


def _because(item: Item, why: Why) -> Item:
    return replace(item, why=why, key=item.key, items=tuple(_because(below, why) for below in item.items))


def _once(entries: Iterable[_Entry]) -> list[_Entry]:
    """Let what was said twice stand once: at its first place, with the best reason.

    Whether it is an emergency is asked if one of both makes that doubtful, and neither makes it sure.
    """
    kept: dict[str, _Entry] = {}
    keys: dict[str, list[str]] = {}
    for entry in entries:
        known = entry.gist or entry.keys[0]
        keys.setdefault(known, []).extend(entry.keys)
        first = kept.get(known) if entry.gist else None
        if first is None:
            kept[known] = entry
            continue
        section, why = max((entry.section, entry.item.why), (first.section, first.item.why), key=_strength)
        ask = (first.item.ask or entry.item.ask) and section is not Section.EMERGENCIES
        item = replace(first.item if why is first.item.why else _because(first.item, why), ask=ask)
        kept[known] = replace(first, section=section, item=item)
    return [replace(entry, keys=tuple(keys[known])) for known, entry in kept.items()]


def _strength(place: tuple[Section, Why]) -> int:
    return -list(Why).index(place[1])


def _followed(entries: list[_Entry], corrections: tuple[Correction, ...]) -> dict[str, Correction]:
    """Corrections by the item they are about: if that was edited, by what became of it in its reply.

    Its place is kept then, but its own words are newer than those of a correction.
    """
    about = {correction.item: correction for correction in corrections}
    standing = {key for entry in entries for key in entry.keys}
    for correction in reversed(corrections):
        if not correction.words or correction.item in standing:
            continue
        ts = _ts(correction.item)
        others = {*about, *correction.beside}
        free = [entry for entry in entries if _ts(entry.keys[0]) == ts and others.isdisjoint(entry.keys)]
        edited = most_alike(correction.words, [entry.gist for entry in free])
        kept = replace(correction, instead=None)
        about.update((entry.keys[0], kept) for entry in free if entry.gist == edited)
    return about


def _ts(key: str) -> str:
    """When the reply was written that an item is in."""
    return key.partition("/")[0]


def _corrected(entries: Iterable[_Entry], corrections: dict[str, Correction]) -> Iterator[_Entry]:
    """Put every item where it belongs and let it say what it should, the lead's word first."""
    for entry in entries:
        word = next((corrections[key] for key in reversed(entry.keys) if key in corrections), None)
        if word is None:
            yield entry
        elif word.section is not None:
            said = replace(word.instead, key=entry.item.key) if word.instead else entry.item
            why = entry.item.why if word.section is entry.section else Why.CORRECTED
            item = replace(_because(said, why), ask=False)
            yield replace(entry, section=word.section, item=item, gist=full_gist(said))


def _placed(entries: Iterable[_Entry]) -> Sections:
    placed: dict[Section, list[Item]] = {section: [] for section in Section}
    for entry in entries:
        placed[entry.section].append(entry.item)
    return Sections(**{section.value: tuple(items) for section, items in placed.items()})
