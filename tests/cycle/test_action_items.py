"""Action items from the day they are agreed on until they are done, in the memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cycle.action_items import (
    NOBODY,
    close_actions,
    nudge,
    open_action,
    pass_on,
    reopen_actions,
    set_due,
    take_back_actions,
)
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.delivery import Status
from bot.model.errors import Refusal
from bot.model.message import ActionEvent
from bot.model.person import Person
from bot.rules.action_reminders import Nudge, keys_of
from storage.database import open_database
from storage.migrations import upgrade
from storage.store import RowStore

CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Cranes", (Lead("Wanda K.", "UW"),)),),
    chairs=("UC",),
)
NOW = datetime(2027, 1, 12, 2, tzinfo=UTC)  # the evening of the 11th in New York
TODAY = date(2027, 1, 11)
WANDA, SOL, CHAIR = Person("UW", "Wanda K."), Person("US", "Sol"), Person("UC", "Ida")


@pytest.fixture
async def store(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/week.db")
    upgrade(database)
    memory = RowStore(database, "T1")
    await memory.change(lambda book: book.keep_call(CALL))
    yield memory
    database.close()


async def add(store, text, *, owner=NOBODY, due=None, by=SOL, now=NOW):
    return await store.change(open_action, "Harbour", text, owner=owner, due=due, by=by, now=now)


async def told(store, action):
    """What was owed to the owners of an action item, by what is told and how it stands."""
    found = [await store.read(lambda book, key=key: book.delivery(key)) for key in keys_of("Harbour", action)]
    return [(each.message.told, each.status) for each in found if each]


async def test_the_day_is_that_of_the_call_s_zone(store):
    action = await add(store, "Order rope")
    assert action.opened == TODAY
    (closed,) = (await store.change(close_actions, "Harbour", (1,), now=NOW)).changed
    assert closed.closed == TODAY


async def test_several_who_add_at_once_get_numbers_of_their_own(store):
    added = await asyncio.gather(*(add(store, f"Thing {number}") for number in range(20)))
    assert sorted(action.number for action in added) == list(range(1, 21))


async def test_numbers_are_never_given_twice(store):
    for number in range(1, 6):
        assert (await add(store, "Order rope")).number == number
        await store.change(take_back_actions, "Harbour", (number,), by=SOL, now=NOW)


async def test_calls_count_on_their_own(store):
    await store.change(lambda book: book.keep_call(replace(CALL, name="Ferries")))
    await add(store, "Order rope")
    other = await store.change(open_action, "Ferries", "Paint", owner=NOBODY, due=None, by=SOL, now=NOW)
    assert other.number == 1
    with pytest.raises(Refusal, match="There is no call Gulls any more"):
        await store.change(open_action, "Gulls", "Feed", owner=NOBODY, due=None, by=SOL, now=NOW)


async def test_the_same_words_another_day_are_another_item(store):
    await add(store, "Check the lights")
    again = await add(store, "Check the lights", now=NOW + timedelta(days=7))
    assert again.number == 2


async def test_closing_twice_keeps_the_first_day(store):
    await add(store, "Order rope")
    await store.change(close_actions, "Harbour", (1,), now=NOW)
    later = await store.change(close_actions, "Harbour", (1, 1), now=NOW + timedelta(days=2))
    assert (later.changed, later.already[0].closed, later.open) == ((), TODAY, ())


async def test_an_item_taken_back_is_unknown_until_it_is_opened_again(store):
    await add(store, "Order rope")
    await store.change(take_back_actions, "Harbour", (1,), by=SOL, now=NOW)
    assert (await store.change(close_actions, "Harbour", (1,), now=NOW)).unknown == (1,)
    outcome = await store.change(reopen_actions, "Harbour", (1,), now=NOW)
    assert (outcome.open, outcome.changed[0].taken_back) == ((1,), False)


async def test_of_several_none_is_taken_back_when_one_may_not_be(store):
    await add(store, "Order rope", owner=Lead("Wanda K.", "UW"))
    later = NOW + timedelta(days=1)
    await add(store, "Order paint", now=later)
    with pytest.raises(Refusal, match="older than a day: #1"):
        await store.change(take_back_actions, "Harbour", (2, 1), by=SOL, now=later)
    assert (await store.change(close_actions, "Harbour", (2,), now=later)).changed != ()
    for person in (WANDA, CHAIR):
        assert (await store.change(take_back_actions, "Harbour", (1,), by=person, now=later)).changed
        await store.change(reopen_actions, "Harbour", (1,), now=later)


async def test_what_was_not_said_yet_and_is_over_is_not_said(store):
    action = await add(store, "Order rope", owner=Lead("Wanda K.", "UW"), due=date(2027, 1, 12))
    step = Nudge(action, ActionEvent.DUE, not_after=NOW + timedelta(days=1))
    await store.change(nudge, step, "Harbour", now=NOW)
    assert await told(store, action) == [
        (ActionEvent.YOURS, Status.PENDING),
        (ActionEvent.DUE, Status.PENDING),
    ]
    await store.change(set_due, "Harbour", 1, date(2027, 2, 1), now=NOW)
    assert await told(store, action) == [
        (ActionEvent.YOURS, Status.PENDING),
        (ActionEvent.DUE, Status.SKIPPED),
    ]
    await store.change(close_actions, "Harbour", (1,), now=NOW)
    assert await told(store, action) == [
        (ActionEvent.YOURS, Status.SKIPPED),
        (ActionEvent.DUE, Status.SKIPPED),
    ]


async def test_a_step_that_comes_too_late_says_nothing(store):
    action = await add(store, "Order rope", owner=Lead("Sol", "US"), due=date(2027, 1, 12))
    await store.change(close_actions, "Harbour", (1,), now=NOW)
    await store.change(
        nudge, Nudge(action, ActionEvent.DUE, not_after=NOW + timedelta(days=1)), "Harbour", now=NOW
    )
    assert await told(store, action) == []


async def test_whoever_takes_an_item_over_themself_is_not_told_of_it(store):
    await add(store, "Order rope", owner=Lead("Wanda K.", "UW"))
    outcome = await store.change(pass_on, "Harbour", 1, Lead("Sol", "US"), by=SOL, now=NOW)
    assert await told(store, outcome.changed[0]) == []
