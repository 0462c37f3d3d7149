"""The least one can do: Bolt's AsyncApp that commits one row for each event before it is acknowledged.

`python -m tests.benchmarks.bare_app DATABASE [echo]`, with the bot's environment.
"""

import asyncio
import json
import sqlite3
import sys

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import load


async def main(file: str, what: str = "") -> None:
    settings = load(dotenv=None)
    client = AsyncWebClient(token=settings.bot_token, base_url=settings.api_url)
    me = await client.auth_test()

    async def authorize(**_):
        return AuthorizeResult.from_auth_test_response(auth_test_response=me, bot_token=settings.bot_token)

    rows = sqlite3.connect(file, isolation_level=None)
    rows.execute("PRAGMA synchronous = EXTRA")
    rows.execute("CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, raw TEXT)")
    app = AsyncApp(client=client, authorize=authorize)

    async def commit(body, next):  # noqa: A002 - Bolt's name
        rows.execute("INSERT OR IGNORE INTO event VALUES (?, ?)", (body["event_id"], json.dumps(body)))
        await next()

    app.use(commit)
    app.event("message")(_echo if what else _nothing)
    await AsyncSocketModeHandler(app, settings.app_token).connect_async()
    await asyncio.Event().wait()


async def _nothing() -> None:
    pass


async def _echo(event, say):
    await say(event["text"])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
