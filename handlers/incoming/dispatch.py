"""From any door to Bolt: what Bolt itself cannot read is refused in one line."""

import logging
from http import HTTPStatus
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

log = logging.getLogger(__name__)


async def answered(app: AsyncApp, payload: Any, headers: dict[str, Any] | None = None) -> BoltResponse:
    """The app's answer; 400, which acknowledges nothing, where Bolt fails before any listener.

    Slack sends nothing of the kind, so there is nothing to keep. What fails in a listener is answered by the
    app's error handler. Bolt's own words may be a lead's, so they are not logged.
    """
    try:
        asked = AsyncBoltRequest(body=payload, headers=headers, mode="socket_mode")
        return await app.async_dispatch(asked)
    except Exception as error:  # noqa: BLE001 - Bolt indexes into payloads that it did not look at
        log.warning("a payload was refused: it is of no shape that Slack has (%s)", type(error).__name__)
        return BoltResponse(status=HTTPStatus.BAD_REQUEST, body=HTTPStatus.BAD_REQUEST.phrase)
