"""A post whose answer was lost stands once, whatever our clock says and however long a process is frozen."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.clock import now
from bot.cycle.deliver import LEASE, deliver
from bot.model.delivery import Delivery, Kind, Priority, Status
from bot.model.errors import LeaseRunsOut
from bot.model.lease import Lease
from bot.model.message import Notice, TwikiCopy
from bot.wiki.pages import WikiPages
from storage.database import open_database
from storage.migrations import upgrade
from storage.store import RowStore
from tests.handlers import samples
from tests.waiting import PATIENCE_SECONDS, until

pytestmark = pytest.mark.wire

NOWHERE = WikiPages(password=None)
KEY = "Production/2027-01-12/ask/U0TIM"
COPY = TwikiCopy("Production Meeting", "Production.txt", "---++ Software\n")


@dataclass
class Stopwatch:
    """A clock that only goes forward, by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def asking(due):
    return Delivery(KEY, "U0TIM", samples.ASK, due=due, kind=Kind.ASK, priority=Priority.ASK)


async def enqueued(store, delivery):
    await store.change(lambda book: book.enqueue(delivery))


async def status(store):
    found = await store.read(lambda book: book.delivery(KEY))
    return found and found.status


def times_said(workspace, key=KEY):
    said = [message for room in workspace.world.rooms.values() for message in room.messages.values()]
    return sum((message.get("metadata") or {}).get("event_payload", {}).get("key") == key for message in said)


async def called(workspace, method):
    await until(lambda: any(record.name == method for record in workspace.ledger))


@pytest.mark.parametrize("ahead", [timedelta(seconds=10), timedelta(minutes=2), -timedelta(minutes=2)])
async def test_a_clock_that_is_wrong_does_not_double_a_post_whose_answer_was_lost(
    chat, database, workspace, clock, ahead
):
    store = RowStore(database, "T1")
    wrong = lambda: clock() + ahead  # noqa: E731 - a clock of its own
    await enqueued(store, asking(wrong()))
    workspace.fail_next("chat.postMessage", "drop_after_commit")
    await deliver(store=store, chat=chat, wiki=NOWHERE, clock=wrong, owner="me")
    clock.advance(LEASE)
    await deliver(store=store, chat=chat, wiki=NOWHERE, clock=wrong, owner="me")
    assert times_said(workspace) == 1
    assert await status(store) is Status.SENT


async def test_a_clock_that_is_ahead_finds_what_stands_in_a_thread(chat, owed, minutes, clock):
    late = owed(Notice("Amended"), key="Production/2027-01-12/late/2", thread=minutes.posted)
    copy = owed(COPY, key="Production/2027-01-12/twiki", threaded=True, thread=minutes.posted)
    for delivery in (late, copy):
        posted = await chat.say(delivery)
        ahead = replace(delivery, first_try_at=clock() + timedelta(minutes=2))
        assert await chat.find(ahead) == posted


async def test_who_was_frozen_before_the_request_leaves_it_to_who_claimed_it_next(
    chat, database, workspace, clock
):
    store, mine, others = RowStore(database, "T1"), Stopwatch(), Stopwatch()
    await enqueued(store, asking(clock()))
    workspace.fail_next("users.info", "slow_answer", seconds=1)
    frozen = asyncio.ensure_future(
        deliver(store=store, chat=chat, wiki=NOWHERE, clock=clock, owner="one", running=mine)
    )
    await called(workspace, "users.info")
    clock.advance(LEASE)
    mine.seconds += LEASE.total_seconds()
    await deliver(store=store, chat=chat, wiki=NOWHERE, clock=clock, owner="two", running=others)
    assert times_said(workspace) == 1
    await frozen
    assert times_said(workspace) == 1
    assert await status(store) is Status.SENT


@pytest.mark.parametrize("frozen", [59, 61])
async def test_a_request_is_begun_only_with_half_of_the_lease_left_and_else_made_when_it_is_over(
    chat, database, workspace, clock, frozen
):
    store, watch = RowStore(database, "T1"), Stopwatch()
    await enqueued(store, asking(clock()))
    workspace.fail_next("users.info", "slow_answer", seconds=0.5)
    turn = asyncio.ensure_future(
        deliver(store=store, chat=chat, wiki=NOWHERE, clock=clock, owner="me", running=watch)
    )
    await called(workspace, "users.info")
    watch.seconds += frozen
    await turn
    assert times_said(workspace) == (frozen < LEASE.total_seconds() / 2)
    clock.advance(LEASE)
    await deliver(store=store, chat=chat, wiki=NOWHERE, clock=clock, owner="me", running=watch)
    assert times_said(workspace) == 1


async def test_no_step_that_others_see_is_begun_without_enough_of_the_lease(chat, owed, minutes, workspace):
    over = Lease(ends=59, least=60, running=Stopwatch())
    copy = owed(COPY, key="Production/2027-01-12/twiki", threaded=True, thread=minutes.posted, lease=over)
    for tried in (
        chat.say(copy),
        chat.say(owed(Notice("x"), key=KEY, lease=over)),
        chat.amend(replace(minutes, lease=over)),
    ):
        with pytest.raises(LeaseRunsOut):
            await tried
    seen = {"chat.update", "files.completeUploadExternal"}
    assert not [record for record in workspace.ledger if record.name in seen]
    assert times_said(workspace) == 0


@pytest.mark.postgres
async def test_a_replica_that_is_stopped_for_longer_than_its_lease_posts_nothing_twice(
    chat, workspace, postgres_url
):
    lease = timedelta(seconds=4)
    database = open_database(postgres_url)
    upgrade(database)
    store = RowStore(database, "T1")
    await enqueued(store, asking(now()))
    workspace.fail_next("users.info", "slow_answer", seconds=1)
    replica = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.handlers.web_api.replica",
        postgres_url,
        workspace.api_url,
        env={**os.environ, "SLACK_BOT_TOKEN": workspace.bot_token},  # noqa: TID251 - it needs PATH
    )
    try:
        await called(workspace, "users.info")
        replica.send_signal(signal.SIGSTOP)
        await asyncio.sleep(lease.total_seconds())
        await deliver(store=store, chat=chat, wiki=NOWHERE, clock=now, owner="two", lease=lease)
        assert times_said(workspace) == 1
        replica.send_signal(signal.SIGCONT)
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await replica.wait() == 0
    finally:
        if replica.returncode is None:
            replica.kill()
        database.close()
    assert times_said(workspace) == 1
