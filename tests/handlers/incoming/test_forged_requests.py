"""What comes to the bot's HTTP address without being Slack's, or not as Slack sends it; over the wire."""

import asyncio
import hashlib
import hmac
import io
import json
import zlib
from contextlib import asynccontextmanager
from datetime import timedelta
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
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.wire

PATIENCE = 0.4
RESET = b"the connection was reset"
MEGABYTE = 2**20
EVENT = {
    "type": "event_callback",
    "team_id": "T0DEMO",
    "api_app_id": "A0DEMO",
    "event_id": "Ev1",
    "event_time": 1,
    "event": {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U1",
        "text": "Hi",
        "ts": "1.0",
    },
}
COMMAND = {"command": "/minutes", "text": "help", "user_id": "U1", "team_id": "T0DEMO", "trigger_id": "1.2.a"}


class Door:
    """The bot's HTTP address, and what Slack knows that others do not."""

    def __init__(self, port: int, secret: str, inbox: RowInbox) -> None:
        self.port = port
        self.secret = secret
        self.inbox = inbox
        self.url = f"http://127.0.0.1:{port}{EVENTS_PATH}"

    def signed(self, body: bytes, *, secret: str = "", age: timedelta = timedelta(0)) -> dict[str, str]:
        moment = str(int((now() - age).timestamp()))
        key = (secret or self.secret).encode()
        signature = hmac.new(key, f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={signature}"}

    async def post(self, body: bytes, headers: dict[str, str], kind: str = "application/json") -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                self.url, data=io.BytesIO(body), headers={"Content-Type": kind, **headers}
            ) as answer,
        ):
            return answer.status

    async def kept(self) -> list[str]:
        return [arrival.identity for arrival in await self.inbox.waiting(100)]

    @asynccontextmanager
    async def typing(self, head: str):
        """A connection on which only so much has been sent."""
        reading, writing = await asyncio.open_connection("127.0.0.1", self.port)
        writing.write(head.encode())
        await writing.drain()
        yield reading, writing
        writing.close()

    def head(self, length: int) -> str:
        return f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: bot\r\nContent-Length: {length}\r\n\r\n"


@pytest.fixture
async def door(database, unused_tcp_port):
    workspace = Workspace(manifest=MANIFEST, clock=now)
    await workspace.start()
    client = posting_client(workspace.bot_token, workspace.api_url)
    inbox = RowInbox(database, "T0DEMO")
    secret = workspace.signing_secret
    app = build_app(client, await bot_identity(client), inbox, lambda: None, now, signing_secret=secret)
    paths = {EVENTS_PATH: http_handler(app)}
    stop = await serve(("127.0.0.1", unused_tcp_port), Health(), paths, patience=PATIENCE)
    yield Door(unused_tcp_port, secret, inbox)
    await stop()
    await workspace.stop()


async def test_a_request_signed_with_another_secret_is_turned_away_and_not_kept(door):
    body = json.dumps(EVENT).encode()
    assert await door.post(body, door.signed(body, secret="somebody else's")) == 401
    assert await door.kept() == []


async def test_a_signature_of_another_body_is_worth_nothing(door):
    good = json.dumps(EVENT).encode()
    assert await door.post(good.replace(b"Hi", b"Ho"), door.signed(good)) == 401
    assert await door.kept() == []


async def test_a_signature_of_another_moment_is_worth_nothing(door):
    body = json.dumps(EVENT).encode()
    headers = door.signed(body)
    later = str(int(headers["X-Slack-Request-Timestamp"]) + 1)
    assert await door.post(body, {**headers, "X-Slack-Request-Timestamp": later}) == 401
    assert await door.kept() == []


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(days=400), timedelta(minutes=-6)], ids=str)
async def test_a_request_of_another_time_is_turned_away_although_its_signature_is_right(door, age):
    body = json.dumps(EVENT).encode()
    assert await door.post(body, door.signed(body, age=age)) == 401
    assert await door.kept() == []


@pytest.mark.parametrize(
    ("body", "kind", "identity"),
    [
        (json.dumps(EVENT), "application/json", "Ev1"),
        (urlencode(COMMAND), "application/x-www-form-urlencoded", "1.2.a"),
    ],
    ids=["event", "command"],
)
async def test_a_request_that_is_replayed_is_kept_once_also_after_it_was_worked_on(
    door, body, kind, identity
):
    headers = door.signed(body.encode())
    for _ in range(3):
        assert await door.post(body.encode(), headers, kind) == 200
    assert await door.kept() == [identity]
    await door.inbox.done([identity], now())
    assert await door.post(body.encode(), headers, kind) == 200
    assert await door.kept() == []


async def test_a_huge_request_is_turned_away_before_it_is_read(door):
    body = b" " * (3 * MEGABYTE)
    assert await door.post(body, door.signed(body)) == 413
    assert await door.kept() == []


async def test_a_small_request_that_unpacks_to_a_huge_one_is_turned_away(door):
    packed = zlib.compress(b" " * (200 * MEGABYTE))
    assert len(packed) < MEGABYTE
    headers = {**door.signed(packed), "Content-Encoding": "deflate"}
    assert await door.post(packed, headers) in {400, 413}
    assert await door.kept() == []


async def test_who_never_sends_the_body_is_cut_off_and_holds_up_nobody(door):
    body = json.dumps(EVENT).encode()
    async with door.typing(door.head(1000)) as (reading, _):
        assert await door.post(body, door.signed(body)) == 200
        async with asyncio.timeout(PATIENCE_SECONDS):
            said = await reading.read()
    assert said.startswith(b"HTTP/1.1 408")
    assert await door.kept() == ["Ev1"]


async def test_who_sends_the_body_byte_by_byte_is_cut_off(door):
    async with door.typing(door.head(1000)) as (reading, writing):
        gone = asyncio.ensure_future(_read_to_the_end(reading))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not gone.done():
                writing.write(b" ")
                await asyncio.wait([gone], timeout=PATIENCE / 10)
    assert (await gone).startswith((b"HTTP/1.1 408", RESET))
    assert await door.kept() == []


async def _read_to_the_end(reading: asyncio.StreamReader) -> bytes:
    """What was answered; a byte that comes after the end may make the kernel throw the answer away."""
    try:
        return await reading.read()
    except ConnectionResetError:
        return RESET


@pytest.mark.parametrize("head", ["", "POST /slack/ev", f"POST {EVENTS_PATH} HTTP/1.1\r\nHost: b"])
async def test_who_does_not_even_send_the_head_is_cut_off(door, head):
    async with door.typing(head) as (reading, _), asyncio.timeout(PATIENCE_SECONDS):
        assert await reading.read() == b""


async def test_a_hundred_who_never_finish_do_not_keep_slack_out(door):
    body = json.dumps(EVENT).encode()
    slow = [await asyncio.open_connection("127.0.0.1", door.port) for _ in range(100)]
    for _, writing in slow:
        writing.write(door.head(1000).encode())
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await door.post(body, door.signed(body)) == 200
    for _, writing in slow:
        writing.close()
    assert await door.kept() == ["Ev1"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", [EVENTS_PATH, "/", "/../../etc/passwd", "/health/../slack/events"])
async def test_nothing_else_is_served(door, method, path):
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"http://127.0.0.1:{door.port}{path}") as answer,
    ):
        assert answer.status in {404, 405}
    assert await door.kept() == []
