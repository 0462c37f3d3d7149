"""What is told of an argument that is not understood; where it can be two dates, each is a button."""

import re
from datetime import date

from handlers.blocks.action_ids import block_id
from handlers.blocks.parts import Block, actions, escape, section
from handlers.commands.arguments import Unclear
from handlers.commands.command import Answers, said
from handlers.commands.typed_command import LONGEST_TYPED, Asked, typing
from handlers.text.times import day_of


def unclear_of(asked: Asked, unclear: Unclear) -> Answers:
    """Say what is unclear, with a button for each reading that types the command with it."""
    said_so = escape(str(unclear))
    text = said_so if said_so.endswith(("?", ".")) else f"{said_so}."
    buttons = [
        typing(f"{day_of(day)}, {day.year}", typed, number)
        for number, day in enumerate(unclear.readings, 1)
        if (typed := _with_reading(asked.typed, unclear.words, day))
    ]
    return said(text, section(text), _row(asked, buttons)) if buttons else said(text)


def _row(asked: Asked, buttons: list[Block]) -> Block:
    """The buttons, about the same call and meeting as what was asked."""
    day = asked.day.isoformat() if asked.day else ""
    return actions(block_id("reading", f"{asked.call}/{day}"), *buttons)


def _with_reading(typed: str, words: str, day: date) -> str:
    """What was typed, the date in the place of the words that can be two; else nothing."""
    found = re.sub(rf"(?<!\d){re.escape(words)}(?!\d)", day.isoformat(), typed, count=1, flags=re.IGNORECASE)
    return found if found != typed and len(found) <= LONGEST_TYPED else ""
