"""The forms of a meeting that is going on: a note, or an action item, that was sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cycle.action_items import open_action
from bot.cycle.meeting.notes import add_notes
from bot.cycle.meeting.open_meeting import MeetingClosed
from bot.cycle.queries import standing_call
from bot.model.call import Area
from bot.model.errors import Refusal
from bot.model.person import Person
from bot.ports import Book
from handlers.blocks.note import VALUE_CHARACTERS, Filled, faults, filled
from handlers.commands.action_items.owners import owner_of
from handlers.commands.run import STRANGER
from handlers.context import HandlerContext
from handlers.errors import giving_back
from handlers.text.times import day_of

TOO_LATE = "The {call} meeting of {day} is closed, so this is not in its minutes: {text}"


async def on_note(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Note what was written. Raises Refusal, which gives it back to whoever wrote it."""
    if faults(payload):
        return
    said = filled(payload)
    by = await _member(said, context)
    lines = said.notes(await context.names.of(said.mentioned))
    if said.is_named:
        lines = tuple(f"{line} ({by.name})" for line in lines)
    typed = "\n".join(lines)
    try:
        await context.store.change(_note, said, lines, by=by, now=context.clock())
    except MeetingClosed as closed:
        about = said.subject
        raise Refusal(TOO_LATE.format(call=about.call, day=day_of(about.day), text=typed)) from closed
    except Refusal as refusal:
        raise giving_back(refusal, typed) from refusal


async def on_agreed(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Add the action item that was agreed on. Raises Refusal, which gives it back to whoever wrote it."""
    if faults(payload):
        return
    said = filled(payload)
    by = await _member(said, context)
    try:
        call = await context.store.read(standing_call, said.subject.call)
        owner = await owner_of(said.owner, call, context)
        await context.store.change(
            open_action, call.name, said.what, owner=owner.lead, due=said.due, by=by, now=context.clock()
        )
    except Refusal as refusal:
        raise giving_back(refusal, said.what) from refusal


async def _member(said: Filled, context: HandlerContext) -> Person:
    """Who sent a form. Raises Refusal for a guest of a channel that two workspaces share."""
    by = await context.chat.person(said.person)
    if by.stranger:
        raise Refusal(STRANGER)
    return by


def _note(book: Book, said: Filled, lines: tuple[str, ...], *, by: Person, now: datetime) -> None:
    call = standing_call(book, said.subject.call)
    area = next((area.name for area in call.areas if _is_meant(area, said)), said.subject.area)
    add_notes(book, call.name, said.subject.date, area, lines, by=by, now=now)


def _is_meant(area: Area, said: Filled) -> bool:
    return area.name[:VALUE_CHARACTERS] == said.area
