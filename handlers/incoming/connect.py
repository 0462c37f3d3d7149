"""One Bolt app that keeps everything and acknowledges everything, over sockets or HTTP."""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.model.errors import ChatUnusable, NotNow, OutcomeUnknown, Rejected
from bot.ports import Clock, Inbox
from handlers.blocks import note
from handlers.blocks.absence import faults
from handlers.incoming.inbox import keeping
from handlers.setup import call_overview, submitted
from handlers.web_api.api_errors import responded

App: TypeAlias = AsyncApp  # by these names they are known to those who only pass them on
Client: TypeAlias = AsyncWebClient

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
ANYTHING = re.compile(".*", re.DOTALL)
TIMEOUT_SECONDS = 10
PING_SECONDS = 5.0

WHAT_TO_DO = {
    "invalid_auth": "install the app again and copy its token anew",
    "not_authed": "set the token",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the app was removed from the workspace: install it again",
    "token_expired": "switch token rotation off and install the app again",
    "missing_scope": "the app lacks a scope: compare it with deploy/slack-manifest.json and install it again",
    "not_allowed_token_type": "it is of another kind: bot tokens begin with xoxb-, app tokens with xapp-",
}


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is in its workspace."""

    team: str
    team_name: str
    user: str
    bot: str
    url: str
    scopes: tuple[str, ...] = ()


def posting_client(token: str, url: str) -> AsyncWebClient:
    """A client that never repeats a request by itself: a repeated post would stand twice."""
    return AsyncWebClient(token=token, base_url=url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def reading_client(token: str, url: str) -> AsyncWebClient:
    """A client that waits and asks again when it was too fast; for requests that change nothing."""
    return AsyncWebClient(
        token=token,
        base_url=url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
    )


async def introduce(client: AsyncWebClient) -> Me:
    """Ask Slack who the bot token belongs to; ChatUnusable says what to do when it is refused."""
    found = await _checked(client.auth_test(), "bot")
    return Me(
        team=str(found["team_id"]),
        team_name=str(found["team"]),
        user=str(found["user_id"]),
        bot=str(found["bot_id"]),
        url=str(found["url"]),
        scopes=_scopes(found),
    )


def build_app(
    client: AsyncWebClient,
    me: Me,
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


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """Try an app token; ChatUnusable says what to do when it is refused."""
    await _checked(client.apps_connections_open(app_token=app_token), "app")


def http_handler(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Answers Slack's requests at EVENTS_PATH; Bolt checks their signatures."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handle


def _bolt_log() -> logging.Logger:
    """Bolt's own log, without its remark that it does not need the token it was given."""
    logger = logging.getLogger("handlers.bolt")
    logger.addFilter(_worth_saying)
    return logger


def _worth_saying(record: logging.LogRecord) -> bool:
    return "will be ignored" not in record.getMessage()


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _acknowledge_form(ack: AsyncAck, body: dict[str, Any]) -> None:
    """Give a form back whose faults show without any memory; those who work on it see the same faults."""
    if found := faults(body) or submitted.faults(body) or note.faults(body):
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


async def _checked(request: Awaitable[AsyncSlackResponse], token: str) -> AsyncSlackResponse:
    """Try a token; a failure is one line that says what to do."""
    try:
        return await responded(request)
    except Rejected as failure:
        advice = WHAT_TO_DO.get(failure.detail, "look the word up at docs.slack.dev")
        line = f"the {token} token was refused ({failure.detail}); {advice}"
        raise ChatUnusable(line) from failure
    except (NotNow, OutcomeUnknown) as failure:
        line = f"Slack did not answer ({failure.detail}); look at the network and at SLACK_API_URL"
        raise ChatUnusable(line) from failure


def _scopes(response: AsyncSlackResponse) -> tuple[str, ...]:
    named = {str(name).lower(): str(value) for name, value in response.headers.items()}
    return tuple(scope.strip() for scope in named.get("x-oauth-scopes", "").split(",") if scope.strip())
