"""Several replicas work on what arrives, each arrival in one hand, whatever becomes of the hand."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.errors import DatabaseUnusable
from bot.ports import Arrival
from handlers.incoming.inbox import Drain
from storage import migrations
from storage.database import open_database
from storage.queue import RowInbox
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.postgres

NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
SHORT, LONG = timedelta(seconds=0.4), timedelta(minutes=5)


@pytest.fixture
def inboxes(postgres_url):
    """The same inbox as three replicas see it."""
    databases = [open_database(postgres_url) for _ in range(3)]
    migrations.upgrade(databases[0])
    yield [RowInbox(each, "T1", lambda payload: payload["by"]) for each in databases]
    for each in databases:
        each.close()


def drain(inbox, work, lease=LONG):
    return Drain(inbox, work, lambda: NOON, lease=lease)


async def until_done(inbox, one):
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await inbox.waiting(9):
            await one.run()
            await asyncio.sleep(0.02)


async def test_work_that_takes_longer_than_the_lease_is_done_once(inboxes):
    await inboxes[0].keep("a1", {"by": "a"}, NOON)
    worked = []

    async def work(arrival: Arrival) -> None:
        worked.append(arrival.identity)
        await asyncio.sleep(4 * SHORT.total_seconds())

    await asyncio.gather(*(until_done(inbox, drain(inbox, work, SHORT)) for inbox in inboxes))
    assert worked == ["a1"]


async def test_what_a_dead_replica_had_in_hand_is_done_by_another_once_the_lease_is_over(inboxes):
    for name in ("a1", "a2", "b1"):
        await inboxes[0].keep(name, {"by": name[0]}, NOON)
    begun, worked = asyncio.Event(), []

    async def dies(arrival: Arrival) -> None:
        del arrival
        begun.set()
        await asyncio.sleep(60)

    async def work(arrival: Arrival) -> None:
        worked.append(arrival.identity)

    dying = asyncio.ensure_future(drain(inboxes[0], dies, SHORT).run())
    await begun.wait()
    dying.cancel()
    await asyncio.wait({dying})
    await until_done(inboxes[1], drain(inboxes[1], work))
    assert worked == ["a1", "a2", "b1"]


async def test_who_stops_leaves_what_is_in_hand_to_others_at_once(inboxes):
    await inboxes[0].keep("a1", {"by": "a"}, NOON)
    begun, worked = asyncio.Event(), []

    async def slow(arrival: Arrival) -> None:
        del arrival
        begun.set()
        await asyncio.sleep(60)

    async def work(arrival: Arrival) -> None:
        worked.append(arrival.identity)

    one = drain(inboxes[0], slow)
    stopping = asyncio.ensure_future(one.run())
    await begun.wait()
    stopping.cancel()
    await asyncio.wait({stopping})
    await one.stop()
    assert await drain(inboxes[1], work).run() == 1
    assert worked == ["a1"]


async def test_a_replica_that_was_frozen_leaves_alone_what_another_took_over(inboxes):
    for name in ("a1", "b1"):
        await inboxes[0].keep(name, {"by": name[0]}, NOON)
    worked, taken = [], []

    def another_takes_over() -> None:
        time.sleep(2 * SHORT.total_seconds())
        taken.extend(asyncio.run(inboxes[1].claim(NOON, "another", LONG, 9)))

    async def freezes(arrival: Arrival) -> None:
        worked.append(arrival.identity)
        with ThreadPoolExecutor(1) as beside:
            beside.submit(another_takes_over).result()  # nothing else of this process moves meanwhile

    assert await drain(inboxes[0], freezes, SHORT).run() == 1
    assert worked == ["a1"]
    assert [arrival.identity for arrival in taken] == ["a1", "b1"]
    assert len(await inboxes[1].waiting(9)) == 2  # the other one says what is done


async def test_what_was_worked_on_but_could_not_be_marked_is_not_worked_on_again(inboxes):
    worked, away = [], [True]

    class Forgetful(RowInbox):
        async def done(self, identities, at, owner=""):
            if away:
                away.clear()
                raise DatabaseUnusable("gone")
            await super().done(identities, at, owner)

    inbox = Forgetful(inboxes[0]._database, "T1")
    await inbox.keep("a1", {"by": "a"}, NOON)

    async def work(arrival: Arrival) -> None:
        worked.append(arrival.identity)

    one = drain(inbox, work)
    with pytest.raises(DatabaseUnusable):
        await one.run()
    assert await one.run() == 1
    assert worked == ["a1"]
