"""/minutes next, close, reopen, note, notes and agree: what a meeting needs while it is going on."""

import re

from bot.cycle.meeting.notes import add_notes, delete_note
from bot.cycle.meeting.walk_areas import go_to_area
from bot.cycle.minutes.publish import adjourn, reopen
from bot.model.call import Call, Standing
from bot.model.errors import Refusal
from bot.model.live_parts import Note
from bot.model.meeting import Meeting
from bot.model.message import ACTION_ITEMS
from bot.model.person import Person
from bot.rules.roles import may_chair
from handlers.blocks.action_ids import Subject, block_id
from handlers.blocks.command_button import typing
from handlers.blocks.note import action_form, note_form
from handlers.blocks.paged_list import Entry, page_of, pages_of
from handlers.blocks.parts import actions, escape, section
from handlers.blocks.walk_areas import THE_ITEMS
from handlers.commands.arguments import Unclear
from handlers.commands.command import Answers, said
from handlers.commands.modal_answer import in_form
from handlers.commands.on_behalf import area_meant
from handlers.commands.paged_answer import paged_answer, without_page
from handlers.commands.plain_arguments import one_line
from handlers.commands.standing import resuming
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext
from handlers.errors import giving_back
from handlers.text.times import day_of, time_of

HOW_TO_NOTE = "Name the area and what was said: `/minutes note Software: Ben asks for a date`"
NO_NOTES = "Nothing is noted for the {about} yet."

_DROP = re.compile(r"(?:no|drop|remove|delete|take back)\s+#?(\d{1,6})", re.IGNORECASE)


async def next_area(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Go to the next area, or to the one that is named, for everybody to see."""
    stop = _stop(asked.rest, call) if asked.rest else None
    there = await context.store.change(go_to_area, call.name, meeting.date, stop, now=context.clock())
    if asked.day is not None and meeting.current_area:
        return ()  # whoever pressed a button sees what becomes of it
    name = f"The list of {THE_ITEMS}" if there == ACTION_ITEMS else escape(there)
    return said(f"{name} is on now, in the thread of the minutes.")


async def close(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """End the meeting; its minutes stay as they are then."""
    by = await context.chat.person(asked.person)
    await context.store.change(
        adjourn, call.name, meeting.date, by=by, pages=context.chat.pages, now=context.clock()
    )
    return said(
        f"I am closing the {_about(call, meeting)}. What leads write now counts for the next meeting."
    )


async def reopening(asked: Asked, call: Call, context: HandlerContext) -> Answers:
    """Hold a call again that rests; else open the last closed meeting again."""
    if call.standing is not Standing.HELD:
        return await resuming(asked, call, context)
    by = await context.chat.person(asked.person)
    opened = await context.store.change(
        reopen, call.name, by=by, pages=context.chat.pages, now=context.clock()
    )
    until = f"{day_of(call.local_date(opened.late_until))}, {time_of(opened.late_until, call.timezone)}"
    text = f"The {_about(call, opened)} is open again until {until}; what comes late amends its minutes."
    row = actions(block_id("reopened", opened.key), typing("Close it again", "close", 1))
    return said(text, section(text), row)


async def note(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Note what was said about an area, or open the form for it."""
    if drop := _DROP.fullmatch(asked.rest):
        by = await context.chat.person(asked.person)
        gone = await context.store.change(
            delete_note, call.name, meeting.date, int(drop[1]), by=by, now=context.clock()
        )
        return said(f"I have struck out: {escape(gone.text)}")
    named, _, text = asked.rest.partition(":")
    area = area_meant(call, named) if named else call.area(meeting.current_area)
    if asked.rest and area is None:
        return said(f"Which area? {', '.join(escape(area.name) for area in call.areas)}. {HOW_TO_NOTE}")
    if text.strip() and area is not None:
        return await _noted(asked, _subject(meeting, area.name), text, context)
    about = _subject(meeting, (area or call.areas[0]).name)
    return await in_form(note_form(about, call.areas, asked.channel), asked, context)


async def notes(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """What is noted, each note to be struck out by whoever wrote it or chairs the call."""
    _, wanted = without_page(asked.rest)
    by = await context.chat.person(asked.person)
    known = await context.store.read(lambda book: book.notes(call.name, meeting.date))
    if not known:
        return said(NO_NOTES.format(about=_about(call, meeting)))
    page = page_of(pages_of(_entry(each, call, by) for each in known), wanted)
    title = f"Noted for the {_about(call, meeting)}"
    return paged_answer(title, page, meeting.key, lambda number: f"notes page {number}")


async def agree(asked: Asked, call: Call, meeting: Meeting, context: HandlerContext) -> Answers:
    """Open the form for something that somebody agreed to do."""
    del call
    return await in_form(action_form(_subject(meeting), asked.channel), asked, context)


async def _noted(asked: Asked, about: Subject, text: str, context: HandlerContext) -> Answers:
    by, line = await context.chat.person(asked.person), await one_line(text, context.names)
    try:
        await context.store.change(
            add_notes, about.call, about.date, about.area, (line,), by=by, now=context.clock()
        )
    except Refusal as refusal:
        raise giving_back(refusal, line) from refusal
    return said(f"I have noted for {escape(about.area)}: {escape(line)}")


def _subject(meeting: Meeting, area: str = "") -> Subject:
    return Subject(meeting.call, meeting.date, area, held_on=meeting.held_on)


def _stop(named: str, call: Call) -> str:
    if area := call.area(named) or area_meant(call, named):
        return area.name
    if named.casefold() == THE_ITEMS:
        return ACTION_ITEMS
    raise Unclear(f"Which area? There are {', '.join(area.name for area in call.areas)} and {THE_ITEMS}")


def _entry(note: Note, call: Call, by: Person) -> Entry:
    button = {
        **typing("Strike out", f"note drop {note.number}", note.number),
        "accessibility_label": f"Strike out note {note.number}",
    }
    mine = note.by == by.person or may_chair(call, by)
    return Entry(
        note.number, f"{note.number}. {note.area}: {note.text} ({note.name})", button if mine else None
    )


def _about(call: Call, meeting: Meeting) -> str:
    return f"{escape(call.name)} call of {day_of(meeting.day)}"
