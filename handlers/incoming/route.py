"""Who works on what arrives, told by its shape."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.model.errors import Refusal, Rejected
from bot.ports import Arrival
from handlers.commands.mention import on_mention
from handlers.commands.run import on_command
from handlers.context import HandlerContext
from handlers.home.show import HomeRefresher
from handlers.incoming.actions import on_click
from handlers.incoming.messages import on_message
from handlers.incoming.nobodys import is_nobodys
from handlers.incoming.once import StoreOfArrival
from handlers.incoming.refusals import tell_refusal, tell_refused
from handlers.incoming.submissions import on_form

log = logging.getLogger(__name__)


def route(context: HandlerContext, homes: HomeRefresher) -> Callable[[Arrival], Awaitable[None]]:
    """The work on one arrival; live, sent again or read back, all go the same way.

    What is refused ends there: whoever asked is told why, and the arrival is done. What Slack refuses is told
    as well, and tried again as long as somebody can mend it. What is nobody's is left alone.
    """

    async def work(arrival: Arrival) -> None:
        if is_nobodys(arrival.payload):
            log.warning("an arrival has ids as nobody has them in Slack, and was left alone")
            return
        try:
            await _do(arrival, context, homes)
        except Refusal as refusal:
            await tell_refusal(refusal, arrival, context)
        except Rejected as rejection:
            await tell_refused(rejection, arrival, context)

    return work


async def _do(arrival: Arrival, context: HandlerContext, homes: HomeRefresher) -> None:
    at_hand = replace(context, store=StoreOfArrival(context.store, arrival.identity))
    match arrival.payload:
        case {"event": {"type": str()} as event}:
            await _hear(event, arrival.identity, at_hand, context, homes)
        case {"type": "block_actions", "user": {"id": str()}}:
            await on_click(arrival.payload, at_hand)
        case {
            "type": "view_submission",
            "user": {"id": str()},
            "view": {
                "id": str(),
                "callback_id": str(),
                "private_metadata": str(),
                "state": {"values": {}},
            },
        }:
            await on_form(arrival.payload, at_hand)
        case {"command": str()}:
            await on_command(arrival.payload, at_hand)
        case _:
            log.debug("nothing is to be done about arrival %s", arrival.identity)


async def _hear(
    event: Mapping[str, Any],
    arrival: str,
    at_hand: HandlerContext,
    context: HandlerContext,
    homes: HomeRefresher,
) -> None:
    """What Slack says of its own accord; `at_hand` has the memory that does nothing twice for one arrival."""
    match event["type"]:
        case "message":
            # what a message says counts as it stands, however often it is read
            await on_message(event, context, arrival)
        case "app_mention":
            await on_mention(event, at_hand)
        case "app_home_opened":
            await homes.opened(event)
        case "tokens_revoked" | "app_uninstalled" as what:
            log.error("Slack says %s: the app has to be installed again", what)
        case _:
            log.debug("nothing is to be done about this kind of event")
