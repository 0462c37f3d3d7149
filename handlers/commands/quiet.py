"""/minutes quiet 20:00-08:00: when somebody does not want to be asked or reminded, by their own clock."""

import re
from dataclasses import replace

from bot.calls_file.values import Wrong, quiet
from bot.model.person import ReaderClock
from bot.model.quiet import Quiet
from bot.ports import Book
from handlers.blocks.action_ids import block_id
from handlers.blocks.command_button import typing
from handlers.blocks.parts import actions, section
from handlers.commands.arguments import Unclear, time_in
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext

NONE = "You have no quiet hours of your own; those of a call count for you where it has some."
OWN = (
    "From {begins} to {ends} by your clock ({zone}) I neither ask nor remind you. It comes just before, or "
    "after that if it leaves you time before the call."
)
HOW_TO = "Others are for example `/minutes quiet 21:30-07:00`."
USUAL = "20:00-08:00"
NOT_HOURS = "“{text}” is not from one time of the day to another; write it like `quiet 20:00-08:00`"
_FROM = re.compile(r"^(?:from|between)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*(?:\b(?:to|till|til|until|and)\b|[-\u2013\u2014])\s*", re.IGNORECASE)
_BARE, _FULL_HOUR = re.compile(r"^(\d{1,2})$"), r"\1:00"
OFF = ("off", "none", "no")


async def quiet_hours(asked: Asked, context: HandlerContext) -> Answers:
    """Set the quiet hours of the asker, take them back, or show them with what can be pressed."""
    person = await context.chat.person(asked.person)
    known = await context.store.read(_clock, person.person)
    clock = ReaderClock(person.person, person.zone, context.clock(), known.quiet if known else None)
    if asked.rest:
        clock = replace(clock, quiet=None if asked.rest.lower() in OFF else _read(asked.rest))
        await context.store.change(_keep, clock)
    return _answer(clock)


def _read(text: str) -> Quiet:
    """Hours as people write them: `20:00-08:00`, `8pm to 7am`, `from 20 until 8`. Raises Unclear."""
    said = _TO.sub("-", _FROM.sub("", text.strip()))
    try:
        return quiet("-".join(_on_the_clock(part) for part in said.split("-")))
    except Wrong:
        raise Unclear(NOT_HOURS.format(text=text)) from None


def _on_the_clock(text: str) -> str:
    """`20:00` for `8pm`, `20` and the like; what is no time of the day stays as it is."""
    try:
        return f"{time_in(_BARE.sub(_FULL_HOUR, text.strip())):%H:%M}"
    except Unclear:
        return text


def _answer(clock: ReaderClock) -> Answers:
    hours = clock.quiet
    text = NONE
    if hours:
        text = OWN.format(begins=f"{hours.begins:%H:%M}", ends=f"{hours.ends:%H:%M}", zone=clock.zone)
    buttons = [typing("No quiet hours", "quiet off", 2)] if hours else []
    if str(hours) != USUAL:
        buttons.insert(0, typing("Quiet from 20:00 to 08:00", f"quiet {USUAL}", 1))
    return said(f"{text} {HOW_TO}", section(f"{text} {HOW_TO}"), actions(block_id("quiet", "/"), *buttons))


def _clock(book: Book, person: str) -> ReaderClock | None:
    return book.clocks().get(person)


def _keep(book: Book, clock: ReaderClock) -> None:
    book.keep_clock(clock)
