"""Doors at which answers come in: those of the Web API, with fields missing or of another type."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from aiohttp import web

from bot.clock import MovableClock
from bot.model.delivery import Delivery, Kind, Posted
from bot.model.message import MinutesPage, Notice, TwikiCopy
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client, reading_client
from handlers.web_api.conversation_history import direct_conversations
from handlers.web_api.find_people import members
from handlers.web_api.modals import open_modal
from handlers.web_api.names import Names
from handlers.web_api.tokens import bot_identity
from tests.fuzz.bending import bent, bent_bytes
from tests.fuzz.door import OURS, Door
from tests.handlers import samples

NOW = datetime(2027, 1, 11, 22, 0, tzinfo=UTC)
KEY = "Production/2027-01-12/notice/x"
MESSAGE = {"type": "message", "ts": "1799704700.000100", "user": "U0TIM", "text": "Hi", "reply_count": 1}
MESSAGE |= {
    "metadata": {"event_type": "minutesbot", "event_payload": {"key": KEY}},
    "blocks": [{"block_id": KEY}],
}
USER = {"id": "U0TIM", "name": "tim", "team_id": "T0DEMO", "tz": "Europe/Berlin", "deleted": False}
USER |= {"profile": {"display_name": "Tim", "real_name": "Tim T."}, "enterprise_user": {"teams": ["T0DEMO"]}}
HERE = "http://here/api/"  # stands for the address at which we answer
PAGED = {"has_more": False, "response_metadata": {"next_cursor": ""}}
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {
        "team_id": "T0DEMO",
        "team": "Demo",
        "user_id": "U0BOT",
        "bot_id": "B1",
        "url": "https://x/",
    },
    "chat.postMessage": {"channel": "D0TIM", "ts": "1799704800.000100", "message": MESSAGE},
    "chat.update": {"channel": "D0TIM", "ts": "1799704800.000100", "text": "x"},
    "chat.getPermalink": {"permalink": "https://x/archives/C/p1"},
    "conversations.open": {"channel": {"id": "D0TIM"}},
    "conversations.info": {"channel": {"id": "C0PROD", "name": "production"}},
    "conversations.history": {"messages": [MESSAGE, MESSAGE], **PAGED},
    "conversations.replies": {"messages": [MESSAGE], **PAGED},
    "conversations.members": {"members": ["U0TIM", "U0ANA"], **PAGED},
    "users.conversations": {"channels": [{"id": "D0TIM", "is_im": True, "user": "U0TIM"}], **PAGED},
    "users.info": {"user": USER},
    "users.list": {"members": [USER, USER], **PAGED},
    "usergroups.list": {"usergroups": [{"id": "S1", "handle": "team", "name": "Team"}]},
    "files.getUploadURLExternal": {"upload_url": f"{HERE}upload", "file_id": "F1"},
    "files.completeUploadExternal": {"files": [{"id": "F1", "title": "minutes.txt"}]},
    "files.info": {"file": {"id": "F1", "shares": {"public": {"C0PROD": [{"ts": "1799704800.000200"}]}}}},
    "views.open": {"view": {"id": "V1", "hash": "1"}},
}
RAW = (
    b"",
    b"<html>oops</html>",
    b"null",
    b"[]",
    b"0",
    b'"ok"',
    b"{",
    b"\xff\xfe",
    b'{"ok": true}',
    b"[" * 3_000,
)


class Slack:
    """Answers every method as it was told last."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.status = 200
        self.headers: dict[str, str] = {}

    async def answer(self, request: web.Request) -> web.Response:
        """The body for this method."""
        body = self.bodies.get(request.match_info["method"], b'{"ok": true}')
        return web.Response(
            body=body, status=self.status, headers=self.headers, content_type="application/json"
        )


@asynccontextmanager
async def doors() -> AsyncIterator[list[Door]]:
    """The bot's client of the Web API, with a server that answers it until the context ends."""
    slack = Slack()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield [Door("answers of the Web API", _sample, _take(slack, api))]
    finally:
        await runner.cleanup()


def _sample(dice: Random) -> dict[str, Any]:
    """Answers, of which one or two are not as they should be."""
    wrong = dice.sample(sorted(ANSWERS), dice.choice((1, 1, 2, len(ANSWERS))))
    bodies = {name: json.dumps({"ok": True, **known}).encode() for name, known in ANSWERS.items()}
    for name in wrong:
        bodies[name] = _wrong(name, dice)
    status = dice.choice((200,) * 8 + (204, 302, 429, 500, 503))
    return {
        "bodies": bodies,
        "status": status,
        "headers": {"Retry-After": dice.choice(("1", "-1", "x", "1e9", ""))},
    }


def _wrong(name: str, dice: Random) -> bytes:
    whole = {"ok": True, **ANSWERS[name]}
    match dice.randrange(6):
        case 0:
            return dice.choice(RAW)
        case 1:
            return bent_bytes(json.dumps(whole).encode(), dice)
        case 2:
            return json.dumps(
                {"ok": False, "error": dice.choice(("x", None, 1, "ratelimited", [], {}))}
            ).encode()
        case _:
            return json.dumps({"ok": True, **_object(bent(ANSWERS[name], dice))}).encode()


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"x": value}


def _take(slack: Slack, api: str) -> Callable[[Any], Any]:
    posting, reading = posting_client("xoxb-1", api), reading_client("xoxb-1", api)
    reading.retry_handlers.clear()  # what is limited is asked again by itself, which takes a while
    clock = MovableClock(NOW)
    owed = Delivery(KEY, "U0TIM", Notice("Hello"), due=NOW, first_try_at=NOW, kind=Kind.NOTICE)
    said = replace(owed, posted=Posted("D0TIM", "1799704800.000100"))
    page = Delivery(KEY, "C0PROD", MinutesPage(samples.FULL), due=NOW, first_try_at=NOW, kind=Kind.MINUTES)
    file = TwikiCopy("Minutes", "minutes.txt", "---+ Minutes")
    copy = replace(page, message=file, kind=Kind.TWIKI, thread=Posted("C0PROD", "1799704700.000100"))

    async def take(sample: dict[str, Any]) -> None:
        slack.status, slack.headers = sample["status"], sample["headers"]
        slack.bodies = {
            name: body.replace(HERE.encode(), api.encode()) for name, body in sample["bodies"].items()
        }
        chat = SlackChat(posting, pauses=(0,), team="T0DEMO")
        names = Names(chat, reading, clock)
        asked = (
            lambda: bot_identity(posting),
            lambda: chat.person("U0TIM"),
            lambda: chat.members("C0PROD"),
            lambda: chat.permalink(Posted("C0PROD", "1.0")),
            lambda: chat.say(owed),
            lambda: chat.say(page),
            lambda: chat.say(copy),
            lambda: chat.amend(replace(copy, posted=said.posted)),
            lambda: chat.amend(said),
            lambda: chat.find(owed),
            lambda: names.of(["U0TIM", "C0PROD", "S1"]),
            lambda: members(reading),
            lambda: open_modal({"type": "modal"}, "1.2", posting),
            lambda: _all_of(direct_conversations(reading)),
        )
        failure: Exception | None = None
        for ask in asked:
            try:
                await ask()
            except Exception as raised:  # noqa: BLE001 - the next ones are asked, too
                failure = failure if failure and not isinstance(failure, OURS) else raised
        if failure is not None:
            raise failure

    return take


async def _all_of(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]
