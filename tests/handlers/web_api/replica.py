"""A replica that sends what is due, once and with a short lease: `python -m … DATABASE_URL API_URL`."""

import asyncio
import os
import sys
from datetime import timedelta

from bot.clock import now, running
from bot.cycle.deliver import deliver
from bot.wiki.pages import WikiPages
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from storage.database import open_database
from storage.store import RowStore

LEASE = timedelta(seconds=4)


async def main(database_url: str, api_url: str) -> None:
    token = os.environ["SLACK_BOT_TOKEN"]  # noqa: TID251 - as the bot gets it
    database = open_database(database_url)
    chat = SlackChat(posting_client(token, api_url))
    await deliver(
        store=RowStore(database, "T1"),
        chat=chat,
        wiki=WikiPages(password=None),
        clock=now,
        owner="one",
        lease=LEASE,
        running=running,
    )
    database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
