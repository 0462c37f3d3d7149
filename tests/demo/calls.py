"""Calls of the Web API, and how they are refused."""

from collections.abc import Awaitable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.demo.wire import Json
from bot.demo.workspace import Workspace


async def refusal(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def raw(workspace: Workspace, method: str, **kwargs: Any) -> tuple[int, Json]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(workspace.api_url + method, **kwargs) as answer,
    ):
        return answer.status, await answer.json()
