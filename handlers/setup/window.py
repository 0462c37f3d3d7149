"""Showing forms and views: opened, put above, put in place; and people looked up."""

import asyncio
import logging
from collections.abc import Iterable

from bot.model.errors import Refused
from bot.model.person import Person
from handlers.blocks.parts import Block
from handlers.context import HandlerContext
from handlers.web_api.api_errors import outcome

log = logging.getLogger(__name__)

TRIGGER_GONE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})
AT_A_TIME = 10
CLOSED = frozenset({"not_found", "view_not_found"})


async def opened(trigger: str, view: Block, context: HandlerContext) -> str:
    """Open a view; its id, or nothing if it took too long for Slack to let us."""
    try:
        answer = await outcome(context.posting.views_open(trigger_id=trigger, view=view))
    except Refused as refusal:
        if refusal.detail not in TRIGGER_GONE:
            raise
        return ""
    return str(answer["view"]["id"])


async def pushed(trigger: str, view: Block, context: HandlerContext) -> None:
    """Put a view above the one that is open; whoever waited too long presses again."""
    try:
        await outcome(context.posting.views_push(trigger_id=trigger, view=view))
    except Refused as refusal:
        if refusal.detail not in TRIGGER_GONE | CLOSED:
            raise
        log.info("a form could not be opened any more (%s)", refusal.detail)


async def put_in_place(identity: str, view: Block, context: HandlerContext) -> None:
    """Show something else in a view; one that was closed meanwhile stays closed."""
    try:
        await outcome(context.posting.views_update(view_id=identity, view=view))
    except Refused as refusal:
        if refusal.detail not in CLOSED:
            raise
        log.info("a view was closed before it could be changed")


async def looked_up(people: Iterable[str], context: HandlerContext) -> tuple[Person, ...]:
    """Look people up, each once and some at a time, as others wait meanwhile."""
    wanted = tuple(dict.fromkeys(people))
    found: list[Person] = []
    for first in range(0, len(wanted), AT_A_TIME):
        some = wanted[first : first + AT_A_TIME]
        found += await asyncio.gather(*(context.chat.person(person) for person in some))
    return tuple(found)
