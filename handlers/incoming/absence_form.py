"""A lead is away, or somebody else reports: what is sent with the forms."""

from collections.abc import Mapping
from typing import Any

from bot.cycle.absences import away
from handlers.blocks.absence import faults, filled
from handlers.context import HandlerContext


async def on_away(payload: Mapping[str, Any], context: HandlerContext) -> None:
    """Remember an absence; nothing is to be done about a form given back with its faults. Raises Refusal."""
    said = filled(payload)
    if faults(payload) or said.absence is None:
        return
    instead = await context.chat.person(said.who) if said.who else None
    call, day = said.subject.call, said.subject.date
    await context.store.change(away, said.absence, call, day, instead=instead, now=context.clock())
