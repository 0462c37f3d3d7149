"""What was acknowledged is there, whoever is killed and whenever."""

import random
import subprocess
import sys
import time
from datetime import date

import pytest

from storage import migrations
from storage.database import open_database
from storage.queue import RowInbox
from storage.store import RowStore
from tests.storage.hands import ASK, NOON, enqueue, known

KILLS = 4


async def test_a_killed_process_loses_nothing_that_it_acknowledged(url, database):
    acknowledged: set[str] = set()
    moments = random.Random(6)
    for kill in range(KILLS):
        acknowledged |= _said_until_killed(url, kill * 100_000, moments.uniform(0.02, 0.4))
    assert len(acknowledged) > KILLS
    assert acknowledged <= await _kept(url)


@pytest.mark.postgres
async def test_a_crashed_server_loses_nothing_that_was_acknowledged(postgres_server, postgres_url):
    database = open_database(postgres_url)
    migrations.upgrade(database)
    store, inbox = RowStore(database, "T1"), RowInbox(database, "T1")
    await enqueue(store, ASK)
    await inbox.keep("E1", {}, NOON)
    postgres_server.restart("immediate")
    assert await known(store) == ASK
    await inbox.keep("E2", {}, NOON)
    assert [arrival.identity for arrival in await inbox.waiting(9)] == ["E1", "E2"]
    database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_connection_cut_in_the_middle_of_the_work_is_not_noticed(database, store, postgres_server):
    tries = []

    def work(book):
        tries.append(1)
        book.enqueue(ASK)
        if len(tries) == 1:
            name = book._session.connection().exec_driver_sql("SELECT current_database()").scalar()
            postgres_server.execute(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            )
            book.deliveries("")

    await store.change(work)
    assert len(tries) == 2
    assert await known(store) == ASK


def _said_until_killed(url: str, start: int, seconds: float) -> set[str]:
    command = [sys.executable, "-m", "tests.storage.writer", url, str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    lines = (first + rest).split("\n")
    return set(lines[:-1])  # the last line may be cut short


async def _kept(url: str) -> set[str]:
    database = open_database(url)
    arrivals = await RowInbox(database, "T1").waiting(1_000_000)
    replies = await RowStore(database, "T1").read(lambda book: book.replies("Production", date(2026, 1, 6)))
    if database.dialect == "sqlite":
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    database.close()
    return {arrival.identity for arrival in arrivals} | {f"R{reply.ts.split('.')[0]}" for reply in replies}
