"""One Bolt app that keeps everything and acknowledges everything, over sockets or HTTP."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Clock, Inbox
from handlers.blocks import correct_form, note
from handlers.blocks.absence import faults
from handlers.incoming.inbox import keeping
from handlers.setup import call_overview, submitted
from handlers.web_api.tokens import BotIdentity, check_app_token

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
    signing_secret: str = "",
) -> AsyncApp:
    """An app that commits whatever arrives, then acknowledges it, then wakes those who work on it."""

    async def authorize(**_: Any) -> AuthorizeResult:
        # One auth.test at the start; Bolt's own look-up would ask for every event of a burst.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=me.team,
            team=me.team_name,
            url=me.url,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=client.token,
        )

    app = AsyncApp(
        name="minutesbot",
        logger=_bolt_log(),
        client=client,
        authorize=authorize,
        signing_secret=signing_secret,
        request_verification_enabled=True,
        raise_error_for_unhandled_request=True,
    )
    app.use(keeping(inbox, wake, clock))
    for listen in (app.event, app.action, app.command, app.shortcut, app.options):
        listen(ANYTHING)(_acknowledge)
    app.view(ANYTHING)(_acknowledge_form)
    app.error(_unhandled)
    return app


async def connect(
    app: AsyncApp,
    app_token: str,
    *,
    connected: Callable[[], None] = lambda: None,
    ping_seconds: float = PING_SECONDS,
) -> AsyncSocketModeHandler:
    """Open a socket to Slack; `connected` is called now and after every reconnect.

    The app token is tried once before, as the client would go on trying a bad one for ever.
    """
    await check_app_token(app.client, app_token)
    handler = AsyncSocketModeHandler(app, app_token, ping_interval=ping_seconds)

    async def hello(_client: Any, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            connected()

    handler.client.message_listeners.append(hello)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    return handler


def http_handler(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Answers Slack's requests at EVENTS_PATH; Bolt checks their signatures."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handle


def _bolt_log() -> logging.Logger:
    """Bolt's own log, without the warning at every start that it ignores the token: `authorize` is why."""
    logger = logging.getLogger("handlers.bolt")
    logger.addFilter(_worth_saying)
    return logger


def _worth_saying(record: logging.LogRecord) -> bool:
    return "will be ignored" not in record.getMessage()


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
