"""What became of a call to Slack: done, not now, refused for good, or nobody knows."""

import logging
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.model.errors import NotNow, OutcomeUnknown, Rejected

log = logging.getLogger(__name__)

TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500
RETRY_SECONDS = 30.0

# Slack says that these pass. Everything else with `ok: false` was not done and will not be next time either.
PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "accesslimited",
    }
)
# The operator can mend these with a new token, and then nothing in the outbox should be lost.
LOCKED_OUT = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired"})
LOCKED_OUT_SECONDS = 300.0
MISSING_SCOPE = "missing_scope"
NOT_THERE = frozenset({"channel_not_found", "not_in_channel"})  # what Slack says where the bot is not
# "It is possible some aspect of the operation succeeded before the error" (docs, on both).
UNCLEAR = frozenset({"internal_error", "fatal_error"})


async def outcome(request: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Slack's answer to a request that changes something; failures are NotNow, OutcomeUnknown or Rejected."""
    try:
        response = await responded(request)
    except Rejected as rejection:
        if rejection.detail not in LOCKED_OUT:
            raise
        log.warning("Slack does not know the token any more (%s); install the app again", rejection.detail)
        raise NotNow(LOCKED_OUT_SECONDS, rejection.detail) from rejection
    if not isinstance(response.data, dict):
        raise OutcomeUnknown("Slack's answer could not be read")
    return response.data


async def answer(request: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Slack's answer to a request that only reads; what is not known can simply be asked again."""
    try:
        return await outcome(request)
    except OutcomeUnknown as failure:
        raise NotNow(RETRY_SECONDS, failure.detail) from failure


async def responded(request: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The same with the headers of the answer."""
    try:
        return await request
    except SlackApiError as failure:
        raise _understood(failure) from failure
    except aiohttp.ClientConnectorError as failure:
        raise NotNow(RETRY_SECONDS, "Slack cannot be reached") from failure
    except (TimeoutError, aiohttp.ClientError, OSError) as failure:
        raise OutcomeUnknown(type(failure).__name__) from failure


def _understood(failure: SlackApiError) -> NotNow | OutcomeUnknown | Rejected:
    """Sort a failure; its words may hold what was sent, so only Slack's error code is told."""
    response = failure.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == TOO_MANY_REQUESTS:
        return NotNow(_seconds(response), "rate limited")
    if status >= SERVER_ERROR:
        return OutcomeUnknown(f"Slack answered {status}")
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(code, str):
        return OutcomeUnknown("Slack's answer could not be read")
    if code in PASSING:
        return NotNow(_seconds(response), code)
    if code in UNCLEAR:
        return OutcomeUnknown(code)
    return Rejected(code, lacks=_named(data.get("needed")) if code == MISSING_SCOPE else "")


def _named(needed: Any) -> str:
    """The scopes of which Slack wants one, as it names them."""
    return needed.replace(",", " or ") if isinstance(needed, str) else ""


def _seconds(response: Any) -> float:
    """How long Slack wants to be left alone."""
    named = getattr(response, "headers", None) or {}
    wanted = {str(name).lower(): value for name, value in named.items()}.get("retry-after", "")
    return float(wanted) if str(wanted).isdigit() else RETRY_SECONDS
