"""Deliveries whose words are erased: what was said stays said, what was not never is."""

from dataclasses import replace

import pytest

from bot.model.delivery import Status
from bot.model.message import Notice
from bot.model.privacy import ERASED
from tests.storage.hands import ASK, HERE, NOON, OVER, claim, enqueue, known, sent, settle

TIM = ASK.to


async def test_what_was_said_to_them_keeps_all_but_its_words(store):
    await enqueue(store, ASK)
    (taken,) = await claim(store)
    await settle(store, sent(taken))
    before = await known(store)
    await store.change(lambda book: book.erase_person(TIM))
    assert await known(store) == replace(before, message=ERASED)


async def test_what_was_not_said_to_them_yet_never_is(store):
    await enqueue(store, ASK)
    await store.change(lambda book: book.erase_person(TIM))
    assert await claim(store) == ()
    assert await store.read(lambda book: book.next_due()) is None
    left = await known(store)
    assert (left.message, left.status, left.reason) == (
        ERASED,
        Status.SKIPPED,
        "what it was to say was erased",
    )


async def test_a_message_about_to_be_changed_stays_as_it_stands(store):
    await enqueue(store, ASK)
    (taken,) = await claim(store)
    await settle(store, sent(taken))
    await enqueue(store, replace(ASK, message=Notice("newer words")))
    await store.change(lambda book: book.erase_person(TIM))
    left = await known(store)
    assert (left.status, left.posted, left.message) == (Status.SENT, HERE, ERASED)
    assert await claim(store) == ()


@pytest.mark.parametrize("status", [Status.SENT, Status.PENDING])
async def test_whoever_has_it_in_hand_can_only_add_where_it_stands(store, status):
    await enqueue(store, ASK)
    (taken,) = await claim(store)
    await store.change(lambda book: book.erase_person(TIM))
    await settle(store, sent(taken) if status is Status.SENT else replace(taken, status=status))
    left = await known(store)
    assert (left.status, left.posted) == (
        (Status.SENT, HERE) if status is Status.SENT else (Status.SKIPPED, None)
    )
    assert await claim(store, NOON, "two", lease=OVER) == ()


async def test_who_writes_again_gets_a_card_again(store):
    await enqueue(store, ASK)
    (taken,) = await claim(store)
    await settle(store, sent(taken))
    await store.change(lambda book: book.erase_person(TIM))
    await enqueue(store, ASK)
    (again,) = await claim(store)
    assert (again.message, again.posted) == (ASK.message, HERE)
