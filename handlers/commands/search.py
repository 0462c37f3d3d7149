"""/minutes search TEXT: lines of posted minutes, of one call or of all that somebody has to do with."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot.model.call import Call
from bot.model.history import Entry
from bot.model.search_words import sought_words
from bot.ports import Book
from handlers.blocks.paged_list import Page
from handlers.blocks.parts import escape
from handlers.blocks.past import Body, Days, found, linked
from handlers.commands.arguments import Unclear
from handlers.commands.command import Answers, said
from handlers.commands.minutes_links import sources
from handlers.commands.paged_answer import without_page
from handlers.commands.past_answer import AsSaid, PastPage, answer_of
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

LINES_PER_PAGE = 8
LONGEST_QUESTION = 200
HOW_TO_SEARCH = "Tell me which words to look for in the minutes: `/minutes search certificate gateway`"
ALL = "in all "


async def search(asked: Asked, calls: Sequence[Call], context: HandlerContext) -> Answers:
    """The lines of posted minutes that have all the words, the newest first."""
    typed, wanted = without_page(asked.rest, free=True)
    question = await one_line(typed, context.names)
    if not sought_words(question):
        return said(HOW_TO_SEARCH)
    if len(question) > LONGEST_QUESTION:
        raise Unclear("That is too long to look for; give me a few words of it")
    names = tuple(call.name for call in calls)
    count, page = await context.store.read(lambda book: _found(book, names, question, wanted))
    where = f"the {calls[0].name} call" if len(calls) == 1 else f"{len(calls)} calls"
    if not count:
        return said(
            f"Nothing in the minutes of {escape(where)} has “{escape(question)}”. "
            "I look for lines with all the words, or with words that begin like them."
        )
    links = {call.name: await _days(call, page.shown, context) for call in calls}
    lines = "1 line" if count == 1 else f"{count} lines"
    one = calls[0].name if len(calls) == 1 else ""
    return answer_of(
        PastPage(
            f"{lines} in the minutes of {where} with “{question}”",
            lambda as_said: _told(page.shown, question, calls, links, as_said),
            page,
            f"{'' if one else ALL}search {escape(question)}",
            f"{one}/",
        )
    )


async def _days(call: Call, entries: Sequence[Entry], context: HandlerContext) -> Days:
    """How to say the days of one call's minutes."""
    dates = tuple(entry.date for entry in entries if entry.call == call.name)
    return linked(await sources(call, dates, context), call.local_date(context.clock()))


def _told(
    entries: Sequence[Entry], question: str, calls: Sequence[Call], links: Mapping[str, Days], as_said: AsSaid
) -> Iterator[Body]:
    """The lines below their day, and below their call where several are looked through."""
    known = {call.name: call for call in calls}
    for name, group in groupby(entries, key=lambda entry: entry.call):
        yield from found(tuple(group), question, known[name], as_said(links[name]), named=len(calls) > 1)


def _found(book: Book, calls: tuple[str, ...], question: str, wanted: int) -> tuple[int, Page[Entry]]:
    """How many lines there are, and the page that is shown: the last one, where too far a one is wanted."""

    def of(index: int) -> tuple[int, tuple[Entry, ...]]:
        return book.search(question, calls=calls, limit=LINES_PER_PAGE, offset=index * LINES_PER_PAGE)

    index = max(wanted, 0)
    count, entries = of(index)
    pages = max(1, -(-count // LINES_PER_PAGE))
    if index >= pages:
        index = pages - 1
        _, entries = of(index)
    return count, Page(entries, index, pages)
