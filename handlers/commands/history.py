"""/minutes history: what became of everything that an area or somebody reported, at any time or at some."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bot.model.call import Call
from bot.model.history import ItemHistory
from bot.model.meeting import Meeting
from bot.model.minutes import AreaMinutes
from bot.model.reason import Reason
from bot.nearest import nearest
from bot.ports import Book
from bot.rules.item_history import item_histories
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.paged_list import page_of
from handlers.blocks.parts import actions, escape, section, shorten
from handlers.blocks.past import (
    Body,
    Days,
    as_it_stood,
    days_of,
    linked,
    lived,
    of_area,
    pages_of,
    pages_of_areas,
)
from handlers.commands.arguments import lead_named, mentions
from handlers.commands.command import Answers, said
from handlers.commands.history_scope import Scope, scope_of
from handlers.commands.minutes_links import sources
from handlers.commands.paged_answer import without_page
from handlers.commands.past_answer import PastPage, answer_of
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of

MOST_BUTTONS = 25
MOST_NAMED = 6  # meetings without minutes
LONGEST_LIST = 2_000

_Named = tuple[str, ItemHistory]


@dataclass(frozen=True, slots=True)
class _Question:
    """The minutes that are asked for, `when` in words, and as it was typed, but for the page."""

    call: Call
    past: Sequence[Meeting]
    when: str
    typed: str
    page: int


async def history(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """What became of what an area or a person reported; of all where the call or only days are named."""
    typed, wanted = without_page(asked.rest, free=True)
    known = await context.store.read(lambda book: book.meetings(call.name))
    past = tuple(meeting for meeting in known if meeting.minutes)  # oldest first
    areas, today = _areas(call, past), call.local_date(context.clock())
    scope = scope_of(typed, today, is_name=lambda text: _area_meant(areas, call, text) is not None)
    past = tuple(meeting for meeting in past if scope.has(meeting.day))
    named = await one_line(scope.named, context.names)
    name = _area_meant(areas, call, named) if named else None
    missed = tuple(meeting.day for meeting in known if _is_missed(meeting) and scope.has(meeting.day))
    when = _when(scope) + (_without(missed) if scope.is_dated else "")
    question = _Question(call, past, when, typed, wanted)
    if name is not None:
        return await _of_area(name, question, context)
    person = _person(scope.named, call)
    if not person and not _is_call(call, named) and (named or not scope.is_dated):
        return _which(named, areas, call)
    if person:
        past = await context.store.read(lambda book: tuple(_reported_by(person, past, book)))
        question = replace(question, past=past)
    who = (await context.chat.person(person)).name if person else "everybody"
    return await _of_all(who, question, context)


async def _of_area(name: str, of: _Question, context: HandlerContext) -> Answers:
    reports = tuple(_reports(of.past, name))
    pages = pages_of(item_histories(reports))
    kept = [(day, source) for day, area in reversed(reports) for source in area.kept]
    if not pages[0] and not kept:
        when = of.when or " yet"
        return said(
            f"{escape(name)} stands in no minutes of the {escape(of.call.name)} call with any item{when}."
        )
    page = page_of(pages, of.page)
    told = kept if page.index + 1 == page.pages else []
    days = await _days((*days_of(page.shown), *(day for day, _ in told)), of.call, context)
    return answer_of(
        PastPage(
            f"What {name} reported for the {of.call.name} call{of.when}, and what became of it",
            lambda as_said: (
                *(lived(life, as_said(days)) for life in page.shown),
                *as_it_stood(told, as_said(days)),
            ),
            page,
            f"history {of.typed}",
            f"{of.call.name}/",
        )
    )


async def _of_all(who: str, of: _Question, context: HandlerContext) -> Answers:
    """The items of all areas in these minutes, below the names of their areas."""
    lives = [
        (name, life) for name in _stood(of.past) for life in item_histories(tuple(_reports(of.past, name)))
    ]
    if not lives:
        nobody = f"Of {who} nothing" if who != "everybody" else "Nothing"
        return said(escape(f"{nobody} stands in the minutes of the {of.call.name} call{of.when}."))
    page = page_of(pages_of_areas(lives), of.page)
    days = await _days(days_of([life for _, life in page.shown]), of.call, context)
    return answer_of(
        PastPage(
            f"What {who} reported for the {of.call.name} call{of.when}, and what became of it",
            lambda as_said: _below_areas(page.shown, as_said(days)),
            page,
            f"history {of.typed}",
            f"{of.call.name}/",
        )
    )


def _area_meant(areas: Iterable[str], call: Call, named: str) -> str | None:
    """The area somebody means, also by a name that it had."""
    formerly = {name.casefold(): area.name for area in call.areas for name in area.was}
    return formerly.get(named.strip().casefold()) or name_meant(areas, named)


def _is_call(call: Call, named: str) -> bool:
    return named.casefold() in (name.casefold() for name in call.names)


def name_meant(names: Iterable[str], named: str) -> str | None:
    """The name somebody means, forgiving case and a slip, or by its beginning where only one begins so."""
    known = {name.casefold(): name for name in names}
    wanted = named.strip().casefold()
    begun = [name for low, name in known.items() if low.startswith(wanted)]
    if wanted in known or len(begun) != 1:
        near = nearest(wanted, known)
        return known[near] if near else None
    return begun[0]


def _below_areas(lives: Sequence[_Named], days: Days) -> Iterator[Body]:
    for name, group in groupby(lives, key=lambda named: named[0]):
        first, *others = (lived(life, days) for _, life in group)
        yield of_area(name, first)
        yield from others


async def _days(dates: Iterable[date], call: Call, context: HandlerContext) -> Days:
    return linked(await sources(call, dates, context), call.local_date(context.clock()))


def _person(named: str, call: Call) -> str:
    """The id of the person who is mentioned, or of the lead who is named; empty if there is none."""
    found, rest = mentions(named)
    if found:
        return "" if rest.strip(" :") or len(found) > 1 else found[0].person
    lead = lead_named(call.leads, named) if named else None
    return lead.person if lead else ""


def _when(scope: Scope) -> str:
    """` from January 1 until January 31, 2027`; empty for all times."""
    first = f" from {day_of(scope.first)}, {scope.first.year}" if scope.first else ""
    last = f" until {day_of(scope.last)}, {scope.last.year}" if scope.last else ""
    return first + last


def _is_missed(meeting: Meeting) -> bool:
    return meeting.minutes is None and meeting.reason == Reason.DOWN_FOR_A_WEEK


def _without(missed: Sequence[date]) -> str:
    """Of which meetings there are no minutes, as the bot was down for long; empty if there are of all."""
    if not missed:
        return ""
    named = missed if len(missed) <= MOST_NAMED else (missed[0], missed[-1])
    days = (" and " if named == missed else " to ").join(
        filter(None, (", ".join(map(day_of, named[:-1])), day_of(named[-1])))
    )
    return f" (there are no minutes of {days}, as I was not running)"


def _reported_by(person: str, past: Sequence[Meeting], book: Book) -> Iterator[Meeting]:
    """The same minutes with only the areas for which this person has written."""
    for meeting in past:
        theirs = {each.area for each in book.updates(meeting.call, meeting.date) if person in each.by}
        if meeting.minutes and theirs:
            areas = tuple(area for area in meeting.minutes.areas if area.area in theirs)
            yield replace(meeting, minutes=replace(meeting.minutes, areas=areas))


def _stood(past: Sequence[Meeting]) -> tuple[str, ...]:
    """The areas in these minutes, in the order of the last of them."""
    names = (area.area for meeting in reversed(past) if meeting.minutes for area in meeting.minutes.areas)
    return tuple(dict.fromkeys(names))


def _areas(call: Call, past: Sequence[Meeting]) -> tuple[str, ...]:
    """The areas there are, and those that there were, the last ones first."""
    return tuple(dict.fromkeys((*(area.name for area in call.areas), *_stood(past))))


def _reports(past: Sequence[Meeting], name: str) -> Iterator[tuple[date, AreaMinutes]]:
    for meeting in past:
        for area in meeting.minutes.areas if meeting.minutes else ():
            if area.area == name:
                yield meeting.date, area


def _which(named: str, areas: tuple[str, ...], call: Call) -> Answers:
    """Ask for an area, with a button for each."""
    listed = escape(shorten(", ".join(areas), LONGEST_LIST))
    asks = f"I know no area “{escape(named)}”." if named else "The history of which area?"
    buttons = [typing(name, f"history {escape(name)}", number) for number, name in enumerate(areas, 1)]
    text = f"{asks} There are: {listed}"
    row = actions(block_id("areas", f"{call.name}/"), *buttons[:MOST_BUTTONS])
    return said(text, section(text), row) if areas else said(asks)
