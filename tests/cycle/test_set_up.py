"""A call is made, changed and taken over, by whoever may; every change is remembered and can be undone."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from bot.calls_file import read_calls, write_calls
from bot.cycle.calls.set_up import Settled, change_call, found, take_over, undo
from bot.model.call import Area, Call, Lead, Style, Weekday
from bot.model.errors import Refusal
from bot.model.person import Person
from storage.store import RowStore
from tests.tables import with_tables

NOW = datetime(2027, 1, 8, 12, tzinfo=UTC)
CHAIR, LEAD = Person("UCHAIR", "Chair"), Person("ULEAD", "Lead")
ADMIN, ELSE = Person("UADMIN", "Adm", admin=True), Person("UELSE", "Else")
GONE, ROBOT = Person("UGONE", "Gone", trouble="is deactivated"), Person("UROBOT", "Robot", trouble="is a bot")
STRANGER = Person("UFAR", "Far", stranger=True)
CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="UTC",
    areas=(Area("Cranes", (Lead("Lead", "ULEAD"),)), Area("Tides", (Lead("Lead", "ULEAD"),))),
    chairs=("UCHAIR",),
)


@pytest.fixture
def store(tmp_path):
    database = with_tables(tmp_path / "week.db")
    yield RowStore(database, "T1")
    database.close()


async def make(store, call=CALL, by=CHAIR, members=("UCHAIR", "ULEAD", "UELSE"), people=(LEAD,)):
    return await store.change(found, call, by=by, people=people, members=members, now=NOW)


async def alter(store, by=CHAIR, people=(), **fields):
    return await store.change(
        change_call, "Harbour", lambda call: replace(call, **fields), by=by, people=people, now=NOW
    )


async def back(store, number, by=CHAIR, people=()):
    return await store.change(undo, "Harbour", number, by=by, people=people, now=NOW)


async def refused(work) -> str:
    """Why something is refused."""
    with pytest.raises(Refusal) as told:
        await work
    return str(told.value)


async def stands(store) -> Any:
    return await store.read(lambda book: book.call("Harbour"))


async def changes(store):
    return await store.read(lambda book: book.call_changes("Harbour"))


async def test_a_member_of_the_channel_makes_a_call_and_it_is_remembered_who(store):
    made = await make(store)
    assert made == Settled(
        CALL,
        (
            "Harbour: new call, Tuesdays 16:00 UTC, in C1",
            "Harbour: new area Cranes (Lead)",
            "Harbour: new area Tides (Lead)",
        ),
    )
    assert await stands(store) == CALL
    (change,) = await changes(store)
    assert (change.number, change.by, change.at, change.before, change.after) == (
        1,
        "UCHAIR",
        NOW,
        None,
        CALL,
    )
    assert change.what == made.what


async def test_the_same_form_sent_twice_makes_one_call(store):
    await make(store)
    assert await make(store) == Settled(CALL)
    assert len(await changes(store)) == 1


@pytest.mark.parametrize(
    ("call", "by", "members", "why"),
    [
        (CALL, CHAIR, ("ULEAD",), "Only members of a channel"),
        (CALL, STRANGER, ("UFAR",), "Only members of a channel"),
        (replace(CALL, chairs=("UGONE",)), CHAIR, ("UCHAIR",), "Gone is deactivated and cannot be a chair"),
        (replace(CALL, chairs=()), CHAIR, ("UCHAIR",), "A call needs a chair"),
        (replace(CALL, areas=()), CHAIR, ("UCHAIR",), "the call has no area"),
    ],
)
async def test_a_call_that_cannot_be_is_declined_and_nothing_is_kept(store, call, by, members, why):
    assert why in await refused(make(store, call, by, members, (LEAD, GONE)))
    assert await stands(store) is None


async def test_in_a_channel_with_a_call_only_its_chairs_make_another(store):
    await make(store)
    other = replace(CALL, name="Ferries", chairs=("UELSE",))
    assert "the call Harbour already" in await refused(make(store, other, ELSE))
    assert isinstance(await make(store, replace(other, chairs=("UCHAIR",))), Settled)


async def test_two_calls_never_share_a_name(store):
    await make(store)
    made = make(store, replace(CALL, name="HARBOUR", channel="C2"))
    assert await refused(made) == "There is a call Harbour already. Please choose another name."


async def test_a_chair_changes_a_call(store):
    await make(store)
    done = await alter(store, time=time(17))
    assert done == Settled(replace(CALL, time=time(17)), ("Harbour: time 16:00 → 17:00",))
    assert await stands(store) == done.call
    assert await alter(store, time=time(17)) == Settled(done.call)
    assert len(await changes(store)) == 2


@pytest.mark.parametrize(
    "by",
    [LEAD, ELSE, ADMIN, STRANGER, replace(CHAIR, trouble="is deactivated"), replace(CHAIR, stranger=True)],
)
async def test_nobody_but_a_chair_changes_a_call(store, by):
    await make(store)
    assert await refused(alter(store, by, time=time(17))) == "Only a chair of Harbour can change it."
    assert await stands(store) == CALL


async def test_a_call_that_is_gone_is_not_changed(store):
    assert await refused(alter(store, time=time(17))) == "There is no call Harbour any more."


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (GONE, "Gone is deactivated and cannot"),
        (ROBOT, "Robot is a bot and cannot"),
        (STRANGER, "Far belongs to another workspace and cannot"),
    ],
)
async def test_who_cannot_act_becomes_neither_chair_nor_lead(store, person, why):
    await make(store)
    for fields in (
        {"chairs": ("UCHAIR", person.person)},
        {"areas": (*CALL.areas, Area("Ferries", (Lead(person.name, person.person),)))},
    ):
        assert why in await refused(alter(store, people=(person,), **fields))
    assert await stands(store) == CALL


async def test_who_became_unable_since_does_not_stand_in_the_way_of_other_changes(store):
    await make(store)
    gone = replace(LEAD, trouble="is deactivated")
    flat = tuple(replace(area, style=Style.FLAT) for area in CALL.areas)
    assert isinstance(await alter(store, people=(gone,), areas=flat), Settled)


async def test_the_last_chair_who_can_act_stays(store):
    await make(store)
    assert "A call needs a chair" in await refused(alter(store, chairs=()))
    assert isinstance(await alter(store, people=(ELSE,), chairs=("UCHAIR", "UELSE")), Settled)
    assert isinstance(await alter(store, people=(ELSE,), chairs=("UELSE",)), Settled)
    gone = replace(CHAIR, trouble="is deactivated")
    assert "Chair is deactivated" in await refused(alter(store, ELSE, (gone,), chairs=("UCHAIR",)))
    assert (await stands(store)).chairs == ("UELSE",)


async def test_what_a_file_would_refuse_is_refused(store):
    await make(store)
    assert "own zone" in await refused(alter(store, also_in=("UTC",)))
    assert await stands(store) == CALL


@pytest.mark.parametrize("by", [ADMIN, LEAD])
async def test_an_administrator_or_a_lead_takes_over_a_call_whose_chairs_cannot_act(store, by):
    await make(store)
    gone = replace(CHAIR, trouble="is deactivated")
    done = await store.change(take_over, "Harbour", by=by, chairs=(gone,), now=NOW)
    assert isinstance(done, Settled)
    assert done.call.chairs == (by.person,)
    assert (await changes(store))[-1].by == by.person
    assert await store.change(take_over, "Harbour", by=by, chairs=(gone,), now=NOW) == Settled(done.call)


async def test_a_call_with_a_chair_is_not_taken_over(store):
    await make(store)
    why = "Harbour has a chair who can act, so nobody else can take it over."
    for chairs in ((CHAIR,), ()):  # the second was made a chair meanwhile
        done = store.change(take_over, "Harbour", by=ADMIN, chairs=chairs, now=NOW)
        assert await refused(done) == why


@pytest.mark.parametrize("by", [ELSE, STRANGER, replace(LEAD, trouble="is a bot")])
async def test_nobody_else_takes_a_call_over(store, by):
    await make(store)
    gone = replace(CHAIR, trouble="is deactivated")
    done = store.change(take_over, "Harbour", by=by, chairs=(gone,), now=NOW)
    assert "Only an administrator" in await refused(done)


async def test_a_change_is_undone_and_the_undoing_too(store):
    await make(store)
    await alter(store, time=time(17))
    assert (await back(store, 2)).what == ("Harbour: time 17:00 → 16:00",)
    assert await back(store, 2) == Settled(CALL)  # pressed twice
    assert (await back(store, 3)).what == ("Harbour: time 16:00 → 17:00",)
    assert [change.number for change in await changes(store)] == [1, 2, 3, 4]


async def test_what_cannot_be_undone_says_why(store):
    await make(store)
    assert await refused(back(store, 1)) == "This is how Harbour began, which cannot be undone."
    assert await refused(back(store, 9)) == "There is no change number 9 of Harbour."
    await alter(store, time=time(17))
    await alter(store, time=time(18))
    assert (
        await refused(back(store, 2)) == "Change 2 cannot be undone, as this was changed again since: time."
    )
    assert await refused(back(store, 3, LEAD)) == "Only a chair of Harbour can change it."


async def test_undoing_brings_nobody_back_who_cannot_act(store):
    await make(store)
    await alter(store, people=(ELSE,), chairs=("UCHAIR", "UELSE"))
    await alter(store, chairs=("UCHAIR",))
    gone = replace(ELSE, trouble="is deactivated")
    assert "Else is deactivated" in await refused(back(store, 3, people=(gone,)))


async def test_undoing_never_leaves_a_call_that_a_file_would_refuse(store):
    await make(store)
    await alter(store, areas=CALL.areas[:1])
    await alter(store, areas=(Area("Ferries", (Lead("Lead", "ULEAD"),)),))
    await alter(store, timezone="Europe/Berlin", also_in=("UTC",))
    done = await alter(store, timezone="Europe/Paris")
    assert isinstance(done, Settled)
    await alter(store, also_in=("UTC", "Europe/Berlin"))
    assert "own zone" in await refused(back(store, 5))


async def test_what_was_set_up_is_a_file_that_applies_without_differences(store):
    await make(store)
    await alter(store, time=time(17), coordinates=("Room 1",))
    kept = await stands(store)
    assert read_calls(write_calls([kept]), "calls.toml") == (kept,)
