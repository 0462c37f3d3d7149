"""What comes to the HTTP address in a shape that Slack never sends: turned away, and nothing is kept."""

import asyncio
import hashlib
import hmac
import io
import json
import logging
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.clock import now
from bot.demo.workspace import Workspace
from bot.health import Health, serve
from handlers.incoming.connect import EVENTS_PATH, build_app, http_handler
from handlers.web_api.clients import posting_client
from handlers.web_api.tokens import bot_identity
from storage.queue import RowInbox
from tests.paths import MANIFEST

pytestmark = pytest.mark.wire

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
WORDS = "Unmistakable words"
EVENT = json.dumps(
    {"type": "event_callback", "team_id": "T0DEMO", "event_id": "Ev1", "event": {"type": "x", "text": WORDS}}
).encode()
TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


class Door:
    """The bot's HTTP address, and the secret of Slack."""

    def __init__(self, port: int, secret: str, inbox: RowInbox) -> None:
        self.url = f"http://127.0.0.1:{port}{EVENTS_PATH}"
        self.secret = secret
        self.inbox = inbox

    def signature(self, body: bytes, moment: str) -> str:
        signed = hmac.new(self.secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256)
        return f"v0={signed.hexdigest()}"

    def signed(self, body: bytes) -> list[tuple[str, str]]:
        moment = str(int(now().timestamp()))
        return [(TIMESTAMP, moment), (SIGNATURE, self.signature(body, moment))]

    async def post(self, body: bytes, headers: list[tuple[str, str]], kind: str | None = JSON) -> int:
        typed = [*headers, *([("Content-Type", kind)] if kind else [])]
        async with (
            aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
            session.post(self.url, data=io.BytesIO(body), headers=typed) as answer,
        ):
            return answer.status

    async def kept(self) -> int:
        return len(await self.inbox.waiting(100))


@pytest.fixture
async def door(database, unused_tcp_port, caplog):
    caplog.set_level(logging.INFO)
    workspace = Workspace(manifest=MANIFEST, clock=now)
    await workspace.start()
    client = posting_client(workspace.bot_token, workspace.api_url)
    inbox, secret = RowInbox(database, "T0DEMO"), workspace.signing_secret
    app = build_app(client, await bot_identity(client), inbox, lambda: None, now, signing_secret=secret)
    stop = await serve(("127.0.0.1", unused_tcp_port), Health(), {EVENTS_PATH: http_handler(app)})
    yield Door(unused_tcp_port, secret, inbox)
    await stop()
    await workspace.stop()
    assert WORDS not in caplog.text
    assert "Traceback" not in caplog.text


STRANGE_TIMES = ["", "soon", "1e9", "-1", "1_799_700_000", "+1799700000", "\u0661\u0662", "9" * 40, "0x10"]
STRANGE_SIGNATURES = [
    "",
    "v0=",
    "v0",
    "v1=" + "0" * 64,
    "v0=" + "\u00e9" * 64,
    "v0=" + "G" * 64,
    "v0=" + "0" * 65,
]


@pytest.mark.parametrize("moment", STRANGE_TIMES)
async def test_a_timestamp_that_is_no_number_is_turned_away_like_a_wrong_signature(door, moment, caplog):
    headers = [(TIMESTAMP, moment), (SIGNATURE, door.signature(EVENT, moment))]
    assert await door.post(EVENT, headers) == 401
    assert await door.kept() == 0
    assert caplog.text.count("a request was refused (401)") == 1


@pytest.mark.parametrize("signature", STRANGE_SIGNATURES)
async def test_a_signature_that_is_none_is_turned_away(door, signature, caplog):
    headers = [(TIMESTAMP, str(int(now().timestamp()))), (SIGNATURE, signature)]
    assert await door.post(EVENT, headers) == 401
    assert await door.kept() == 0
    assert caplog.text.count("a request was refused (401)") == 1


@pytest.mark.parametrize("missing", [TIMESTAMP, SIGNATURE])
async def test_a_header_that_is_missing_or_stands_there_twice_is_turned_away(door, missing):
    good = door.signed(EVENT)
    assert await door.post(EVENT, [pair for pair in good if pair[0] != missing]) == 401
    assert await door.post(EVENT, [*good, (missing, dict(good)[missing])]) == 401
    assert await door.post(EVENT, [(missing, ""), *good]) == 401
    assert await door.kept() == 0
    assert await door.post(EVENT, good) == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00", JSON),
        (b"{", JSON),
        (b"", JSON),
        (b"[1]", JSON),
        (b'"words"', JSON),
        (b"{}", JSON),
        (b"[" * 100_000, JSON),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"payload=", FORM),
        (b"", FORM),
        (EVENT, "text/plain"),
        (EVENT, None),
        (EVENT, "multipart/form-data; boundary=x"),
        (EVENT, "application/json; charset=no-such-thing"),
    ],
    ids=range(15),
)
@pytest.mark.parametrize("is_signed", [True, False], ids=["signed", "forged"])
async def test_a_body_that_cannot_be_read_is_no_failure_of_the_bot(door, body, kind, is_signed):
    status = await door.post(body, door.signed(body) if is_signed else [], kind)
    if kind == "application/json; charset=no-such-thing" and is_signed:
        assert status == 200  # JSON is UTF-8 whatever else is said
        return
    assert status in ({400, 401, 415} if is_signed else {401})
    assert await door.kept() == 0


@pytest.mark.parametrize("is_signed", [True, False], ids=["signed", "forged"])
async def test_a_huge_body_is_turned_away(door, is_signed):
    body = b'{"text": "' + b"x" * (2 << 20) + b'"}'
    assert await door.post(body, door.signed(body) if is_signed else []) in (
        {413} if is_signed else {401, 413}
    )
    assert await door.kept() == 0


@pytest.mark.parametrize(
    "said",
    [
        {"type": 5},
        {"type": "event_callback"},
        {"type": "event_callback", "event": 5},
        {"type": "event_callback", "event": {"type": ["message"]}, "authorizations": "x"},
        {"type": "event_callback", "event": None, "authorizations": [5]},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": "x", "user": 5, "team": []},
        {"type": "view_submission", "view": None},
        {"type": "view_submission", "view": {"state": 5, "callback_id": 7}},
        {"command": None, "payload": 7},
        {"anything": {"else": [None]}},
    ],
    ids=str,
)
async def test_a_signed_request_of_no_known_shape_never_fails(door, said):
    body = json.dumps(said).encode()
    assert await door.post(body, door.signed(body)) < 500


async def test_a_command_with_the_word_payload_in_it_is_kept(door):
    said = {"command": "/minutes", "text": "search payload", "user_id": "U1", "trigger_id": "1.2.a"}
    body = urlencode(said).encode()
    assert await door.post(body, door.signed(body), FORM) == 200
    (arrival,) = await door.inbox.waiting(10)
    assert arrival.payload["text"] == "search payload"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
async def test_another_method_is_none(door, method):
    async with aiohttp.ClientSession() as session, session.request(method, door.url, data=EVENT) as answer:
        assert answer.status == 405
    assert await door.kept() == 0


async def test_a_body_that_breaks_off_holds_up_nobody(door):
    port = int(door.url.split(":")[2].split("/")[0])
    _, writing = await asyncio.open_connection("127.0.0.1", port)
    writing.write(f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: b\r\nContent-Length: 99\r\n\r\n".encode())
    writing.close()
    assert await door.post(EVENT, door.signed(EVENT)) == 200
    assert await door.kept() == 1
