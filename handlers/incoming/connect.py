"""One Bolt app that keeps everything and acknowledges everything, over sockets or HTTP."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Clock, Inbox
from handlers.blocks import correct_form, note
from handlers.blocks.absence import faults
from handlers.incoming.dispatch import Arrived, SlackApp, nobody
from handlers.incoming.inbox import keeping
from handlers.incoming.signed import http_handler, signed_handler
from handlers.incoming.socket import PatientSocket, SocketHandler
from handlers.setup import call_overview, submitted
from handlers.web_api.tokens import BotIdentity, check_app_token

__all__ = ["EVENTS_PATH", "SlackApp", "build_app", "connect", "http_handler", "signed_handler"]
log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
ANYTHING = re.compile(".*", re.DOTALL)
PING_SECONDS = 5.0


def build_app(
    client: AsyncWebClient,
    me: BotIdentity,
    inbox: Inbox,
    wake: Callable[[], None],
    clock: Clock,
    *,
    missed: Callable[[], None] = lambda: None,
    signing_secret: str = "",
    arrived: Arrived = nobody,
) -> SlackApp:
    """An app that commits whatever arrives, then acknowledges it, then wakes those who work on it.

    `missed` is called when something may not have arrived, see `keeping`; `arrived` is told of everything.
    """
    app = SlackApp(
        name="minutesbot",
        logger=_bolt_log(),
        client=client,
        authorize=_authorizing(me, client),
        signing_secret=signing_secret,
        arrived=arrived,
        request_verification_enabled=True,
        raise_error_for_unhandled_request=True,
    )
    app.use(keeping(inbox, wake, clock, missed))
    for listen in (app.event, app.action, app.command, app.shortcut, app.options):
        listen(ANYTHING)(_acknowledge)
    app.view(ANYTHING)(_acknowledge_form)
    app.error(_unhandled)
    return app


async def connect(
    app: SlackApp,
    app_token: str,
    *,
    connected: Callable[[], None] = lambda: None,
    missed: Callable[[], None] = lambda: None,
    ping_seconds: float = PING_SECONDS,
) -> SocketHandler:
    """Open a socket to Slack; `connected` is called at its hello, and after every reconnect.

    As long as there is none nobody hears what is said: `missed` is called after each attempt that fails.

    The app token is tried once before, as the client would go on trying a bad one for ever. Where Slack opens
    no socket for a while it is tried beside.
    """
    await check_app_token(app.client, app_token)
    handler = SocketHandler(app, PatientSocket(app, app_token, connected, missed, ping_seconds))
    await handler.client.begin()
    return handler


def _authorizing(me: BotIdentity, client: AsyncWebClient) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Who the bot is, for Bolt, which would ask Slack for every event of a burst: one auth.test is enough."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=me.team,
            team=me.team_name,
            url=me.url,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=client.token,
        )

    return authorize


def _bolt_log() -> logging.Logger:
    """Bolt's own log, without the warning at every start that it ignores the token: `authorize` is why."""
    logger = logging.getLogger("handlers.bolt")
    logger.addFilter(_worth_saying)
    return logger


def _worth_saying(record: logging.LogRecord) -> bool:
    said = record.getMessage()
    return "will be ignored" not in said and "will be unused" not in said  # the latter where it is a setting


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _acknowledge_form(ack: AsyncAck, body: dict[str, Any]) -> None:
    """Give a form back whose faults show without any memory; those who work on it see the same faults."""
    if found := faults(body) or submitted.faults(body) or note.faults(body) or correct_form.faults(body):
        await ack(response_action="errors", errors=found)
    elif submitted.is_setup(body["view"]):
        await ack(response_action="update", view=call_overview.saving(body["view"]))
    else:
        await ack()


async def _unhandled(error: Exception) -> BoltResponse | None:
    """Acknowledge kinds of requests that nobody knows; on a failure leave the duty with Slack.

    The failure's own words may hold what a lead wrote, so they are not logged.
    """
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    log.error("an arrival could not be kept and was not acknowledged: %s", type(error).__name__)
    return None
