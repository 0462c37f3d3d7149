"""The two clients of Slack's Web API: one for what must not be done twice, one for what changes nothing."""

from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

TIMEOUT_SECONDS = 10


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
