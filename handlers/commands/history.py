"""/minutes search TEXT and /minutes history AREA: what the minutes of the past say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.model.call import Call
from bot.model.history import Entry
from bot.model.meeting import Meeting
from bot.model.minutes import AreaMinutes
from bot.model.search_words import sought_words
from bot.nearest import nearest
from bot.ports import Book
from bot.rules.item_history import item_histories
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.lead_words import said as spoken
from handlers.blocks.paged_list import Page, more, page_of
from handlers.blocks.parts import Block, actions, escape, fallback, section, shorten
from handlers.blocks.past import Body, Days, as_it_stood, days_of, found, linked, lived, pages_of, shown
from handlers.commands.arguments import Unclear
from handlers.commands.command import Answers, said
from handlers.commands.minutes_links import sources
from handlers.commands.paged_answer import without_page
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

LINES_PER_PAGE = 8
LONGEST_QUESTION = 200
MOST_BUTTONS = 25
LONGEST_LIST = 2_000
HOW_TO_SEARCH = "Tell me which words to look for in the minutes: `/minutes search certificate gateway`"


@dataclass(frozen=True, slots=True)
class _Shown:
    """One page of an answer: `tell` says it with these days, `typed` is the command, without the page."""

    title: str
    tell: Callable[[Days], Iterable[Body]]
    days: Days
    page: Page[Any]
    typed: str


async def search(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """The lines of posted minutes that have all the words, the newest first."""
    typed, wanted = without_page(asked.rest, free=True)
    question = await one_line(typed, context.names)
    if not sought_words(question):
        return said(HOW_TO_SEARCH)
    if len(question) > LONGEST_QUESTION:
        raise Unclear("That is too long to look for; give me a few words of it")
    count, page = await context.store.read(lambda book: _found(book, call, question, wanted))
    if not count:
        return said(
            f"Nothing in the minutes of the {escape(call.name)} call has “{escape(question)}”. "
            "I look for lines with all the words, or with words that begin like them."
        )
    today = call.local_date(context.clock())
    days = linked(await sources(call, (entry.date for entry in page.shown), context), today)
    lines = "1 line" if count == 1 else f"{count} lines"
    title = f"{lines} in the minutes of the {call.name} call with “{question}”"
    return _answer(
        _Shown(
            title,
            lambda days: found(page.shown, question, call, days),
            days,
            page,
            typed=f"search {escape(question)}",
        ),
        call,
    )


async def history(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """What became of everything an area reported; what it reported last comes first."""
    typed, wanted = without_page(asked.rest, free=True)
    named = await one_line(typed, context.names)
    past = await context.store.read(lambda book: _past(book, call))
    areas = _areas(call, past)
    name = name_meant(areas, named) if named else None
    if name is None:
        return _which(named, areas, call)
    reports = tuple(_reports(past, name))
    pages = pages_of(item_histories(reports))
    kept = [(day, source) for day, area in reversed(reports) for source in area.kept]
    if not pages[0] and not kept:
        return said(f"{escape(name)} stands in no minutes of the {escape(call.name)} call with any item yet.")
    page, today = page_of(pages, wanted), call.local_date(context.clock())
    told = kept if page.index + 1 == page.pages else []
    named_days = (*days_of(page.shown), *(day for day, _ in told))
    days = linked(await sources(call, named_days, context), today)
    title = f"What {name} reported for the {call.name} call, and what became of it"
    return _answer(
        _Shown(
            title,
            lambda days: (*(lived(life, days) for life in page.shown), *as_it_stood(told, days)),
            days,
            page,
            typed=f"history {escape(name)}",
        ),
        call,
    )


def name_meant(names: Iterable[str], named: str) -> str | None:
    """The name somebody means, forgiving case and a slip, or by its beginning where only one begins so."""
    known = {name.casefold(): name for name in names}
    wanted = named.strip().casefold()
    begun = [name for low, name in known.items() if low.startswith(wanted)]
    if wanted in known or len(begun) != 1:
        near = nearest(wanted, known)
        return known[near] if near else None
    return begun[0]


def _found(book: Book, call: Call, question: str, wanted: int) -> tuple[int, Page[Entry]]:
    """How many lines there are, and the page that is shown: the last one, where too far a one is wanted."""

    def of(index: int) -> tuple[int, tuple[Entry, ...]]:
        offset = index * LINES_PER_PAGE
        return book.search(question, calls=(call.name,), limit=LINES_PER_PAGE, offset=offset)

    index = max(wanted, 0)
    count, entries = of(index)
    pages = max(1, -(-count // LINES_PER_PAGE))
    if index >= pages:
        index = pages - 1
        _, entries = of(index)
    return count, Page(entries, index, pages)


def _past(book: Book, call: Call) -> tuple[Meeting, ...]:
    """The meetings of which there are minutes, oldest first."""
    return tuple(meeting for meeting in book.meetings(call.name) if meeting.minutes)


def _areas(call: Call, past: Sequence[Meeting]) -> tuple[str, ...]:
    """The areas there are, and those that there were, the last ones first."""
    were = (area.area for meeting in reversed(past) if meeting.minutes for area in meeting.minutes.areas)
    return tuple(dict.fromkeys((*(area.name for area in call.areas), *were)))


def _reports(past: Sequence[Meeting], name: str) -> Iterable[tuple[date, AreaMinutes]]:
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


def _answer(page: _Shown, call: Call) -> Answers:
    title = f"{page.title}{page.page.where}:"
    lines = (line for body in page.tell(_unlinked(page.days)) for line in spoken(body))
    blocks = (section(escape(title)), *shown(page.tell(page.days)), *_more(page, call))
    return said(f"{escape(title)}\n{fallback(lines)}", *blocks)


def _unlinked(days: Days) -> Days:
    """The days alone: nobody wants to hear an address."""
    return lambda day: replace(days(day), url=None)


def _more(page: _Shown, call: Call) -> tuple[Block, ...]:
    return tuple(more(page.page, lambda number: f"{page.typed} (page {number})", f"{call.name}/"))
