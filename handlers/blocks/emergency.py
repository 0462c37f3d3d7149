"""Emergencies before the minutes: what the channel is told, what follows in its thread, who decides it. Pure.

Nothing in it wakes anybody: people stand in it by name, and leads' words are literal.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.model.emergency_post import (
    EmergencyChange,
    EmergencyFate,
    EmergencyPost,
    EmergencyUpdate,
    ReportedEmergency,
)
from bot.model.local_time import local_date
from bot.model.message import Card
from bot.model.words import Shape, Span
from handlers.blocks.action_ids import Verb, action_id, block_id
from handlers.blocks.command_button import typing
from handlers.blocks.lead_words import Row, bold, bullet, italic, line, rich_text, rows, said, split
from handlers.blocks.parts import Block, Rendered, actions, button, confirm, context, escape, rendered
from handlers.text.times import day_of, time_of

ROOM = 8_000  # characters of a message that its rows may take
LONGEST_ROW = 1_500
MOST_BUTTONS = 10  # beside a long list more labels would not fit into the message
TELL = "Tell the channel now"
SURE = confirm(
    "Tell the channel now?",
    "I post the emergency to the channel, in your words and under your name. It does not wait for the call.",
    "Tell the channel",
)
ENDED = {EmergencyFate.RESOLVED: "Resolved", EmergencyFate.TAKEN_BACK: "Taken back"}
TURNED = {
    EmergencyChange.NEW: "New",
    EmergencyChange.CHANGED: "It now says",
    EmergencyChange.AGAIN: "An emergency again",
    EmergencyChange.RESOLVED: "Resolved",
    EmergencyChange.TAKEN_BACK: "Taken back",
}


def alarm(message: EmergencyPost, key: str) -> Rendered:
    """Show an area's emergencies as they are now; what is over is struck through and says so."""
    title = bold(f"{_title(message)} in {message.area} ({message.call} call)")
    body = [row for told in message.told for row in _told(told, message.zone)]
    shown = [title, *_fitting(body)]
    small = _small_print(message)
    return rendered([*said([title, *body]), small], [rich_text(shown), context(escape(small))], key)


def emergency_update(message: EmergencyUpdate, key: str) -> Rendered:
    """Say in the thread what changed, every word of it in so many parts."""
    part = f" (part {message.part} of {message.parts})" if message.parts > 1 else ""
    title = bold(f"Emergencies in {message.area}: what changed{part}")
    pages = _pages(
        [row for turn, told in message.changes_between for row in _turned(turn, told, message.zone)]
    )
    body = pages[message.part - 1] if message.part <= len(pages) else [italic("Nothing more.")]
    return rendered(said([title, *body]), [rich_text([title, *body])], key)


def emergency_buttons(card: Card) -> Iterator[Block]:
    """Let the channel know now, or know that it is over; what finds no room here the menus can do as well."""
    several = len(card.areas) > 1
    emergency_steps = [
        typing(f"{TELL}: {area.area}" if several else TELL, f"tell {area.area}", number, confirm=SURE)
        for number, area in enumerate(card.areas, 1)
        if area.tell
    ]
    ends = [
        button(f"Resolved: {item.text}", action_id(Verb.RESOLVED, area.area, item.key))
        for area in card.areas
        for item in area.update.sections.emergencies
        if item.key in area.told
    ]
    if emergency_steps or ends:
        meeting = card.occasion.key
        yield actions(block_id("emergencies", meeting), *[*emergency_steps, *ends][:MOST_BUTTONS])


def _title(message: EmergencyPost) -> str:
    if message.stands:
        return "Emergency" if len(message.told) == 1 else "Emergencies"
    over = {told.fate for told in message.told}
    what = "Resolved" if EmergencyFate.RESOLVED in over else "Taken back"
    return f"{what}: emergency" if len(message.told) == 1 else f"{what}: emergencies"


def _told(told: ReportedEmergency, zone: str) -> Iterator[Row]:
    """One emergency with who reported it and when, and what became of it."""
    over = not told.stands
    for row in rows([told.item]):
        words = tuple(replace(span, strike=True) for span in row.words) if over else row.words
        yield replace(row, words=words)
    if over and told.since:
        yield bullet(f"{ENDED[told.fate]} at {_moment(told.since, zone, told.at)}.", 1)
    yield _reported(told, zone)


def _reported(told: ReportedEmergency, zone: str) -> Row:
    by = f" by {told.by}" if told.by else ""
    text = f"Reported{by} at {time_of(told.at, zone)}."
    return Row((Span(text, italic=True),), Shape.BULLET, 1)


def _turned(turn: EmergencyChange, told: ReportedEmergency, zone: str) -> Iterator[Row]:
    first, *nested = rows([told.item])
    at = (
        f" at {time_of(told.since, zone)}"
        if turn in (EmergencyChange.RESOLVED, EmergencyChange.TAKEN_BACK) and told.since
        else ""
    )
    yield replace(first, words=(Span(f"{TURNED[turn]}{at}: ", bold=True), *first.words))
    if turn in (EmergencyChange.RESOLVED, EmergencyChange.TAKEN_BACK):
        return
    yield from nested
    if turn is EmergencyChange.NEW:
        yield _reported(told, zone)


def _moment(moment: datetime, zone: str, before: datetime) -> str:
    """The time, and the day where it is another than before."""
    day, other = (local_date(each, zone) for each in (moment, before))
    return f"{time_of(moment, zone)}" + (f" on {day_of(day)}" if day != other else "")


def _small_print(message: EmergencyPost) -> str:
    stands = "The minutes of the call have it as well." if message.stands else ""
    if message.updated is None:
        return stands
    said_when = f"Updated at {_moment(message.updated, message.zone, message.told[0].at)}"
    return f"{said_when}; what changed stands in the thread. {stands}".rstrip()


def _fitting(body: list[Row]) -> list[Row]:
    """As many rows as fit; the thread has all of them."""
    first, *others = _pages(body)
    if not others:
        return first
    left = sum(len(page) for page in others)
    return [*first, line(f"… and {left} more lines in the thread.")]


def _pages(body: list[Row]) -> list[list[Row]]:
    """The rows, in as many pages as their length needs; a long row is divided, and no word is lost."""
    pages: list[list[Row]] = [[]]
    room = ROOM
    for row in (piece for long in body for piece in split(long, LONGEST_ROW)):
        if row.weight > room and pages[-1]:
            pages.append([])
            room = ROOM
        pages[-1].append(row)
        room -= row.weight
    return pages
