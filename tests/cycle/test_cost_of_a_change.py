"""What it costs to take in what a lead writes: no more in a large call, and beside many others."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.cycle.replies.collect import collect
from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn
from bot.model.meeting import Meeting, schedule
from bot.ports import Book
from storage.store import RowStore
from tests.cycle.production import CALL, DAY, NOW, posted, reported, said
from tests.rounds import advance
from tests.tables import with_tables

MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)
OF_NONE = {"call": "", "date": None}  # as a message says of no meeting
EARLIER = 10  # messages
MOST_STATEMENTS = 23
WORDS = (
    "News:\n- Load tests reached {number}K jobs on a single CE\nOngoing:\n- Certificate tool changes {number}"
)


@contextmanager
def counting(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements until the context ends, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def executed(_connection, _cursor, statement, parameters, *_) -> None:
        statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", executed)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", executed)


@pytest.fixture
def database(tmp_path):
    made = with_tables(tmp_path / "minutes.db")
    yield made
    made.close()


def a_call(areas: int, name: str = "Production", prefix: str = "UL"):
    led = tuple(Area(f"Area {at}", (Lead(f"L{at}", f"{prefix}{at}"),)) for at in range(areas))
    return replace(CALL, name=name, areas=led)


def rows_read(engine: Engine, statements: list[tuple[str, Any]]) -> Counter[str]:
    """How many rows these statements read, by the table that they read first."""
    rows: Counter[str] = Counter()
    with engine.connect() as connection:
        for statement, parameters in statements:
            if statement.startswith("SELECT"):
                table = statement.partition("FROM ")[2].split()[0]
                rows[table] += len(connection.exec_driver_sql(statement, parameters).all())
    return rows


def keep_meetings(book: Book, *meetings: Meeting) -> None:
    for meeting in meetings:
        book.keep_meeting(meeting)


def keep_calls(book: Book, calls: tuple[Call, ...]) -> None:
    for call in calls:
        book.keep_call(call)


@pytest.fixture
async def change(database):
    """How many statements the next message of a lead takes, in a workspace with these calls."""

    async def made(*calls, earlier=EARLIER):
        store = RowStore(database, f"T{len(made_for)}")
        made_for.append(calls)
        await store.change(keep_calls, calls)
        for _ in range(3):
            await advance(store=store, pages=lambda _: 1, now=NOW)
        others = [lead.person for lead in calls[0].reporters][1:]
        await store.change(collect, said("News:\n- It works", by=others[0], at=NOW), now=NOW)
        for number in range(earlier):
            at = NOW + number * MINUTE
            await store.change(collect, said(WORDS.format(number=number), by="UL0", at=at), now=at)
        at = NOW + 30 * MINUTE
        with counting(database.engine) as statements:
            await store.change(collect, said("News:\n- One more", by="UL0", at=at), now=at)
        (update,) = [
            each
            for each in await store.read(lambda book: book.updates("Production", DAY))
            if each.area == "Area 0"
        ]
        assert len(update.sections.news) == earlier + 1
        return len(statements)

    made_for: list[object] = []
    return made


async def test_a_message_costs_the_same_in_a_small_call_and_in_one_with_forty_areas(change):
    assert await change(a_call(3)) == await change(a_call(40))


async def test_a_message_costs_the_same_after_one_and_after_ten_others(change):
    assert await change(a_call(3), earlier=1) == await change(a_call(3), earlier=EARLIER)


async def test_a_message_costs_the_same_beside_calls_that_are_not_its_writers(change):
    others = [a_call(3, f"Call {number}", "UX") for number in range(5)]
    assert await change(a_call(3), *others) == await change(a_call(3))


async def test_what_a_message_changes_takes_few_statements(change):
    assert await change(a_call(40)) <= MOST_STATEMENTS


@pytest.mark.parametrize("weeks", [0, 3])
async def test_a_message_reads_of_other_areas_who_leads_them_and_who_has_reported_and_no_words(
    database, weeks
):
    async def read(areas: int) -> Counter[str]:
        store, call = RowStore(database, f"T{areas}"), a_call(areas)
        await store.change(keep_calls, (call,))
        for _ in range(3):
            await advance(store=store, pages=lambda _: 1, now=NOW)
        for week in range(1, weeks + 1):
            before = posted(reported("Area 0"), meeting=schedule(call, DAY - week * WEEK))
            await store.change(keep_meetings, before)
        for lead in call.reporters:
            await store.change(collect, said("News:\n- It works", by=lead.person, at=NOW), now=NOW)
        with counting(database.engine) as statements:
            await store.change(collect, said("More works", by="UL0", at=NOW + MINUTE, **OF_NONE), now=NOW)
        return rows_read(database.engine, statements)

    small, large = await read(3), await read(40)
    assert large - small == Counter(area=37, lead=37, area_update=37)
    assert small["meeting"] == large["meeting"] > weeks


async def test_a_stand_in_finds_the_call_of_whom_they_stand_in_for(database):
    store = RowStore(database, "T1")
    await store.change(lambda book: book.keep_call(a_call(3)))
    await advance(store=store, pages=lambda _: 1, now=NOW)
    away = Absence("UL0", first=DAY, last=DAY, stand_in=StandIn("Zoe", "UZOE"))
    await store.change(lambda book: book.keep_absence(away))
    await store.change(collect, said("News:\n- It works", by="UZOE", call="", date=None), now=NOW)
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    assert (update.area, update.by) == ("Area 0", ("UZOE",))
