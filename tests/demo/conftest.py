"""A workspace for each test, and the bot's client in it."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import now
from bot.demo.workspace import Workspace
from tests.demo.ears import Ear
from tests.waiting import PATIENCE_SECONDS, until

SCOPES = [
    *(
        "chat:write",
        "commands",
        "im:write",
        "im:read",
        "im:history",
        "users:read",
        "users.profile:read",
        "files:write",
        "files:read",
    ),
    *(
        "channels:read",
        "groups:read",
        "channels:history",
        "groups:history",
        "reactions:write",
        "channels:join",
    ),
]
MANIFEST = {
    "display_information": {"name": "Minutesbot"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Minutesbot"},
        "slash_commands": [{"command": "/minutes", "description": "The minutes"}],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "event_subscriptions": {"bot_events": ["message.im", "app_home_opened", "member_joined_channel"]}
    },
}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2027, 1, 12, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def manifest():
    return json.loads(json.dumps(MANIFEST))


@pytest.fixture
def manifest_file(tmp_path, manifest):
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(manifest))
    return path


@pytest.fixture
async def workspace(manifest_file, clock) -> AsyncIterator[Workspace]:
    made = Workspace(manifest=manifest_file, clock=clock)
    made.envelopes.ack_seconds = PATIENCE_SECONDS
    made.envelopes.retry_after, made.envelopes.clock = (0.0, 0.1, 0.2), now  # few tests wait for minutes
    made.add_person("U0TIM", "Tim C.")
    made.add_person("U0ANA", "Ana", tz="Europe/Berlin")
    made.add_person("U0GONE", "Gone", deleted=True)
    made.add_person("U0SHY", "Shy", dm_refused=True)
    made.add_channel("C0PROD", "production", ["U0TIM", "U0ANA"])
    made.add_channel("C0ELSE", "elsewhere", ["U0TIM"], bot_is_member=False)
    made.add_channel("C0OLD", "old", ["U0TIM"], archived=True)
    made.add_channel("G0SECRET", "secret", ["U0TIM"], bot_is_member=False, private=True)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def client(workspace):
    return AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
async def connect(workspace):
    async with aiohttp.ClientSession() as session:
        tasks = []

        async def opened(**how: bool) -> Ear:
            answer = await AsyncWebClient(base_url=workspace.api_url).apps_connections_open(
                app_token=workspace.app_token
            )
            socket = await session.ws_connect(answer["url"])
            ear = Ear(socket, **how)
            tasks.append(asyncio.create_task(ear.listen()))
            await until(lambda: ear.hello or ear.disconnects)
            return ear

        yield opened
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
