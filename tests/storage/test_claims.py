"""An arrival is in one hand at a time, and so is all that one person sent.

On PostgreSQL leases run on the server's clock, so its tests take leases that are over at once.
"""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session

from storage.database import open_database
from storage.queue import RowInbox
from storage.traffic import InboxRow
from tests.storage.hands import LEASE, NOON, OVER
from tests.waiting import PATIENCE_SECONDS

ON_A_SERVER = [
    pytest.mark.postgres,
    pytest.mark.parametrize("url", ["postgresql"], indirect=True),
]
LATER = NOON + timedelta(days=1)
HANDS = 3


def on_a_server(test):
    for mark in ON_A_SERVER:
        test = mark(test)
    return test


@pytest.fixture
def inbox(database):
    return RowInbox(database, "T1", lambda payload: payload.get("by", ""))


@pytest.fixture
def others(url, database):
    """The inbox as other processes see it."""
    opened = [open_database(url) for _ in range(HANDS)]
    yield [RowInbox(each, "T1", lambda payload: payload.get("by", "")) for each in opened]
    for each in opened:
        each.close()


async def keep(inbox, *arrivals):
    for name in arrivals:
        await inbox.keep(name, {"by": name.partition("/")[0]}, NOON)


async def claimed(inbox, owner="one", *, lease=LEASE, limit=10, but=(), now=NOON):
    return [arrival.identity for arrival in await inbox.claim(now, owner, lease, limit, but=but)]


async def test_arrivals_are_claimed_in_the_order_in_which_they_came(inbox):
    await keep(inbox, "b/1", "a/1", "c/1")
    assert await claimed(inbox, limit=2) == ["b/1", "a/1"]


async def test_what_a_process_has_in_hand_it_can_take_again(inbox):
    await keep(inbox, "a/1", "b/1")
    assert await claimed(inbox) == await claimed(inbox) == ["a/1", "b/1"]


async def test_what_is_to_wait_is_left_out_and_crowds_out_nothing(inbox):
    await keep(inbox, "a/1", "b/1", "c/1")
    assert await claimed(inbox, limit=1, but={"a/1", "b/1"}) == ["c/1"]


@on_a_server
async def test_what_one_has_in_hand_the_other_leaves_alone(inbox):
    await keep(inbox, "a/1", "b/1")
    assert await claimed(inbox, limit=1) == ["a/1"]
    assert await claimed(inbox, "two") == ["b/1"]
    assert await claimed(inbox, "three") == []


@on_a_server
async def test_what_somebody_sends_later_waits_for_who_has_the_earlier_in_hand(inbox):
    await keep(inbox, "a/1")
    await claimed(inbox)
    await keep(inbox, "a/2", "b/1")
    assert await claimed(inbox, "two") == ["b/1"]
    await inbox.done(["a/1"], NOON, "one")
    assert await claimed(inbox, "two") == ["a/2", "b/1"]


@on_a_server
async def test_one_that_failed_is_in_nobodys_hand_and_keeps_nothing_of_the_same_person_waiting(inbox):
    await keep(inbox, "a/1", "a/2")
    await claimed(inbox, limit=1)
    await inbox.failed("a/1", "KeyError", "one")
    assert await claimed(inbox, "two", but={"a/1"}) == ["a/2"]


@on_a_server
async def test_after_the_lease_another_takes_over_and_the_first_can_settle_nothing(inbox):
    await keep(inbox, "a/1")
    await claimed(inbox, lease=OVER)
    assert await claimed(inbox, "two") == ["a/1"]
    await inbox.done(["a/1"], NOON, "one")
    await inbox.failed("a/1", "too late", "one")
    (waiting,) = await inbox.waiting(9)
    assert waiting.attempts == 0
    await inbox.done(["a/1"], NOON, "two")
    assert await inbox.waiting(9) == ()


@on_a_server
async def test_a_lease_that_is_renewed_holds_and_one_that_is_given_up_is_over(inbox):
    await keep(inbox, "a/1", "b/1")
    await claimed(inbox, lease=OVER)
    assert await inbox.renew(NOON, "one", LEASE) == {"a/1", "b/1"}
    assert await claimed(inbox, "two") == []
    assert await inbox.renew(NOON, "two", LEASE) == frozenset()
    await inbox.renew(NOON, "one", timedelta())
    assert await claimed(inbox, "two") == ["a/1", "b/1"]


@on_a_server
async def test_a_replica_whose_clock_runs_ahead_takes_nothing_out_of_anothers_hand(inbox):
    await keep(inbox, "a/1")
    await claimed(inbox)
    assert await claimed(inbox, "two", now=LATER) == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_on_a_file_that_one_process_owns_a_new_process_takes_over_at_once(inbox):
    await keep(inbox, "a/1")
    await claimed(inbox)
    assert await claimed(inbox, "two") == ["a/1"]
    await inbox.done(["a/1"], NOON, "one")
    assert len(await inbox.waiting(9)) == 1


async def test_what_an_older_release_kept_is_claimed_as_well(inbox, database):
    await keep(inbox, "a/1")
    with Session(database.engine) as session, session.begin():
        session.execute(update(InboxRow).values(person="", owner="", lease_until=None))
    assert await claimed(inbox) == ["a/1"]


@on_a_server
async def test_several_at_once_do_each_arrival_once_and_each_persons_in_order(inbox, others):
    names = [f"{person}/{number}" for number in range(8) for person in "abcde"]
    await keep(inbox, *names)
    seen: list[str] = []

    async def hand(own: RowInbox, owner: str) -> None:
        while len(seen) < len(names):
            for name in await claimed(own, owner, limit=3):
                seen.append(name)
                await own.done([name], NOON, owner)

    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(*(hand(own, f"hand {n}") for n, own in enumerate(others)))
    assert set(Counter(seen).values()) == {1}
    for person in "abcde":
        theirs = [name for name in seen if name.startswith(person)]
        assert theirs == sorted(theirs)
