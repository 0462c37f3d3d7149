"""The door at which requests come in over HTTP: signed by Slack or by nobody, with any body."""

import hashlib
import hmac
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.clock import now
from bot.demo.workspace import Workspace
from bot.health import Health, serve
from handlers.incoming.connect import EVENTS_PATH, build_app, http_handler
from handlers.web_api.clients import posting_client
from handlers.web_api.tokens import bot_identity
from storage.database import open_database
from storage.migrations import upgrade
from storage.queue import RowInbox
from tests.fuzz.bending import bent, bent_bytes
from tests.fuzz.door import Door
from tests.fuzz.doors_of_slack import Json, clicks, commands, events, forms
from tests.paths import MANIFEST

SECRET = "0123456789abcdef"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
KINDS = (JSON, FORM, "text/plain", "multipart/form-data; boundary=x", "", "application/json; charset=x")
ANSWERS = {400, 401, 404, 413, 415}
ANSWERS_TO_SLACK = {*ANSWERS, 200, 500}  # what Bolt cannot read is not acknowledged, and Slack sends it again


@asynccontextmanager
async def doors() -> AsyncIterator[list[Door]]:
    """The bot's own address, until the context ends."""
    workspace = Workspace(manifest=MANIFEST, clock=now)
    await workspace.start()
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'minutes.db'}")
        upgrade(database)
        client = posting_client(workspace.bot_token, workspace.api_url)
        inbox = RowInbox(database, "T0DEMO")
        me = await bot_identity(client)
        app = build_app(client, me, inbox, lambda: None, now, signing_secret=SECRET)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        stop = await serve(("127.0.0.1", port), Health(), {EVENTS_PATH: http_handler(app)})
        try:
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                yield [Door("requests over HTTP", _sample, lambda sample: _take(session, sample))]
        finally:
            await stop()
            database.close()
            await workspace.stop()


def _sample(dice: Random) -> Json:
    """A body, how it is called, and whether its signature is right, wrong or bent."""
    payload: Any = bent(dice.choice([*events(), *clicks(), *forms(), *commands()]), dice)
    body, kind = _written(payload, dice)
    if dice.random() < 0.3:
        body = bent_bytes(body, dice)
    if dice.random() < 0.1:
        kind = dice.choice(KINDS)
    signed = dice.choice(("right", "right", "right", "wrong", "", "v0=", "v0=\xe9", "moment", "none"))
    return {"body": body, "kind": kind, "signed": signed}


def _written(payload: Any, dice: Random) -> tuple[bytes, str]:
    if dice.random() < 0.5:
        return json.dumps(payload).encode(), JSON
    if dice.random() < 0.5 and isinstance(payload, dict):
        return urlencode({ascii(name): ascii(value) for name, value in payload.items()}).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


async def _take(session: aiohttp.ClientSession, sample: Json) -> None:
    """Send it; whatever is wrong with it, there is an answer that says so and is no failure of ours."""
    headers: dict[str, str] = {"Content-Type": sample["kind"], **_signature(sample)}
    async with session.post(EVENTS_PATH, data=sample["body"], headers=headers) as answer:
        allowed = ANSWERS_TO_SLACK if sample["signed"] == "right" else ANSWERS
        assert answer.status in allowed, answer.status


def _signature(sample: Json) -> dict[str, str]:
    moment = str(int(now().timestamp())) if sample["signed"] != "moment" else "soon"
    if sample["signed"] == "none":
        return {}
    signed = hmac.new(SECRET.encode(), f"v0:{moment}:".encode() + sample["body"], hashlib.sha256).hexdigest()
    said: dict[str, str] = {"right": f"v0={signed}", "wrong": f"v0={signed[::-1]}", "moment": f"v0={signed}"}
    return {
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": said.get(sample["signed"], str(sample["signed"])),
    }
