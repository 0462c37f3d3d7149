"""What a turn costs: nothing for what exists, and something for what is due alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.cycle.advance import Round, lay_out_due
from bot.cycle.calls.change_log import record_change
from bot.cycle.isolation import Isolation
from bot.cycle.sweep import EVERY, Sweep
from bot.model.meeting import State, schedule
from bot.model.person import Person
from bot.ports import Book
from storage.database import Database
from storage.queue import RowInbox
from storage.store import RowStore
from storage.tables import Row
from tests.cycle.production import CALL, DAY, HOUR, NOW, posted, reported
from tests.rounds import advance
from tests.tables import with_tables

TEAMS = count()
MOMENT = NOW - 4 * HOUR  # when the leads of the first call are asked
REST = MOMENT - 6 * HOUR


@dataclass
class Seen:
    """The statements that a piece of work made, with their parameters, and how many rows it had."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    rows: int = 0

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.statements]

    @property
    def kinds(self) -> list[str]:
        """The same without what claims deliveries, of which one statement may change several rows."""
        return [text for text in self.texts if not text.startswith("UPDATE delivery")]


@contextmanager
def seeing(engine: Engine) -> Iterator[Seen]:
    """See every statement, and every row that becomes a value, until the context ends."""
    seen = Seen()

    def executed(_connection, _cursor, statement, parameters, *_) -> None:
        seen.statements.append((statement, parameters))

    def loaded(*_) -> None:
        seen.rows += 1

    event.listen(engine, "before_cursor_execute", executed)
    event.listen(Row, "load", loaded, propagate=True)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", executed)
        event.remove(Row, "load", loaded)


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Iterator[Database]:
    made = with_tables(tmp_path_factory.mktemp("cost") / "minutes.db")
    yield made
    made.close()


def remember(book: Book, calls: int, weeks: int, first: datetime) -> None:
    """So many calls, each with the minutes of so many weeks; the first one asks earlier than the others."""
    for number in range(calls):
        call = replace(CALL, name=f"Call {number}", ask=24 * HOUR if number == 0 else 20 * HOUR)
        record_change(book, call, by="a file", now=first)
        for back in range(2, weeks + 2):
            day = DAY - timedelta(weeks=back)
            update = replace(reported(news=f"week {back}"), call=call.name, date=day)
            old = posted(update, meeting=schedule(call, day))
            book.keep_update(update)
            book.keep_meeting(replace(old, state=State.CLOSED))


async def at_rest(database: Database, calls: int, weeks: int) -> RowStore:
    """A bot's memory after the turns that it took when all this was new."""
    store = RowStore(database, f"T{next(TEAMS)}")
    await store.change(remember, calls, weeks, REST)
    for _ in range(6):
        await a_turn(store, database, REST)
    return store


async def a_turn(store: RowStore, database: Database, now: datetime) -> Seen:
    """What every turn looks at: arrivals, what is due, what is to be delivered, and when to turn again."""
    inbox = RowInbox(database, store._team)
    with seeing(database.engine) as seen:
        await inbox.claim(now, "one", HOUR, 20)
        await advance(store=store, pages=lambda _: 1, now=now, isolation=Isolation())
        await store.change(lambda book: book.claim(now, "one", HOUR, 4))
        await store.read(lambda book: book.next_due())
    return seen


async def test_a_turn_with_nothing_due_is_the_same_for_one_call_and_for_many_with_years_behind_them(database):
    alone, many = await at_rest(database, 1, 0), await at_rest(database, 6, 8)
    least, most = await a_turn(alone, database, REST), await a_turn(many, database, REST)
    assert most.texts == least.texts
    assert (least.rows, most.rows) == (0, 0)
    assert len(least.texts) < 20


async def test_what_is_due_costs_the_same_beside_few_and_beside_many_that_are_not(database):
    alone, many = await at_rest(database, 1, 2), await at_rest(database, 6, 2)
    least, most = await a_turn(alone, database, MOMENT), await a_turn(many, database, MOMENT)
    assert len(least.texts) > 20
    assert most.kinds == least.kinds
    assert most.rows == least.rows


async def test_no_statement_of_a_turn_at_rest_looks_through_a_table(database):
    store = await at_rest(database, 3, 3)
    seen = await a_turn(store, database, REST)
    looked = 0
    with database.engine.connect() as connection:
        for text, parameters in seen.statements:
            if text.lstrip().startswith(("SELECT", "UPDATE", "DELETE")):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters).all()
                looked += 1
                assert [step.detail for step in plan if _looks_through(step.detail)] == [], text
    assert looked > 5


async def test_a_meeting_is_looked_at_in_one_transaction_also_where_it_is_asked_in_which_zones_people_are(
    database,
):
    store = await at_rest(database, 1, 0)
    await store.change(lambda book: book.keep_meeting_moment("Call 0", DAY, REST))
    whole = Round(store=store, pages=lambda _: 1, isolation=Isolation(), look_up=nobody_asks)
    with seeing(database.engine) as seen:
        assert await whole.piece(REST) == ()
    transactions = [text for text in seen.texts if text.startswith("BEGIN")]
    assert transactions == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]  # what is due, and the look


async def nobody_asks(person: str) -> Person:
    raise AssertionError(person)


def _looks_through(step: str) -> bool:
    """Whether a step goes through all rows of a table, or of an index; what it found itself is no table."""
    return step.startswith("SCAN") and not any(own in step for own in ("anon_", "CONSTANT", "subquery"))


async def test_what_another_replica_has_laid_out_meanwhile_is_not_laid_out_again(database):
    class Overtaken(Isolation):
        """Another replica lays everything out before the first calendar is looked at."""

        async def run(self, key, work, now):
            if key.endswith("laying out the calendar") and not overtaken:
                overtaken.append(key)
                await lay_out_due(store=store, now=now, isolation=Isolation())
            return await super().run(key, work, now)

    overtaken: list[str] = []
    written = []
    for isolation in (Isolation(), Overtaken()):
        store = RowStore(database, f"T{next(TEAMS)}")
        await store.change(lambda book: remember(book, 3, 0, REST))
        with seeing(database.engine) as seen:
            await lay_out_due(store=store, now=REST, isolation=isolation)
        written.append([text for text in seen.texts if text.startswith(("INSERT", "UPDATE"))])
    assert overtaken
    assert len(written[0]) > 3
    assert written[1] == written[0]


@pytest.mark.parametrize("laid_out", [True, False])
async def test_the_sweep_reads_as_much_of_a_call_beside_one_that_is_due_as_beside_many(database, laid_out):
    async def read(calls: int) -> int:
        store = RowStore(database, f"T{next(TEAMS)}")
        if laid_out:
            store = await at_rest(database, calls, 0)
        await store.change(lambda book: remember(book, calls, 0, REST))
        await store.change(touch_all)
        with seeing(database.engine) as seen:
            assert await Sweep().run(store=store, now=REST) == ()
        return found_again(database.engine, seen)

    assert await read(6) == 6 * await read(1) > 0


def touch_all(book: Book) -> None:
    """Let every call be due."""
    for name in book.call_names():
        book.touch(name)


def found_again(engine: Engine, seen: Seen) -> int:
    """How many rows the questions that were asked find."""
    asked = [each for each in seen.statements if each[0].lstrip().startswith(("SELECT", "WITH"))]
    with engine.connect() as connection:
        return sum(len(connection.exec_driver_sql(text, given).all()) for text, given in asked)


async def test_the_sweep_of_every_hour_finds_nothing_through_whole_weeks(database):
    store, sweep = await at_rest(database, 2, 1), Sweep()
    found: list[str] = []
    now = REST
    while now < REST + timedelta(days=8):
        await advance(store=store, pages=lambda _: 1, now=now)
        found += await sweep.run(store=store, now=now)
        now += 5 * EVERY
    assert found == []


async def test_a_call_set_up_while_its_leads_are_to_be_asked_is_not_overlooked(database):
    store = RowStore(database, f"T{next(TEAMS)}")
    await store.change(lambda book: book.keep_call(CALL))
    assert await Sweep().run(store=store, now=MOMENT) == ()
    assert await advance(store=store, pages=lambda _: 1, now=MOMENT) != ()


async def test_what_the_sweep_finds_is_said_and_done_at_the_next_turn(database, caplog):
    store, sweep = await at_rest(database, 1, 0), Sweep()
    await store.change(lambda book: book.keep_meeting_moment("Call 0", DAY, None))
    assert await advance(store=store, pages=lambda _: 1, now=MOMENT) == ()
    assert await sweep.run(store=store, now=MOMENT) == ("Call 0",)
    assert caplog.messages == ["Call 0: something was missing that was not seen coming"]
    taken = await advance(store=store, pages=lambda _: 1, now=MOMENT)
    assert [meeting.date for meeting, _ in taken] == [DAY] * 3
    assert await sweep.run(store=store, now=MOMENT + EVERY) == ()
