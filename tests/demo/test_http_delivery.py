"""The Events API over HTTP: signed requests, answered by the real bot library."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.workspace import Workspace
from tests.waiting import until

ACTIONS = [
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}],
    }
]


@pytest.fixture
async def door():
    """An address for requests, and the handler behind it."""
    handlers: list[Callable[[web.Request], Awaitable[web.StreamResponse]]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        return await handlers[-1](request)

    runner = web.AppRunner(web.Application())
    runner.app.router.add_post("/slack/events", answer)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events", handlers
    await runner.cleanup()


@pytest.fixture
async def workspace(door, manifest_file, clock):
    made = Workspace(manifest=manifest_file, clock=clock, events_url=door[0])
    made.envelopes.retry_after = (0.0, 0.05, 0.05)
    made.add_person("U0TIM", "Tim")
    made.add_channel("C0PROD", "production", ["U0TIM"])
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def clock():
    # The library compares the signature's time with its own clock.
    from bot.clock import now  # noqa: PLC0415 - only here does the time have to be the real one

    return now


@pytest.fixture
def app(workspace, door):
    client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
    made = AsyncApp(client=client, signing_secret=workspace.signing_secret)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await made.async_dispatch(await to_bolt_request(request)))

    door[1].append(answer)
    return made


async def test_events_actions_and_commands_arrive_signed(workspace, app):
    heard = []

    @app.event("message")
    async def message(event):
        heard.append(event["text"])

    @app.action("go")
    async def go(ack, body):
        heard.append(body["user"]["id"])
        await ack()

    @app.command("/minutes")
    async def minutes(ack, command):
        await ack(f"about {command['text']}")

    await workspace.write("U0TIM", "hello")
    await workspace.settled()
    posted = await app.client.chat_postMessage(channel="C0PROD", text="x", blocks=ACTIONS)
    await workspace.press("U0TIM", "C0PROD", posted["ts"], "go")
    answer = await workspace.command("U0TIM", "/minutes", "status", channel="C0PROD")
    await until(lambda: len(heard) == 2)
    assert (heard, answer["text"]) == (["hello", "U0TIM"], "about status")


async def test_a_wrong_signature_is_not_acknowledged(workspace, door):
    app = AsyncApp(token="xoxb", signing_secret="other", request_verification_enabled=True)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    door[1].append(answer)
    await workspace.write("U0TIM", "hello")
    await workspace.settled()
    assert [envelope.reason for envelope in workspace.unacked] == ["http_error"]


async def test_an_event_is_sent_again_with_its_number_and_reason(workspace, door):
    headers = []

    async def answer(request: web.Request) -> web.StreamResponse:
        headers.append(
            (request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason"))
        )
        return web.Response(status=500 if len(headers) < 3 else 200)

    door[1].append(answer)
    await workspace.write("U0TIM", "hello")
    await workspace.settled()
    assert headers == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert workspace.unacked == []
