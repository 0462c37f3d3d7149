"""Calls are taken over from a file; what was set up since is not undone by starting again."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.cycle.calls.apply_calls import adopt_calls
from bot.cycle.calls.set_up import change_call, rename_call
from bot.model.call import Area, Call, Lead, Standing, Weekday
from bot.model.errors import Refusal
from bot.model.person import Person
from storage.book import RowBook
from storage.store import RowStore
from tests.functions_called import functions_called
from tests.tables import with_tables

NOW = datetime(2027, 1, 8, 12, tzinfo=UTC)
CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="UTC",
    areas=(Area("Cranes", (Lead("Lead", "ULEAD"),)),),
    chairs=("UCHAIR",),
)
LATER = replace(CALL, time=time(17))


@pytest.fixture
def store(tmp_path):
    database = with_tables(tmp_path / "week.db")
    yield RowStore(database, "T1")
    database.close()


async def apply(store, *calls, start=False):
    return await store.change(adopt_calls, calls, file="calls.toml", now=NOW, news_only=start)


async def set_up(store, **fields):
    by = Person("UCHAIR", "Chair")
    await store.change(
        change_call, "Harbour", lambda call: replace(call, **fields), by=by, people=(), now=NOW
    )


async def stands(store):
    return await store.read(lambda book: book.call("Harbour"))


async def test_what_a_file_changes_is_said_and_remembered_under_its_name(store):
    assert await apply(store, CALL) == (
        "Harbour: new call, Tuesdays 16:00 UTC, in C1",
        "Harbour: new area Cranes (Lead)",
    )
    assert await apply(store, LATER) == ("Harbour: time 16:00 → 17:00",)
    changes = await store.read(lambda book: book.call_changes("Harbour"))
    assert [(change.by, change.before, change.after) for change in changes] == [
        ("calls.toml", None, CALL),
        ("calls.toml", CALL, LATER),
    ]


async def test_the_same_file_again_changes_nothing_and_leaves_other_calls(store):
    await apply(store, CALL, replace(CALL, name="Ferries"))
    assert await apply(store, CALL) == ("Ferries: not in this file, left as it is",)
    assert len(await store.read(lambda book: book.call_changes("Harbour"))) == 1


@pytest.mark.parametrize("start", [True, False])
async def test_a_new_file_is_taken_over_at_the_start_and_by_command(store, start):
    await apply(store, CALL, start=start)
    assert await stands(store) == CALL
    await apply(store, LATER, start=start)
    assert await stands(store) == LATER


async def test_a_start_does_not_undo_what_was_set_up_since(store):
    await apply(store, CALL, start=True)
    await set_up(store, time=time(18))
    (said,) = await apply(store, CALL, start=True)
    assert said == "Harbour: changed since calls.toml was applied, and the file was not; left as it is"
    assert (await stands(store)).time == time(18)


async def test_a_file_that_was_edited_since_wins_at_the_start(store):
    await apply(store, CALL, start=True)
    await set_up(store, time=time(18))
    assert await apply(store, LATER, start=True) == ("Harbour: time 18:00 → 17:00",)
    await set_up(store, time=time(18))
    await apply(store, LATER, start=True)
    assert (await stands(store)).time == time(18)


async def test_the_command_applies_the_file_whatever_was_set_up(store):
    await apply(store, CALL, start=True)
    await set_up(store, time=time(18))
    assert await apply(store, CALL) == ("Harbour: time 18:00 → 16:00",)


async def test_a_file_that_names_a_call_which_was_set_up_before_takes_it_over(store):
    await store.change(lambda book: book.keep_call(LATER))
    assert await apply(store, CALL, start=True) == ("Harbour: time 17:00 → 16:00",)


async def test_an_edit_of_something_else_does_not_have_a_paused_call_held_again(store):
    await apply(store, CALL, start=True)
    await set_up(store, standing=Standing.PAUSED)
    assert await apply(store, LATER, start=True) == ("Harbour: time 16:00 → 17:00",)
    assert (await stands(store)).standing is Standing.PAUSED
    ended = replace(LATER, standing=Standing.ENDED)
    assert await apply(store, ended, start=True) == ("Harbour: standing paused → ended",)
    assert await apply(store, LATER) == ("Harbour: standing ended → held",)  # who applies it by hand means it


async def renamed(store, old, new):
    by = Person("UCHAIR", "Chair")
    await store.change(rename_call, old, new, by=by, now=NOW)


async def names(store):
    return [call.name for call in await store.read(lambda book: book.calls())]


async def test_a_call_that_was_renamed_in_slack_is_no_second_one_beside_it_at_the_start(store):
    await apply(store, CALL, start=True)
    await renamed(store, "Harbour", "Port")
    said = "Port: renamed since calls.toml was applied, which still calls it Harbour; it keeps its name"
    assert await apply(store, CALL, start=True) == (said,)
    assert await apply(store, LATER, start=True) == (said, "Port: time 16:00 → 17:00")
    assert await names(store) == ["Port"]


async def test_who_applies_a_file_by_hand_with_the_name_before_renames_it_back(store):
    await apply(store, CALL)
    await renamed(store, "Harbour", "Port")
    assert await apply(store, CALL) == ("Harbour: Port is called Harbour",)
    assert await names(store) == ["Harbour"]
    assert await apply(store, CALL) == ()


async def test_a_file_with_the_new_name_changes_nothing_with_or_without_the_old_one(store):
    await apply(store, CALL)
    await renamed(store, "Harbour", "Port")
    for was in ((), ("Harbour",)):
        assert await apply(store, replace(CALL, name="Port", was=was)) == ()
    assert await names(store) == ["Port"]


async def test_a_file_that_says_another_name_since_renames_what_was_renamed_in_slack(store):
    await apply(store, CALL, start=True)
    await renamed(store, "Harbour", "Port")
    quay = replace(CALL, name="Quay", was=("Harbour",))
    assert await apply(store, quay, start=True) == ("Quay: Port is called Quay",)
    assert (await store.read(lambda book: book.call("Port"))).was == ("Harbour", "Port")


async def test_a_former_name_that_is_another_calls_changes_nothing(store):
    ferries = replace(CALL, name="Ferries")
    await apply(store, CALL, ferries)
    with pytest.raises(Refusal, match="There is a call Ferries already"):
        await apply(store, replace(CALL, was=("Ferries",)))
    assert await names(store) == ["Ferries", "Harbour"]


async def test_a_new_call_cannot_have_a_name_that_another_of_the_same_file_has_or_had(store):
    other = replace(CALL, name="Ferries", was=("Boats",))
    for name in ("ferries", "BOATS"):
        with pytest.raises(Refusal):
            await apply(store, other, replace(CALL, name=name))
    assert await apply(store, other, replace(CALL, name="Ships"))
    assert await apply(store, replace(other, was=("Vessels",)))
    with pytest.raises(Refusal):
        await apply(store, replace(CALL, name="vessels"))


def test_to_take_over_a_call_costs_the_same_in_a_large_file_as_in_a_small_one(tmp_path):
    def cost(count: int) -> float:
        calls = tuple(replace(CALL, name=f"Harbour {number}") for number in range(count))
        database = with_tables(tmp_path / f"{count}.db")

        def work(session):
            adopt_calls(RowBook(session, "T1"), calls, file="calls.toml", now=NOW)

        database.change("T1", lambda session: functions_called(lambda: work(session)))  # queries are made
        found = with_tables(tmp_path / f"{count} again.db")
        made = found.change("T1", lambda session: functions_called(lambda: work(session)))
        database.close()
        found.close()
        return made / count

    assert cost(200) <= 1.2 * cost(20)
