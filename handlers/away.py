"""A lead is away, or somebody else reports: the forms that open, and what is sent with them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.cycle.excuse import away
from bot.model.call import Call
from handlers.blocks_away import away_form, faults, filled, instead_form
from handlers.blocks_parts import Block
from handlers.press import Press, Verb
from handlers.workplace import Workplace


def away_view(press: Press, call: Call, conversation: str, now: datetime) -> Block:
    """The form in which somebody says that they are away, or who else reports."""
    if press.verb is Verb.INSTEAD:
        return instead_form(press.subject, conversation)
    today = now.astimezone(ZoneInfo(call.timezone)).date()
    return away_form(press.subject, today, conversation)


async def on_away(payload: Mapping[str, Any], at: Workplace) -> None:
    """Remember an absence; nothing is to be done about a form that was given back with its faults."""
    said = filled(payload)
    if faults(payload) or said.absence is None:
        return
    instead = await at.chat.person(said.who) if said.who else None
    call, day = said.subject.call, said.subject.date
    await away(said.absence, call, day, instead=instead, store=at.store, now=at.clock())
