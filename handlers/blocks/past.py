"""What is found in the minutes of the past: lines with the words sought, and what became of items. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bot.model.call import Call, Section
from bot.model.history import KEPT, Entry, ItemHistory, ItemOutcome, ItemVersion
from bot.model.search_words import sought_words
from bot.model.words import Shape, Span, Words, plain, words
from handlers.blocks.lead_words import Row, bullet, rich_text, rows
from handlers.blocks.paged_list import filled
from handlers.blocks.parts import Block, shorten

LIVES_PER_PAGE = 8
CHARACTERS_PER_PAGE = 7_000
CHARACTERS_OF_LINE = 500
CHARACTERS_BEFORE = 160  # of an earlier wording
MOST_BEFORE = 3
MOST_KEPT = 8
LINK = "https://example.slack.com/archives/C0123456789/p1234567890123456"  # as long as links are

_WORD = re.compile(r"[^\W_]+")
_KINDS = {"announcement": "Announcement", "action": "Action item", "note": "Note", KEPT: "Kept as it stood"}
_NAMED = {Section.NEWS: "News", Section.ONGOING: "Ongoing", Section.EMERGENCIES: "Emergency"}

Body = tuple[Row, ...]
Days = Callable[[date], Span]


@dataclass(frozen=True, slots=True)
class Source:
    """The minutes of a day; `url` is where they stand, empty where they were never posted."""

    day: date
    url: str = ""


def linked(sources: Mapping[date, Source], today: date) -> Days:
    """How to say a day: as a link to its minutes, with the year where it is not this one."""

    def said(day: date) -> Span:
        source = sources.get(day, Source(day))
        year = "" if source.day.year == today.year else f", {source.day.year}"
        return Span(f"{source.day:%B} {source.day.day}{year}", url=source.url or None)

    return said


def found(
    entries: Sequence[Entry], question: str, call: Call, days: Days, *, named: bool = False
) -> Iterator[Body]:
    """The lines of each meeting below its day, the words sought in bold; `named` says of which call it is."""
    sought = sought_words(question)
    for day, group in groupby(entries, key=lambda entry: entry.date):
        lines = (_line(entry, sought, call) for entry in group)
        of_call = (Span(f" {call.name}", bold=True),) if named else ()
        yield (Row((replace(days(day), bold=True), *of_call)), *lines)


def lived(life: ItemHistory, days: Days) -> Body:
    """An item in its last wording, what became of it, and how it read before."""
    before = life.stages[-2::-1]
    left = len(before) - MOST_BEFORE
    return (
        *_clipped(rows([life.now.item])),
        Row(tuple(_became(life, days)), Shape.BULLET, 1),
        *(Row(tuple(_before(stage, days)), Shape.BULLET, 1) for stage in before[:MOST_BEFORE]),
        *([bullet(f"and {left} earlier {'wording' if left == 1 else 'wordings'}", 1)] if left > 0 else []),
    )


def of_area(name: str, body: Body) -> Body:
    """The same below the name of its area."""
    return (Row((Span(name, bold=True),)), *body)


def as_it_stood(sources: Sequence[tuple[date, str]], days: Days) -> Iterator[Body]:
    """What an area's old pages say that was not understood, below each day, the newest first."""
    for day, group in groupby(sources[:MOST_KEPT], key=lambda source: source[0]):
        lines = (words(shorten(" ".join(source.split()), CHARACTERS_BEFORE)) for _, source in group)
        yield (
            Row((_said("Kept as it stood on "), days(day))),
            *(Row(line, Shape.BULLET) for line in lines),
        )
    if (left := len(sources) - MOST_KEPT) > 0:
        yield (Row((_said(f"and {left} more that the export has"),)),)


def pages_of(lives: Sequence[ItemHistory]) -> tuple[tuple[ItemHistory, ...], ...]:
    """Part lives into what one message holds; there is always a first page."""
    return filled(lives, _weight, room=CHARACTERS_PER_PAGE, most=LIVES_PER_PAGE)


def pages_of_areas(
    lives: Sequence[tuple[str, ItemHistory]],
) -> tuple[tuple[tuple[str, ItemHistory], ...], ...]:
    """The same for items of several areas, each with the name of its own."""
    return filled(
        lives, lambda named: _weight(named[1]) + len(named[0]), room=CHARACTERS_PER_PAGE, most=LIVES_PER_PAGE
    )


def days_of(lives: Sequence[ItemHistory]) -> tuple[date, ...]:
    """The days that are named where lives are told."""
    told = [
        day
        for life in lives
        for stage in (life.stages[0], *life.stages[-1 - MOST_BEFORE :])
        for day in (stage.first, stage.last)
    ]
    return tuple(dict.fromkeys(told))


def shown(bodies: Iterable[Body]) -> Iterator[Block]:
    """Each body as a block of its own."""
    return map(rich_text, bodies)


def marked(text: str, sought: Sequence[str]) -> Words:
    """A text with the words in bold that begin like one of those sought."""
    spans: list[Span] = []
    at = 0
    for word in _WORD.finditer(text):
        if any(each.startswith(tuple(sought)) for each in sought_words(word[0])):
            spans += [Span(text[at : word.start()]), Span(word[0], bold=True)]
            at = word.end()
    return tuple(span for span in (*spans, Span(text[at:])) if span.text)


def excerpt(text: str, sought: Sequence[str], limit: int = CHARACTERS_OF_LINE) -> str:
    """As much of a text around the first word sought as has room."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    first, *others = marked(line, sought)
    start = len(first.text) if others and not first.bold else 0
    begin = max(0, min(start - limit // 4, len(line) - limit))
    head, tail = "…" if begin else "", "…" if begin + limit < len(line) else ""
    return f"{head}{line[begin : begin + limit]}{tail}"


def _weight(life: ItemHistory) -> int:
    return sum(row.weight for row in lived(life, _longest))


def _longest(day: date) -> Span:
    return Span(f"{day:%B} {day.day}, {day.year}", url=LINK)


def _line(entry: Entry, sought: Sequence[str], call: Call) -> Row:
    opening = Span(f"{_place(entry, call)}: ", italic=True)
    return Row((opening, *marked(excerpt(entry.text, sought), sought)), Shape.BULLET)


def _place(entry: Entry, call: Call) -> str:
    """Where in the minutes a line stands."""
    if entry.section:
        section, area = Section(entry.section), call.area(entry.area)
        label = area.labels.of(section).rstrip(" :?") if area else _NAMED[section]
        return f"{entry.area}, {label}"
    return ", ".join(part for part in (entry.area, _KINDS.get(entry.kind, entry.kind)) if part)


def _became(life: ItemHistory, days: Days) -> Iterator[Span]:
    """`Ongoing for 4 weeks, since December 9`."""
    now, first = life.now, days(life.first)
    match life.ending:
        case ItemOutcome.STANDS if life.first == now.last:
            yield from (_said(f"{_NAMED[now.section]} on "), days(now.last))
        case ItemOutcome.STANDS:
            yield from (_said(f"{_NAMED[now.section]} for {_weeks(life)}, since "), first)
        case ItemOutcome.FINISHED:
            yield from (_said("Finished on "), days(now.first))
            if life.first < now.first:
                yield from (_said("; stood there since "), first)
        case ItemOutcome.GONE:
            yield from (_said("Reported last on "), days(now.last))
            if life.first < now.last:
                yield from (_said(f"; stood there for {_weeks(life)}, since "), first)


def _before(stage: ItemVersion, days: Days) -> Iterator[Span]:
    """`Before, on December 9: reached 12K`."""
    yield _said("Before, on " if stage.first == stage.last else "Before, from ")
    yield days(stage.first)
    if stage.first != stage.last:
        yield from (_said(" to "), days(stage.last))
    yield from (_said(": "), Span(shorten(stage.item.text, CHARACTERS_BEFORE)))


def _said(text: str) -> Span:
    """The bot's own words among a lead's."""
    return Span(text, italic=True)


def _weeks(life: ItemHistory) -> str:
    return "1 week" if life.weeks == 1 else f"{life.weeks} weeks"


def _clipped(body: Iterator[Row]) -> Iterator[Row]:
    """As much of an item as has room; the minutes have all of it."""
    room = CHARACTERS_OF_LINE
    for row in body:
        if row.weight > room:
            yield replace(row, words=words(shorten(plain(row.words), max(room, 2))))
            return
        yield row
        room -= row.weight
