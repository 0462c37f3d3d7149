"""What became of deliveries is noted together where several wait, and each by itself where that fails."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.cycle.noting import Noting, Tried
from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.errors import DatabaseUnusable
from bot.model.message import Notice
from bot.ports import Book
from bot.rules.outcomes import sent
from storage.store import RowStore
from tests.tables import with_tables

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)
KEYS = tuple(f"Production/2027-01-12/notice/{number}" for number in range(5))


class Counting:
    """A store that counts changes, and lets those fail that settle some delivery."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.changes = 0
        self.fails: dict[str, Exception] = {}

    async def change(self, work: Any, some: Any) -> Any:
        self.changes += 1
        for tried in some:
            if failure := self.fails.get(tried.outcome.key):
                raise failure
        return await self._store.change(work, some)

    async def statuses(self) -> list[Status]:
        found = await self._store.read(lambda book: book.deliveries("Production/"))
        return [each.status for each in found]


@pytest.fixture
async def store(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    rows = RowStore(database, "T1")
    for key in KEYS:
        owed = Delivery(key, "U1", Notice("Hello"), due=NOON, kind=Kind.NOTICE)
        await rows.change(partial(_enqueue, owed))
    yield Counting(rows)
    database.close()


def _enqueue(owed: Delivery, book: Book) -> None:
    book.enqueue(owed)


async def claimed(store) -> list[Delivery]:
    lease = timedelta(minutes=2)
    return list(await store._store.change(lambda book: book.claim(NOON, "me", lease, len(KEYS))))


async def noted(store: Any, deliveries: list[Delivery]) -> list[BaseException | None]:
    noting = Noting(store)
    told = [sent(replace(each, posted=Posted("D1", each.key)), NOON) for each in deliveries]
    return await asyncio.gather(
        *(noting.note(Tried(each, 0.1, NOON)) for each in told), return_exceptions=True
    )


async def test_what_ends_while_one_is_being_noted_goes_into_one_change(store):
    assert await noted(store, await claimed(store)) == [None] * len(KEYS)
    assert await store.statuses() == [Status.SENT] * len(KEYS)
    assert store.changes == 2


async def test_one_that_cannot_be_noted_keeps_none_of_the_others_back(store):
    store.fails = {KEYS[3]: ValueError("no such row")}
    failed = await noted(store, await claimed(store))
    assert [type(failure) for failure in failed].count(ValueError) == 1
    assert isinstance(failed[3], ValueError)
    assert await store.statuses() == [*[Status.SENT] * 3, Status.SENDING, Status.SENT]


async def test_without_a_database_nobody_tries_each_by_itself(store):
    store.fails = {KEYS[3]: DatabaseUnusable("away")}
    failed = await noted(store, await claimed(store))
    assert failed[0] is None
    assert all(isinstance(failure, DatabaseUnusable) for failure in failed[1:])
    assert store.changes == 2


async def test_who_is_cancelled_leaves_nobody_waiting_for_ever(store):
    begun = asyncio.Event()

    class Stuck(Counting):
        async def change(self, *_: object) -> None:
            begun.set()
            await asyncio.Event().wait()

    stuck: Any = Stuck(store._store)
    noting = Noting(stuck)
    tasks = [asyncio.create_task(noting.note(Tried(each, None, NOON))) for each in await claimed(store)]
    await begun.wait()
    for each in tasks:
        each.cancel()
    done, waiting = await asyncio.wait(tasks, timeout=10)
    assert (len(done), len(waiting)) == (len(KEYS), 0)
