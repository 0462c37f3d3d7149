"""/minutes announce TEXT: something for everybody at the meeting."""

import re

from bot.cycle.meeting.announce import announce, may_retract, retract
from bot.model.call import Call
from bot.model.live_parts import Announcement
from bot.model.meeting import Meeting, State
from bot.model.person import Person
from bot.ports import Book
from handlers.blocks.command_button import typing
from handlers.blocks.paged_list import Entry, page_of, pages_of
from handlers.blocks.parts import escape
from handlers.commands.command import Answers, said
from handlers.commands.paged_answer import paged_answer, without_page
from handlers.commands.plain_arguments import one_line
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.text.times import day_of

HOW_TO = "Nothing is announced for {when} yet. Write for example `/minutes announce Power cut on Friday`."

_DROP = re.compile(r"(?:drop|remove|delete|take back)\s+#?(\d{1,6})", re.IGNORECASE)


async def announcing(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Announce something, take it back, or list what is announced."""
    by = await context.chat.person(asked.person)
    typed, wanted = without_page(asked.rest)
    if typed.casefold() in ("", "list"):
        return await _listed(call, meeting, by, context, wanted=wanted)
    if drop := _DROP.fullmatch(asked.rest):
        number = int(drop[1])
        gone = await context.store.change(
            retract, call.name, meeting.date, number, by=by, now=context.clock()
        )
        return said(f"I have taken back from {_minutes(meeting)}: {escape(gone.text)}")
    text = await one_line(asked.rest, context.names)
    await context.store.change(announce, call.name, meeting.date, text, by=by, now=context.clock())
    return await _listed(call, meeting, by, context, noted=True)


async def _listed(
    call: Call, meeting: Meeting, by: Person, context: HandlerContext, *, wanted: int = 0, noted: bool = False
) -> Answers:
    """What is announced, the newest page when something was just added."""
    entries = await context.store.read(lambda book: _entries(book, call, meeting, by))
    if not entries:
        return said(HOW_TO.format(when=_minutes(meeting)))
    pages = pages_of(entries)
    title = f"I have noted it for {_minutes(meeting)}. " if noted else ""
    title += f"Announced for the {escape(call.name)} call of {day_of(meeting.day)}"
    page = page_of(pages, len(pages) - 1 if noted else wanted)
    return paged_answer(title, page, meeting.key, lambda number: f"announce page {number}")


def _entries(book: Book, call: Call, meeting: Meeting, by: Person) -> list[Entry]:
    return [
        _entry(each, mine=may_retract(book, each, call.name, by))
        for each in book.announcements(call.name, meeting.date)
    ]


def _entry(announcement: Announcement, *, mine: bool) -> Entry:
    number = announcement.number
    button = {
        **typing("Take back", f"announce drop {number}", number),
        "accessibility_label": f"Take announcement {number} back",
    }
    text = f"{number}. {announcement.text} ({announcement.name})"
    return Entry(number, text, button if mine else None)


def _minutes(meeting: Meeting) -> str:
    posted = "posted " if meeting.state is State.POSTED else ""
    return f"the {posted}minutes of {day_of(meeting.day)}"
