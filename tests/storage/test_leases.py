"""A lease that is over puts a delivery into another hand; the first hand can undo nothing then.

On PostgreSQL leases run on the server's clock, so its tests take leases that are over at once.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.delivery import Posted, Status
from bot.model.message import Notice
from tests.storage.hands import ASK, HERE, LEASE, NOON, OVER, claim, enqueue, known, sent, settle

LATER = NOON + timedelta(seconds=1)


async def test_a_lease_that_is_over_makes_the_outcome_doubtful(store):
    await enqueue(store, ASK)
    await claim(store, LATER, lease=OVER)
    (again,) = await claim(store, LATER, "two", lease=OVER)
    assert (again.doubtful, again.attempts, again.first_try_at) == (True, 2, LATER)


async def test_a_doubt_that_could_not_be_looked_up_stays_a_doubt(store):
    await enqueue(store, ASK)
    await claim(store, LATER, lease=OVER)
    (doubted,) = await claim(store, LATER, "two")
    await settle(store, replace(doubted, status=Status.PENDING, reason="busy"))
    (again,) = await claim(store, LATER, "three")
    assert (again.doubtful, again.attempts) == (True, 3)


async def test_a_posted_message_is_not_doubtful_for_amending_twice_does_no_harm(store):
    await enqueue(store, ASK)
    await settle(store, sent((await claim(store, LATER, lease=OVER))[0]))
    await enqueue(store, replace(ASK, message=Notice("Anything new?")))
    await claim(store, LATER, lease=OVER)
    (again,) = await claim(store, LATER, "two", lease=OVER)
    assert (again.doubtful, again.posted) == (False, HERE)


async def test_who_lost_the_delivery_cannot_make_it_pending_again(store):
    await enqueue(store, ASK)
    (lost,) = await claim(store, LATER, lease=OVER)
    await claim(store, LATER, "two")
    await settle(store, replace(lost, status=Status.PENDING, reason="busy"))
    assert (await known(store)).status is Status.SENDING
    assert await claim(store, LATER, "three") == ()


async def test_who_lost_the_delivery_can_still_say_that_it_was_posted(store):
    await enqueue(store, ASK)
    (lost,) = await claim(store, LATER, lease=OVER)
    await claim(store, LATER, "two")
    await settle(store, sent(lost))
    assert await known(store) == replace(sent(lost), attempts=2)


async def test_what_the_second_hand_found_is_not_overwritten_by_the_first(store):
    await enqueue(store, ASK)
    (lost,) = await claim(store, LATER, lease=OVER)
    (taken,) = await claim(store, LATER, "two")
    await settle(store, sent(taken))
    await settle(store, sent(lost, Posted("D1", "1767700009.000900")))
    assert (await known(store)).posted == HERE


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_lease_holds_to_its_last_moment(store):
    await enqueue(store, ASK)
    await claim(store, LATER)
    assert await claim(store, LATER + LEASE - timedelta(microseconds=1), "two") == ()
    assert len(await claim(store, LATER + LEASE, "two")) == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_lease_given_by_a_clock_that_was_a_week_ahead_does_not_last_a_week(store):
    await enqueue(store, ASK)
    await claim(store, LATER + timedelta(days=7))
    (again,) = await claim(store, LATER, "two")
    assert again.doubtful


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_lease_given_by_a_clock_that_was_put_back_a_little_still_holds(store):
    await enqueue(store, ASK)
    await claim(store, LATER + timedelta(seconds=30))
    assert await claim(store, LATER, "two") == ()


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_on_a_server_a_replica_whose_clock_runs_ahead_takes_nothing_out_of_anothers_hand(store):
    await enqueue(store, ASK)
    await claim(store)
    assert await claim(store, NOON + timedelta(days=9999), "two") == ()
