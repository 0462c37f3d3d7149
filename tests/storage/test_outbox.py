"""Deliveries are owed once, in one hand at a time, and never forgotten."""

from dataclasses import replace
from datetime import timedelta

from bot.model.delivery import Priority, Status
from bot.model.message import Notice
from tests.storage.hands import ASK, HERE, NOON, claim, enqueue, known, sent, settle


async def test_what_is_due_is_taken_into_hand_once(store):
    await enqueue(store, ASK)
    (taken,) = await claim(store)
    assert taken == replace(ASK, status=Status.SENDING, attempts=1, first_try_at=NOON)
    assert await claim(store, owner="two") == ()


async def test_what_is_not_due_yet_is_left_alone(store):
    await enqueue(store, ASK)
    assert await claim(store, NOON - timedelta(seconds=1)) == ()


async def test_the_most_urgent_goes_first_then_what_was_due_first(store):
    asks = [replace(ASK, key=f"ask/{n}", due=NOON - timedelta(minutes=n)) for n in range(3)]
    reminder = replace(ASK, key="remind", priority=Priority.REMINDER, due=NOON - timedelta(days=1))
    minutes = replace(ASK, key="minutes", priority=Priority.MINUTES)
    await enqueue(store, *asks, reminder, minutes)
    taken = await claim(store, limit=4)
    assert [delivery.key for delivery in taken] == ["minutes", "ask/2", "ask/1", "ask/0"]
    assert [delivery.priority for delivery in taken] == [Priority.MINUTES, *[Priority.ANSWER] * 3]


async def test_owing_the_same_words_again_changes_nothing(store):
    await enqueue(store, ASK)
    await settle(store, sent((await claim(store))[0]))
    before = await known(store)
    await enqueue(store, replace(ASK, due=NOON + timedelta(hours=1)))
    assert await known(store) == before
    assert await claim(store, NOON + timedelta(hours=2)) == ()


async def test_other_words_before_it_is_sent_take_the_place_of_the_first(store):
    await enqueue(store, ASK, replace(ASK, message=Notice("Anything new?")))
    (taken,) = await claim(store)
    assert (taken.message, taken.wanted) == (Notice("Anything new?"), 1)


async def test_other_words_after_it_is_sent_make_it_due_again(store):
    await enqueue(store, ASK)
    await settle(store, sent((await claim(store))[0]))
    later = NOON + timedelta(hours=1)
    await enqueue(store, replace(ASK, message=Notice("Anything new?"), due=later))
    assert await claim(store) == ()
    (again,) = await claim(store, later)
    assert (again.wanted, again.confirmed, again.posted, again.doubtful) == (2, 1, HERE, False)


async def test_other_words_while_it_is_in_hand_are_sent_after_it(store):
    await enqueue(store, ASK)
    (taken,) = await claim(store)
    await enqueue(store, replace(ASK, message=Notice("Anything new?")))
    assert await claim(store) == ()
    await settle(store, sent(taken))
    now_known = await known(store)
    assert (now_known.status, now_known.posted, now_known.confirmed) == (Status.PENDING, HERE, 1)
    (again,) = await claim(store)
    assert (again.message, again.wanted) == (Notice("Anything new?"), 2)
    await settle(store, sent(again))
    assert (await known(store)).status is Status.SENT


async def test_what_was_skipped_stays_skipped(store):
    skipped = replace(ASK, status=Status.SKIPPED, reason="its moment has passed")
    await enqueue(store, skipped, replace(ASK, message=Notice("Anything new?")))
    assert await known(store) == skipped
    assert await claim(store) == ()


async def test_a_try_that_may_come_later_waits_until_then(store):
    await enqueue(store, ASK)
    later = NOON + timedelta(minutes=5)
    await settle(store, replace((await claim(store))[0], status=Status.PENDING, due=later, reason="busy"))
    assert await store.read(lambda book: book.next_due()) == later
    assert await claim(store) == ()
    (again,) = await claim(store, later)
    assert (again.attempts, again.first_try_at, again.doubtful) == (2, NOON, False)


async def test_what_follows_waits_for_what_it_follows_and_goes_into_its_thread(store):
    follower = replace(ASK, key="twiki", follows=ASK.key, threaded=True, priority=Priority.MINUTES)
    await enqueue(store, follower, ASK)
    (first,) = await claim(store)
    assert first.key == ASK.key
    assert await claim(store) == ()
    await settle(store, sent(first))
    (second,) = await claim(store)
    assert (second.key, second.thread) == ("twiki", HERE)


async def test_what_follows_something_that_was_never_owed_waits(store):
    await enqueue(store, replace(ASK, follows="nobody knows"))
    assert await claim(store) == ()
    assert await store.read(lambda book: book.next_due()) is None


async def test_what_follows_something_given_up_is_given_up_with_a_reason(store):
    dead = replace(ASK, status=Status.DEAD, reason="refused")
    await enqueue(store, dead, replace(ASK, key="twiki", follows=ASK.key))
    assert await claim(store) == ()
    buried = await known(store, "twiki")
    assert buried.status is Status.DEAD
    assert buried.reason


async def test_what_follows_something_posted_goes_out_though_its_amendment_was_given_up(store):
    await enqueue(
        store, replace(ASK, status=Status.DEAD, posted=HERE), replace(ASK, key="late", follows=ASK.key)
    )
    assert [delivery.key for delivery in await claim(store)] == ["late"]


async def test_the_next_due_is_the_earliest_that_can_go(store):
    assert await store.read(lambda book: book.next_due()) is None
    early, later = NOON - timedelta(hours=1), NOON + timedelta(hours=1)
    await enqueue(store, replace(ASK, due=later), replace(ASK, key="twiki", follows=ASK.key, due=early))
    assert await store.read(lambda book: book.next_due()) == later


async def test_deliveries_are_found_by_the_beginning_of_their_key(store):
    keys = [
        "Prod/2026-01-06/ask/U1",
        "Prod/2026-01-06/ask/U2",
        "prod/2026-01-06/ask/U1",
        "Prod/2026-01-13/ask",
    ]
    keys += ["Prod_/2026-01-06/ask", "P%/2026-01-06/ask"]
    await enqueue(store, *(replace(ASK, key=key) for key in keys))
    found = await store.read(lambda book: book.deliveries("Prod/2026-01-06/"))
    assert [delivery.key for delivery in found] == keys[:2]
    assert len(await store.read(lambda book: book.deliveries(""))) == len(keys)


async def test_one_workspace_sees_nothing_of_another(store, database):
    other = type(store)(database, "T2")
    await enqueue(store, ASK)
    await enqueue(other, replace(ASK, to="U9"))
    assert (await known(store)).to == "U1"
    assert [delivery.to for delivery in await claim(other)] == ["U9"]
    assert [delivery.to for delivery in await claim(store)] == ["U1"]
