"""The Events API over HTTP: the same payloads as signed POST requests."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

import aiohttp

from bot.demo.server.envelopes import Envelope, Envelopes
from bot.demo.wire import Json

SUCCESS = range(200, 300)


class HttpDelivery:
    """Posts payloads to the bot's address; an answer of 2xx acknowledges."""

    def __init__(self, url: str, secret: str, clock: Callable[[], datetime], envelopes: Envelopes) -> None:
        self._url = url
        self._secret = secret
        self._clock = clock
        self._envelopes = envelopes
        self._session: aiohttp.ClientSession | None = None

    async def transmit(self, envelope: Envelope) -> bool:
        """Post a payload and take the answer as its acknowledgement."""
        body, content_type = _body(envelope)
        headers = {"Content-Type": content_type, **self._signature(body), **_retry(envelope)}
        try:
            async with self._client().post(self._url, data=body, headers=headers) as response:
                text = await response.text()
        except TimeoutError:
            envelope.reason = "http_timeout"
            return False
        except aiohttp.ClientError:
            envelope.reason = "connection_failed"
            return False
        if response.status not in SUCCESS:
            envelope.reason = "http_error"
            return False
        self._envelopes.ack(envelope.id, _answer(text))
        return True

    async def stop(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            limit = aiohttp.ClientTimeout(total=self._envelopes.ack_seconds)
            self._session = aiohttp.ClientSession(timeout=limit)
        return self._session

    def _signature(self, body: bytes) -> dict[str, str]:
        moment = str(int(self._clock().timestamp()))
        signed = hmac.new(self._secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256)
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={signed.hexdigest()}"}


def _body(envelope: Envelope) -> tuple[bytes, str]:
    match envelope.kind:
        case "slash_commands":
            return urlencode(envelope.payload).encode(), "application/x-www-form-urlencoded"
        case "interactive":
            form = urlencode({"payload": json.dumps(envelope.payload)})
            return form.encode(), "application/x-www-form-urlencoded"
        case _:
            return json.dumps(envelope.payload).encode(), "application/json"


def _retry(envelope: Envelope) -> dict[str, str]:
    if not envelope.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}


def _answer(text: str) -> Json:
    if not text.strip():
        return {}
    try:
        answer = json.loads(text)
    except ValueError:
        return {"text": text}  # docs: a slash command may be answered with plain text
    return answer if isinstance(answer, dict) else {}
