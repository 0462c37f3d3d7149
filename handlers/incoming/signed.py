"""Slack's requests over HTTP: whoever cannot show Slack's signature stays outside, whatever they send."""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from handlers.incoming.dispatch import SlackApp, answered

log = logging.getLogger(__name__)

TIMESTAMP = re.compile(
    r"[0-9]{1,12}"
)  # int() also takes signs, spaces, underscores and the digits of Thailand
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
FORM = "application/x-www-form-urlencoded"
Answer = Callable[[dict[str, Any], dict[str, Any]], Awaitable[BoltResponse]]
KINDS = frozenset({"application/json", FORM})


class _Refused(Exception):
    """A request is refused; the detail holds nothing of it, as that may be anybody's words."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


def http_handler(app: SlackApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Answers Slack's requests to one app in one team, see `signed_handler`."""
    return signed_handler(app.signing_secret, partial(answered, app))


def signed_handler(secret: str, answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Answers Slack's requests with this signature; the others with 4xx, told in one line of the log.

    Bolt is handed what has been checked and understood: by itself it fails at a timestamp that is no number
    and at a body that is no JSON, writes the body of a forged request into the log, and loses a command that
    has the word "payload" in it.
    """
    verifier = SignatureVerifier(secret)

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            payload = _understood(await _checked(request, verifier), request.content_type)
            response = await answer(payload, dict(request.headers))
        except web.HTTPRequestEntityTooLarge:
            return _refused(_Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "it is too large"))
        except _Refused as refusal:
            return _refused(refusal)
        return await to_aiohttp_response(response)

    return handle


async def _checked(request: web.Request, verifier: SignatureVerifier) -> str:
    """The body of a request that Slack signed within the last five minutes."""
    timestamp = _only(request, "X-Slack-Request-Timestamp", TIMESTAMP)
    signature = _only(request, "X-Slack-Signature", SIGNATURE)
    try:
        body = (await request.read()).decode()
    except UnicodeDecodeError as error:
        raise _Refused(HTTPStatus.UNAUTHORIZED, "its body is no UTF-8, so Slack did not sign it") from error
    if not verifier.is_valid(body, timestamp, signature):
        raise _Refused(HTTPStatus.UNAUTHORIZED, "its signature is not Slack's, or is old")
    return body


def _only(request: web.Request, header: str, shape: re.Pattern[str]) -> str:
    """The value of a header that stands there once and has this shape."""
    values = request.headers.getall(header, [])
    if len(values) != 1 or not shape.fullmatch(values[0]):
        raise _Refused(HTTPStatus.UNAUTHORIZED, f"{header} is missing or malformed")
    return values[0]


def _understood(body: str, kind: str) -> dict[str, Any]:
    """What Slack says in a body: JSON, a form, or a form with JSON in a field `payload`."""
    if kind not in KINDS:
        raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "it is neither a form nor JSON")
    form = dict(parse_qsl(body, keep_blank_values=True)) if kind == FORM else {}
    written = form.get("payload") if kind == FORM else body
    try:
        said = form if written is None else json.loads(written)
    except (ValueError, RecursionError) as error:
        raise _Refused(HTTPStatus.BAD_REQUEST, "it is no JSON") from error
    if not isinstance(said, dict) or not said:
        raise _Refused(HTTPStatus.BAD_REQUEST, "it says nothing")
    return said


def _refused(refusal: _Refused) -> web.Response:
    log.warning("a request was refused (%d): %s", refusal.status, refusal)
    return web.Response(status=refusal.status, text=refusal.status.phrase)
