"""The forms of a meeting that is going on: a note, or an action item, that was sent."""

from collections.abc import Mapping
from typing import Any

from bot.cycle.action_items import open_action
from bot.cycle.meeting.notes import add_notes
from bot.cycle.meeting.open_meeting import MeetingClosed
from bot.model.call import Area, Call
from bot.model.delivery import Delivery, Kind, key
from bot.model.errors import UnknownCall
from bot.model.message import Notice
from bot.ports import Book
from handlers.blocks.note import VALUE_CHARACTERS, Filled, faults, filled
from handlers.commands.action_items.owners import owner_of
from handlers.context import HandlerContext
from handlers.text.times import day_of
from handlers.untrusted_json import RECEIVED_AT

TOO_LATE = "The {call} meeting of {day} is closed, so this is not in its minutes: {text}"


async def on_note(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Note what was written; what comes too late goes back to whoever wrote it."""
    if faults(payload):
        return
    said = filled(payload)
    by = await context.chat.person(said.person)
    lines = said.notes(await context.names.of(said.mentioned))
    if said.is_named:
        lines = tuple(f"{line} ({by.name})" for line in lines)
    call = await context.store.read(lambda book: _call(book, said))
    area = next((area.name for area in call.areas if _is_meant(area, said)), said.subject.area)
    try:
        await add_notes(
            call.name, said.subject.date, area, lines, by=by, store=context.store, now=context.clock()
        )
    except MeetingClosed:
        await _give_back(said, lines, str(payload[RECEIVED_AT]), context)


async def on_agreed(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Add the action item that was agreed on."""
    if faults(payload):
        return
    said = filled(payload)
    call = await context.store.read(lambda book: _call(book, said))
    owner = await owner_of(said.owner, call, context)
    by = await context.chat.person(said.person)
    await open_action(
        call.name, said.what, owner=owner.lead, due=said.due, by=by, store=context.store, now=context.clock()
    )


async def _give_back(said: Filled, lines: tuple[str, ...], received: str, context: HandlerContext) -> None:
    subject, now = said.subject, context.clock()
    text = TOO_LATE.format(call=subject.call, day=day_of(subject.day), text="\n".join(lines))
    part = f"{said.person}-note-{received}"
    identity = key(subject.meeting, Kind.NOTICE, part)
    notice = Delivery(identity, said.person, Notice(text), due=now, kind=Kind.NOTICE, part=part)
    await context.store.change(lambda book: book.enqueue(notice))


def _call(book: Book, said: Filled) -> Call:
    call = book.call(said.subject.call)
    if call is None:
        raise UnknownCall(said.subject.call)
    return call


def _is_meant(area: Area, said: Filled) -> bool:
    return area.name[:VALUE_CHARACTERS] == said.area
