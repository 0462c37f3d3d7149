"""The two clients of Slack's Web API: one for what must not be done twice, one for what changes nothing."""

import asyncio
from collections.abc import Callable, Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

TIMEOUT_SECONDS = 10


class Outcome(StrEnum):
    """What became of a request to Slack."""

    OK = "ok"
    REFUSED = "refused"
    LIMITED = "limited"  # HTTP 429: too fast
    FAILED = "failed"  # no answer, or none that could be read


Counted = Callable[[str, Outcome, float], None]  # a method, what became of it, and after how many seconds


def nobody(*_: object) -> None:
    """Count nothing."""


def posting_client(token: str, url: str, counted: Counted = nobody) -> AsyncWebClient:
    """A client that never repeats a request by itself: a repeated post would stand twice."""
    return _CountedClient(token, url, counted, ())


def reading_client(token: str, url: str, counted: Counted = nobody) -> AsyncWebClient:
    """A client that waits and asks again when it was too fast; for requests that change nothing."""
    return _CountedClient(token, url, counted, (_CountedPause(counted),))


class _CountedClient(AsyncWebClient):
    """Slack's client, which tells of every request."""

    def __init__(self, token: str, url: str, counted: Counted, retries: Sequence[AsyncRetryHandler]) -> None:
        super().__init__(token=token, base_url=url, timeout=TIMEOUT_SECONDS, retry_handlers=list(retries))
        self._counted = counted

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        """Make a request; it is counted whatever becomes of it."""
        began, outcome = asyncio.get_running_loop().time(), Outcome.FAILED
        try:
            answer = await super().api_call(api_method, **more)
            outcome = Outcome.OK
        except SlackApiError as refusal:
            outcome = _outcome(refusal)
            raise
        finally:
            self._counted(api_method, outcome, asyncio.get_running_loop().time() - began)
        return answer


class _CountedPause(AsyncRateLimitErrorRetryHandler):
    """Waits where Slack says that it was too fast, and tells of it: the request itself goes on."""

    def __init__(self, counted: Counted) -> None:
        super().__init__(max_retry_count=2)
        self._counted = counted

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait as long as Slack says."""
        self._counted(request.url.rpartition("/")[2].partition("?")[0], Outcome.LIMITED, 0.0)
        await super().prepare_for_next_attempt_async(
            state=state, request=request, response=response, error=error
        )


def _outcome(refusal: SlackApiError) -> Outcome:
    status = getattr(refusal.response, "status_code", None)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Outcome.LIMITED
    return Outcome.REFUSED if status == HTTPStatus.OK else Outcome.FAILED
