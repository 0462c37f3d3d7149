"""What it costs to take in what a lead writes: no more in a large call, and beside many others."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from bot.cycle.replies.collect import collect
from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn
from bot.ports import Book
from storage.store import RowStore
from tests.cycle.production import CALL, DAY, NOW, said
from tests.rounds import advance
from tests.tables import with_tables

MINUTE = timedelta(minutes=1)
EARLIER = 10  # messages
MOST_STATEMENTS = 24
WORDS = (
    "News:\n- Load tests reached {number}K jobs on a single CE\nOngoing:\n- Certificate tool changes {number}"
)


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """The statements until the context ends."""
    statements: list[str] = []

    def executed(_connection, _cursor, statement, *_) -> None:
        statements.append(statement)

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


async def test_a_stand_in_finds_the_call_of_whom_they_stand_in_for(database):
    store = RowStore(database, "T1")
    await store.change(lambda book: book.keep_call(a_call(3)))
    await advance(store=store, pages=lambda _: 1, now=NOW)
    away = Absence("UL0", first=DAY, last=DAY, stand_in=StandIn("Zoe", "UZOE"))
    await store.change(lambda book: book.keep_absence(away))
    await store.change(collect, said("News:\n- It works", by="UZOE", call="", date=None), now=NOW)
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    assert (update.area, update.by) == ("Area 0", ("UZOE",))
