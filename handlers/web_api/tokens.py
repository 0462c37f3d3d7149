"""Whose token it is, and whether Slack takes it."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.model.errors import ChatUnusable, NotNow, OutcomeUnknown, Rejected
from handlers.untrusted_json import text_of
from handlers.web_api.api_errors import UNREADABLE, responded
from handlers.web_api.slack_time import told_at

Client: TypeAlias = AsyncWebClient  # the name by which those know it who only pass it on

WHAT_TO_DO = {
    "invalid_auth": "install the app again and copy its token anew",
    "not_authed": "set the token",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the app was removed from the workspace: install it again",
    "token_expired": "switch token rotation off and install the app again",
    "missing_scope": "the app lacks a scope: compare it with deploy/slack-manifest.json and install it again",
    "not_allowed_token_type": "it is of another kind: bot tokens begin with xoxb-, app tokens with xapp-",
}
WHO = ("team_id", "team", "user_id", "bot_id", "url")


SILENT = "Slack did not answer ({why}); look at the network and at SLACK_API_URL"


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """Who the bot is in its workspace; `told_at` is the time by Slack when it said so."""

    team: str
    team_name: str
    user: str
    bot: str
    url: str
    scopes: tuple[str, ...] = ()
    told_at: datetime | None = None


async def bot_identity(client: AsyncWebClient) -> BotIdentity:
    """Ask Slack who the bot token belongs to; ChatUnusable says what to do when it is refused."""
    found = await _checked(client.auth_test(), "bot")
    if missing := [part for part in WHO if not text_of(found.get(part))]:
        raise ChatUnusable(f"its answer to auth.test says nothing of {missing[0]}; look at SLACK_API_URL")
    team, name, user, bot, url = (text_of(found.get(part)) for part in WHO)
    return BotIdentity(
        team=team,
        team_name=name,
        user=user,
        bot=bot,
        url=url,
        scopes=_scopes(found),
        told_at=told_at(found),
    )


async def check_app_token(client: AsyncWebClient, app_token: str) -> bool:
    """Try an app token; ChatUnusable says what to do when it is refused.

    Returns whether Slack named a socket. Where it did not the token is none the worse: it is asked again.
    """
    found = await _checked(client.apps_connections_open(app_token=app_token), "app")
    return bool(text_of(found.get("url")))


async def _checked(request: Awaitable[AsyncSlackResponse], token: str) -> AsyncSlackResponse:
    """Try a token; a failure is one line that says what to do."""
    try:
        found = await responded(request)
    except Rejected as failure:
        advice = WHAT_TO_DO.get(failure.detail, "look the word up at docs.slack.dev")
        line = f"the {token} token was refused ({failure.detail}); {advice}"
        raise ChatUnusable(line) from failure
    except (NotNow, OutcomeUnknown) as failure:
        raise ChatUnusable(SILENT.format(why=failure.detail)) from failure
    if not isinstance(found.data, dict):
        raise ChatUnusable(SILENT.format(why=UNREADABLE))
    return found


def _scopes(response: AsyncSlackResponse) -> tuple[str, ...]:
    named = {str(name).lower(): str(value) for name, value in response.headers.items()}
    return tuple(scope.strip() for scope in named.get("x-oauth-scopes", "").split(",") if scope.strip())
