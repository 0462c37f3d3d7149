"""The one place where a refusal becomes words: told to whoever asked, once, where they look."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.model.delivery import Delivery, Kind, key
from bot.model.errors import Refusal, Rejected
from bot.model.message import Notice
from bot.ports import Arrival, Book
from handlers.blocks.parts import escape
from handlers.commands.command import said
from handlers.commands.modal_answer import shown
from handlers.context import HandlerContext
from handlers.errors import in_words, why
from handlers.incoming.stuck import sender
from handlers.setup.actions import show_refusal
from handlers.setup.buttons import clicked as setup_click
from handlers.setup.submit import show_again
from handlers.setup.submitted import is_setup
from handlers.untrusted_json import RECEIVED_AT, mapping_of, mappings_in, text_of
from handlers.web_api.ephemeral import privately
from handlers.web_api.modals import WindowRefused

log = logging.getLogger(__name__)


GOES_ON = "Slack refuses something that I need for what you sent: {why}. It is kept, and I go on trying."


async def tell_refused(rejection: Rejected, arrival: Arrival, context: HandlerContext) -> None:
    """Tell somebody once that Slack refuses something for what they sent; what may be mended is tried on.

    Raises the rejection again, unless it would be refused the same way again.
    """
    if rejection.final:
        log.warning("arrival %s was refused (%s)", arrival.identity, rejection.detail)
        await tell_refusal(Refusal(in_words(rejection)), arrival, context)
        return
    if person := sender(arrival):
        said = GOES_ON.format(why=why(rejection))
        await context.store.change(_write, person, said, received=str(arrival.payload[RECEIVED_AT]))
    raise rejection


async def tell_refusal(refusal: Refusal, arrival: Arrival, context: HandlerContext) -> None:
    """Tell somebody why what they asked for was not done.

    In the view of the set-up in which they asked, below the command or button, or in a window over their
    home. Where that is gone, as every other form is by then, it is a direct message.
    """
    payload, reason = arrival.payload, str(refusal)
    try:
        told = await _told_there(reason, payload, context)
    except (Rejected, WindowRefused):
        told = False
    if not told:
        await context.store.change(_write, _asker(payload), reason, received=str(payload[RECEIVED_AT]))


async def _told_there(reason: str, payload: Mapping[str, Any], context: HandlerContext) -> bool:
    """Whether they could be told where they asked."""
    if payload.get("type") == "view_submission":
        return is_setup(mapping_of(payload.get("view"))) and await show_again(reason, payload, context)
    if any(setup_click(action) for action in mappings_in(payload.get("actions"))):
        return await show_refusal(reason, payload, context)
    if answer_to := text_of(payload.get("response_url")):
        return await privately(answer_to, escape(reason))
    trigger = text_of(payload.get("trigger_id"))
    return bool(trigger) and await shown(trigger, said(escape(reason)), context)


def _asker(payload: Mapping[str, Any]) -> str:
    """Who pressed, typed or mentioned the bot."""
    mentioned = text_of(mapping_of(payload.get("event")).get("user"))
    return text_of(mapping_of(payload.get("user")).get("id")) or text_of(payload.get("user_id")) or mentioned


def _write(book: Book, person: str, reason: str, *, received: str) -> None:
    """Enqueue a direct message for somebody; its key is that of what they sent, so that it is said once."""
    at = datetime.fromtimestamp(float(received), UTC)
    part = f"{person}-refused-{received}"
    identity = key(f"-/{at.date().isoformat()}", Kind.NOTICE, part)
    book.enqueue(Delivery(identity, person, Notice(reason), due=at, kind=Kind.NOTICE, part=part))
