"""The lines of posted minutes are found again, alike on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.model.history import Entry
from bot.ports import Book, Store
from storage.database import Database
from storage.entries import holds
from storage.store import RowStore, adopt
from tests.storage import values
from tests.storage.test_book import fresh, same_database, trial

CALL, DAY = "Production", date(2026, 1, 6)
LINES = (
    "GUMS was moved to a new server: gums-2.example.org",
    "The café's network, 10 Gbit/s, is UP (https://wiki.example.org/Network_Plan?rev=12)",
    "Version 3.6.1 of xrootd; CVE-2026-1234 does not concern us",
    "Straße closed on 12 January",
    "don't restart node_7 NEAR the console",
)
ENTRIES = tuple(
    Entry(CALL, DAY, place, line, area="Software", section="news") for place, line in enumerate(LINES)
)

PLANS = {
    "sqlite": ("EXPLAIN QUERY PLAN", "entry_words VIRTUAL TABLE INDEX"),
    "postgresql": ("EXPLAIN", "Bitmap Index Scan on entry_words"),
}


@pytest.fixture
async def kept(store):
    await keep(store, *ENTRIES)


@given(
    st.builds(
        Entry,
        st.just(CALL),
        st.just(DAY),
        st.integers(0, 999),
        kind=values.NAMES,
        area=values.NAMES,
        section=values.NAMES,
    )
)
@same_database
def test_a_line_comes_back_as_it_was_by_each_of_its_words(database, entry):
    def work(book):
        book.keep_entries(CALL, DAY, (replace(entry, text=f"{entry.text} marker"),))
        fresh(book)
        assert book.search("marker", calls=(CALL,), limit=9) == (
            1,
            (replace(entry, text=f"{entry.text} marker"),),
        )
        assert book.search(f"{entry.text[:99]} MARK", calls=(CALL,), limit=9)[0] == 1

    trial(database, work)


async def test_the_newest_meeting_comes_first_a_page_at_a_time(store):
    days = [date(2026, 1, 6), date(2025, 12, 30), date(2026, 1, 13)]
    lines = [Entry(CALL, day, place, "all quiet") for day in days for place in (2, 1)]
    await keep(store, *lines)
    newest = tuple(sorted(lines, key=lambda entry: (-entry.date.toordinal(), entry.place)))
    assert await found(store, "quiet") == (6, newest)
    assert await store.read(lambda book: book.search("quiet", calls=(CALL,), limit=2, offset=3)) == (
        6,
        newest[3:5],
    )
    assert await store.read(lambda book: book.search("quiet", calls=(CALL,), limit=2, offset=9)) == (6, ())


async def test_only_the_calls_asked_for_are_searched(store):
    other = Entry("Security", DAY, 1, "gums again")
    await keep(store, *ENTRIES, other)
    assert await store.read(lambda book: book.search("gums", calls=("Security",), limit=9)) == (1, (other,))
    assert await store.read(lambda book: book.search("gums", calls=(), limit=9)) == (0, ())
    assert (await store.read(lambda book: book.search("gums", calls=(CALL, "Security"), limit=9)))[0] == 2


async def test_a_new_revision_of_minutes_takes_the_place_of_the_one_before(store, kept, database):
    await keep(store, replace(ENTRIES[0], date=date(2026, 1, 13)))
    await keep(store, replace(ENTRIES[0], text="GUMS is back"), replace(ENTRIES[1], text="quiet"))
    assert await found(store, "cafe") == (0, ())
    assert [entry.text for entry in (await found(store, "gums"))[1]] == [LINES[0], "GUMS is back"]
    await store.change(lambda book: book.keep_entries(CALL, DAY, ()))
    assert (await found(store, "gums"))[0] == 1
    _in_step(database)


async def test_the_same_lines_again_change_nothing(store, kept, database):
    def rows():
        with database.engine.connect() as connection:
            return connection.execute(text("SELECT id FROM entry ORDER BY id")).all()

    before = rows()
    await keep(store, *ENTRIES)
    assert rows() == before
    await keep(store, *ENTRIES[:2])
    assert len(rows()) == 2


async def test_one_workspace_finds_nothing_of_another(database, kept):
    assert await found(RowStore(database, "T2"), "gums") == (0, ())


async def test_what_was_kept_before_the_workspace_was_known_is_found_in_it(database):
    await keep(RowStore(database, ""), *ENTRIES)
    adopt(database, "T1")
    assert await found(RowStore(database, "T1"), "gums") == (1, ENTRIES[:1])
    _in_step(database)


def test_the_index_is_used(database):
    condition = holds("gums", database.dialect)
    assert condition is not None
    how, used = PLANS[database.dialect]
    with database.engine.begin() as connection:
        if database.dialect == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # it is right for a few rows
        asked = text(f"{how} SELECT * FROM entry WHERE {condition.text}")
        assert used in str(connection.execute(asked, condition.compile().params).all())


def _in_step(database: Database) -> None:
    """FTS5 compares its index with the rows itself; PostgreSQL needs no such thing."""
    if database.dialect == "sqlite":
        with database.engine.begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)"
            )


async def keep(store: Store, *entries: Entry) -> None:
    def work(book: Book) -> None:
        for call, day in {(entry.call, entry.date) for entry in entries}:
            book.keep_entries(call, day, tuple(x for x in entries if (x.call, x.date) == (call, day)))

    await store.change(work)


async def found(store: Store, question: str) -> tuple[int, tuple[Entry, ...]]:
    return await store.read(lambda book: book.search(question, calls=(CALL,), limit=9))
