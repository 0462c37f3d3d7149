"""Whose token it is, and whether Slack takes it."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeAlias

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.model.errors import ChatUnusable, NotNow, OutcomeUnknown, Rejected
from handlers.web_api.api_errors import responded

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


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """Who the bot is in its workspace."""

    team: str
    team_name: str
    user: str
    bot: str
    url: str
    scopes: tuple[str, ...] = ()


async def bot_identity(client: AsyncWebClient) -> BotIdentity:
    """Ask Slack who the bot token belongs to; ChatUnusable says what to do when it is refused."""
    found = await _checked(client.auth_test(), "bot")
    return BotIdentity(
        team=str(found["team_id"]),
        team_name=str(found["team"]),
        user=str(found["user_id"]),
        bot=str(found["bot_id"]),
        url=str(found["url"]),
        scopes=_scopes(found),
    )


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """Try an app token; ChatUnusable says what to do when it is refused."""
    await _checked(client.apps_connections_open(app_token=app_token), "app")


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
