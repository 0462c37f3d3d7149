"""Action items from the day they are agreed on until they are done, in the memory."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cycle.action_items import (
    NOBODY,
    ActionChanges,
    close_actions,
    nudge,
    open_action,
    pass_on,
    reopen_actions,
    set_due,
    take_back_actions,
)
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.delivery import Delivery, Kind, Posted, Priority, Status
from bot.model.errors import Refusal
from bot.model.message import ActionEvent, ActionNotice
from bot.model.minutes import ActionItem
from bot.model.person import Person
from bot.model.reason import Reason
from bot.rules.action_reminders import Nudge, keys_of
from storage.store import RowStore
from tests.tables import with_tables

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
    database = with_tables(tmp_path / "week.db")
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


async def owed(store):
    return list(await store.read(lambda book: book.deliveries("Harbour/")))


def news(action, told, *, to="UW", by="", due=NOW, part="", **more):
    """What the owner of an action item is told, as it is enqueued."""
    message = ActionNotice("Harbour", action, told, to=to, by=by)
    day = action.opened if told is ActionEvent.YOURS else action.due
    part = f"action-{action.number}-{to}{part}"
    return Delivery(f"Harbour/{day}/notice/{part}", to, message, due=due, kind=Kind.NOTICE, part=part, **more)


ROPE = ActionItem(1, "Order rope", "Wanda K.", opened=TODAY, due=date(2027, 1, 12), person="UW")
OWNER = Lead("Wanda K.", "UW")


async def rope(store, **more):
    return await add(store, "Order rope", **{"owner": OWNER, "due": ROPE.due, **more})


async def test_who_owns_an_action_item_is_told_who_gave_it_to_them(store):
    assert await rope(store) == ROPE
    assert await store.read(lambda book: book.actions("Harbour")) == (ROPE,)
    assert await owed(store) == [news(ROPE, ActionEvent.YOURS, by="Sol")]


@pytest.mark.parametrize(
    "more", [{"owner": Lead("Sol", "US")}, {"owner": Lead("Somebody", "")}, {"owner": NOBODY}]
)
async def test_who_adds_it_themself_or_is_not_in_the_workspace_is_told_nothing(store, more):
    await rope(store, **more)
    assert await owed(store) == []


async def test_the_same_again_on_the_same_day_is_the_same_item_and_told_once(store):
    await rope(store)
    await add(store, "Check the lights")
    assert await rope(store, by=CHAIR, now=NOW + timedelta(hours=1)) == ROPE
    assert (await rope(store, due=None)).number == 3
    assert [each.message.action.number for each in await owed(store)] == [1, 3]


async def test_who_owns_it_is_reminded_with_its_last_moment(store):
    action = await rope(store, by=WANDA)
    end = NOW + timedelta(days=1)
    for told in (ActionEvent.DUE, ActionEvent.OVERDUE):
        await store.change(nudge, Nudge(action, told, not_after=end), "Harbour", now=NOW)
    reminded = {"priority": Priority.REMINDER, "not_after": end}
    assert sorted(await owed(store), key=lambda each: each.part) == [
        news(ROPE, ActionEvent.DUE, part="-due", **reminded),
        news(ROPE, ActionEvent.OVERDUE, part="-overdue", **reminded),
    ]


async def test_what_changes_says_which_were_changed_which_were_so_and_which_are_unknown(store):
    await rope(store)
    lights = await add(store, "Check the lights")
    later = NOW + timedelta(days=2)
    done = replace(ROPE, done=True, closed=TODAY)
    assert await store.change(close_actions, "Harbour", (1, 7, 1), now=NOW) == ActionChanges(
        (done,), already=(), unknown=(7,), open=(2,)
    )
    assert await store.change(close_actions, "Harbour", (1, 2), now=later) == ActionChanges(
        (replace(lights, done=True, closed=date(2027, 1, 13)),), already=(done,), unknown=(), open=()
    )
    assert await store.change(reopen_actions, "Harbour", (2, 1, 9), now=later) == ActionChanges(
        (lights, ROPE), already=(), unknown=(9,), open=(1, 2)
    )
    taken = replace(lights, done=True)
    assert await store.change(take_back_actions, "Harbour", (2,), by=SOL, now=NOW) == ActionChanges(
        (taken,), already=(), unknown=(), open=(1,)
    )
    assert await store.change(set_due, "Harbour", 2, ROPE.due, now=NOW) == ActionChanges(
        (), already=(), unknown=(2,), open=(1,)
    )
    assert await store.change(set_due, "Harbour", 1, ROPE.due, now=NOW) == ActionChanges(
        (), already=(ROPE,), unknown=(), open=(1,)
    )


async def test_of_an_item_that_is_passed_on_both_owners_hear(store):
    await rope(store)
    await store.change(lambda book: book.settle(replace(news(ROPE, ActionEvent.YOURS, by="Sol"), **SAID)))
    to_ben, later = Lead("Ben", "UB"), NOW + timedelta(hours=1)
    passed = replace(ROPE, owner="Ben", person="UB")
    assert await store.change(pass_on, "Harbour", 1, to_ben, by=CHAIR, now=later) == ActionChanges(
        (passed,), already=(), unknown=(), open=(1,)
    )
    again = ActionNotice("Harbour", passed, ActionEvent.YOURS, to="UW", by="Sol")
    old, new = sorted(await owed(store), key=lambda each: each.to, reverse=True)
    assert (old.message, old.due, old.wanted, old.status) == (again, later, 2, Status.PENDING)
    assert new == news(passed, ActionEvent.YOURS, to="UB", by="Ida", due=later)
    assert await store.change(pass_on, "Harbour", 1, to_ben, by=CHAIR, now=later) == ActionChanges(
        (), already=(passed,), unknown=(), open=(1,)
    )


SAID = {"status": Status.SENT, "posted": Posted("D1", "1.0"), "confirmed": 1, "sent_at": NOW}


async def test_what_was_said_is_brought_up_to_date_and_what_was_not_is_over(store):
    action = await rope(store)
    await store.change(lambda book: book.settle(replace(news(ROPE, ActionEvent.YOURS, by="Sol"), **SAID)))
    step = Nudge(action, ActionEvent.DUE, not_after=NOW + timedelta(days=1))
    await store.change(nudge, step, "Harbour", now=NOW)
    later = NOW + timedelta(hours=1)
    (moved,) = (await store.change(set_due, "Harbour", 1, date(2027, 2, 1), now=later)).changed
    due, yours = sorted(await owed(store), key=lambda each: each.part, reverse=True)
    assert (due.status, due.reason) == (Status.SKIPPED, Reason.OVER_BEFORE_SAID)
    assert (yours.message.action, yours.due, yours.wanted) == (moved, later, 2)
    assert moved == replace(ROPE, due=date(2027, 2, 1))


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (close_actions, {}),
        (reopen_actions, {}),
        (take_back_actions, {"by": SOL}),
    ],
)
async def test_of_a_call_that_is_gone_nothing_is_changed(store, change, more):
    with pytest.raises(Refusal, match=r"^There is no call Gulls any more\.$"):
        await store.change(change, "Gulls", (1,), now=NOW, **more)
    with pytest.raises(Refusal, match="Gulls"):
        await store.change(set_due, "Gulls", 1, None, now=NOW)
    with pytest.raises(Refusal, match="Gulls"):
        await store.change(pass_on, "Gulls", 1, OWNER, by=SOL, now=NOW)


async def test_an_older_item_of_nobody_is_taken_back_by_a_chair_only(store):
    await add(store, "Check the lights")
    later = NOW + timedelta(days=1)
    said = "^Only its owner or a chair can take back an action item that is older than a day: #1.$"
    with pytest.raises(Refusal, match=said):
        await store.change(take_back_actions, "Harbour", (1,), by=SOL, now=later)
    assert (await store.change(take_back_actions, "Harbour", (1,), by=CHAIR, now=later)).open == ()
