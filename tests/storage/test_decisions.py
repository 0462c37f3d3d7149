"""What chairs and single people decided is kept, replaced and taken back on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Call, Weekday
from bot.model.history import CallChange
from bot.model.override import Override
from storage.store import RowStore
from tests.storage import values
from tests.storage.test_book import fresh, same_database, trial

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SKIPPED = Override("Production", date(2026, 1, 6), "U9", NOON)
MOVED = Override("Production", date(2026, 1, 13), "U9", NOON, on=date(2026, 1, 15), at=time(15))
CALL = Call("Production", "C1", Weekday.TUESDAY, time(16), "America/New_York", ())
CHANGE = CallChange("Production", 7, NOON, "U9", ("it is new",), None, CALL)


@given(values.OVERRIDES)
@same_database
def test_an_override_comes_back_as_it_was(database, override):
    def work(book):
        book.keep_override(override)
        fresh(book)
        assert book.overrides(override.call) == (override,)

    trial(database, work)


@given(st.lists(values.CALL_CHANGES, max_size=3))
@same_database
def test_changes_of_calls_come_back_as_they_were_and_are_counted(database, changes):
    def work(book):
        for change in changes:
            book.keep_call_change(replace(change, call="Production"))
        fresh(book)
        assert book.call_changes("Production") == tuple(
            replace(change, call="Production", number=number) for number, change in enumerate(changes, 1)
        )

    trial(database, work)


async def test_changes_are_counted_within_their_call(store):
    def work(book):
        for change in (CHANGE, replace(CHANGE, call="Another"), replace(CHANGE, before=CALL)):
            book.keep_call_change(change)

    await store.change(work)
    assert [change.number for change in await store.read(lambda book: book.call_changes("Production"))] == [
        1,
        2,
    ]
    assert [change.number for change in await store.read(lambda book: book.call_changes("Another"))] == [1]


async def test_one_override_counts_for_a_meeting_and_they_come_by_date(store):
    def work(book):
        for override in (MOVED, replace(MOVED, date=SKIPPED.date), SKIPPED, replace(MOVED, call="Another")):
            book.keep_override(override)

    await store.change(work)
    assert await store.read(lambda book: book.overrides("Production")) == (SKIPPED, MOVED)


async def test_the_last_choice_of_a_person_in_a_conversation_is_remembered(store):
    def work(book):
        book.keep_choice("U1", "C1", "Production")
        book.keep_choice("U1", "D1", "Security")
        book.keep_choice("U1", "C1", "Another")

    await store.change(work)
    assert await store.read(lambda book: book.choice("U1", "C1")) == "Another"
    assert await store.read(lambda book: book.choice("U1", "D1")) == "Security"
    assert await store.read(lambda book: book.choice("U2", "C1")) is None


async def test_the_newest_digest_of_each_home_is_remembered(store):
    def work(book):
        for person, digest in (("U2", "a"), ("U1", "b"), ("U2", "c")):
            book.keep_home(person, digest)

    await store.change(work)
    assert await store.read(lambda book: book.homes()) == {"U1": "b", "U2": "c"}


async def test_what_was_decided_in_one_workspace_is_unknown_in_another(store, database):
    def work(book):
        book.keep_override(SKIPPED)
        book.keep_call_change(CHANGE)
        book.keep_choice("U1", "C1", "Production")
        book.keep_home("U1", "a")

    await store.change(work)
    other = RowStore(database, "T2")
    assert await other.read(lambda book: book.overrides("Production")) == ()
    assert await other.read(lambda book: book.call_changes("Production")) == ()
    assert await other.read(lambda book: book.choice("U1", "C1")) is None
    assert await other.read(lambda book: book.homes()) == {}
