"""A process to be killed: it keeps arrivals, replies and deliveries, and says of each when it is durable."""

import asyncio
import sys
from datetime import date

from bot.model.reply import Reply
from bot.model.words import Line, words
from storage.database import open_database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.storage.hands import NOON


async def write(url: str, start: int) -> None:
    database = open_database(url)
    store, inbox = RowStore(database, "T1"), RowInbox(database, "T1")
    number = start
    while True:
        await asyncio.gather(*(_one(store, inbox, number + n) for n in range(5)))
        number += 5


async def _one(store: RowStore, inbox: RowInbox, number: int) -> None:
    await inbox.keep(f"E{number}", {"n": number}, NOON)
    _say(f"E{number}")
    reply = Reply("U1", "D1", f"{number}.0", (Line(words("x")),), call="Production", date=date(2026, 1, 6))
    await store.change(lambda book: book.keep_reply(reply))
    _say(f"R{number}")


def _say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], int(sys.argv[2])))
