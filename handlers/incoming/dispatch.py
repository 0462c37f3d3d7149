"""From any door to Bolt: what Bolt itself cannot read is refused in one line."""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

log = logging.getLogger(__name__)

Arrived = Callable[[str, bool, float], None]  # what, whether it was acknowledged, after how many seconds


def nobody(*_: object) -> None:
    """Count nothing."""


class SlackApp(AsyncApp):
    """The app, with the secret that Slack signs its requests with; empty where no request is expected.

    `arrived` is told of everything that comes in.
    """

    def __init__(self, *, signing_secret: str, arrived: Arrived = nobody, **more: Any) -> None:
        super().__init__(signing_secret=signing_secret, **more)
        self.signing_secret = signing_secret
        self.arrived = arrived


def said(status: int) -> BoltResponse:
    """An answer without words."""
    return BoltResponse(status=status, body="")


async def answered(app: SlackApp, payload: Any, headers: dict[str, Any] | None = None) -> BoltResponse:
    """The app's answer; 400, which acknowledges nothing, where Bolt fails before any listener.

    Slack sends nothing of the kind, so there is nothing to keep. What fails in a listener is answered by the
    app's error handler. Bolt's own words may be a lead's, so they are not logged.
    """
    began = asyncio.get_running_loop().time()
    answer = await _answered(app, payload, headers)
    took = asyncio.get_running_loop().time() - began
    app.arrived(_what(payload), answer.status == HTTPStatus.OK, took)
    return answer


async def _answered(app: SlackApp, payload: Any, headers: dict[str, Any] | None) -> BoltResponse:
    try:
        asked = AsyncBoltRequest(body=payload, headers=headers, mode="socket_mode")
        return await app.async_dispatch(asked)
    except Exception as error:  # noqa: BLE001 - Bolt indexes into payloads that it did not look at
        log.warning("a payload was refused: it is of no shape that Slack has (%s)", type(error).__name__)
        return BoltResponse(status=HTTPStatus.BAD_REQUEST, body=HTTPStatus.BAD_REQUEST.phrase)


def _what(payload: Any) -> str:
    """One of four words, whatever comes in."""
    match payload:
        case {"event": _}:
            return "event"
        case {"command": _}:
            return "command"
        case {"actions": _} | {"view": _}:
            return "interaction"
        case _:
            return "other"
