"""Where the minutes of the past stand: the day of each meeting, and a link to what was posted."""

import asyncio
from collections.abc import Iterable
from datetime import date

from bot.model.call import Call
from bot.model.delivery import Kind, Posted, key
from bot.ports import Book, Chat
from handlers.blocks.past import Source
from handlers.context import HandlerContext

PersonalData = dict[date, tuple[date, Posted | None]]


async def sources(call: Call, dates: Iterable[date], context: HandlerContext) -> dict[date, Source]:
    """The minutes of these meetings, known by their dates; Slack is asked once for each that was posted."""
    wanted = tuple(dict.fromkeys(dates))
    held = await context.store.read(lambda book: _held(book, call, wanted))
    found = await asyncio.gather(*(_source(day, posted, context.chat) for day, posted in held.values()))
    return dict(zip(held, found, strict=True))


def _held(book: Book, call: Call, dates: Iterable[date]) -> PersonalData:
    known = ((day, book.meeting(call.name, day)) for day in dates)
    return {day: (meeting.day, _posted(book, meeting.key)) for day, meeting in known if meeting}


def _posted(book: Book, meeting: str) -> Posted | None:
    delivery = book.delivery(key(meeting, Kind.MINUTES))
    return delivery.posted if delivery else None


async def _source(day: date, posted: Posted | None, chat: Chat) -> Source:
    return Source(day, await chat.permalink(posted) if posted else "")
