"""What time it is, as Slack tells with each of its answers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import NotNow
from handlers.web_api.api_errors import RETRY_SECONDS

TRIES = 3


async def slack_time(client: AsyncWebClient) -> datetime | None:
    """Ask Slack for its time, to a second; None if it does not tell. Raises NotNow where nobody answers.

    `client` repeats nothing by itself: an answer that says to come back later tells the time as well.
    """
    for _ in range(TRIES):
        try:
            return told_at(await client.api_test())
        except SlackApiError as failure:
            return told_at(failure.response)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            continue
    raise NotNow(RETRY_SECONDS, "Slack cannot be reached")


def told_at(response: Any) -> datetime | None:
    """The time in the header `Date` of an answer."""
    headers = getattr(response, "headers", None)
    if headers is None and isinstance(response, Mapping):
        headers = response.get("headers")
    named = {str(name).lower(): str(value) for name, value in (headers or {}).items()}
    try:
        told = parsedate_to_datetime(named["date"])
    except (KeyError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)
