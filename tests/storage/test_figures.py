"""What the rows say at a moment: what is due, who is silent, how many calls there are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.call import Section
from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.figures import Due
from bot.model.meeting import State, schedule
from bot.model.message import Notice
from bot.model.update import Item, Sections, Update
from bot.model.words import words
from storage.figures import figures
from tests.rules.test_plan import AT_CALL, CALL, DAY
from tests.tables import with_tables
from tests.week.test_cost_at_rest import seeing

NOW = AT_CALL - timedelta(hours=2)
WEEK = f"{CALL.name}/{DAY}"
GRID, STORAGE = CALL.areas
REPORTED = Update(CALL.name, DAY, "", changed_at=NOW)


def delivery(kind: Kind, part: str, status: Status = Status.PENDING, *, ago: int = 0) -> Delivery:
    said = Delivery(
        f"{WEEK}/{kind}/{part}", part, Notice("hello"), NOW - timedelta(minutes=ago), kind=kind, part=part
    )
    return replace(said, status=status, posted=Posted("D1", "1.0") if status is Status.SENT else None)


async def keep(store, *deliveries: Delivery) -> None:
    for each in deliveries:
        await store.change(lambda book, each=each: book.enqueue(each))


async def asked(store) -> None:
    """The call, its coming meeting, and every lead asked."""
    await store.change(lambda book: book.keep_call(CALL))
    await store.change(lambda book: book.keep_meeting(schedule(CALL, DAY)))
    await keep(store, *(delivery(Kind.ASK, lead.person, Status.SENT) for lead in CALL.reporters))


async def test_nothing_is_nothing(database, store):
    found = await figures(database, "T1", NOW)
    assert (found.due, found.calls, found.silent) == ({}, 0, {})
    assert found.bytes > 1000


async def test_what_is_due_is_counted_by_kind_with_the_oldest(database, store):
    await keep(
        store,
        delivery(Kind.ASK, "U1", ago=5),
        delivery(Kind.ASK, "U2", ago=9),
        delivery(Kind.CARD, "U1", ago=1),
        delivery(Kind.CARD, "U2", ago=-1),
        delivery(Kind.CARD, "U3", Status.SENT, ago=50),
        delivery(Kind.REMIND_1, "U3", Status.DEAD, ago=50),
    )
    minute = timedelta(minutes=1)
    due = {"ask": Due(2, NOW - 9 * minute), "card": Due(1, NOW - minute)}
    assert (await figures(database, "T1", NOW)).due == due
    assert (await figures(database, "T2", NOW)).due == {}


async def test_who_was_asked_and_has_not_reported_is_silent(database, store):
    await asked(store)
    everybody = len({lead.person for lead in CALL.reporters})
    found = await figures(database, "T1", NOW)
    assert (found.calls, found.silent) == (1, {CALL.name: everybody})


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ({}, True),  # withdrawn
        ({"nothing_new": True}, False),
        ({"none": ((Section.NEWS, "none"),)}, False),
        ({"sections": Sections(news=(Item(words("moved")),))}, False),
    ],
)
async def test_an_area_that_has_said_anything_that_counts_is_not_silent(database, store, said, silent):
    await asked(store)
    for area in CALL.areas:
        update = replace(REPORTED, area=area.name, **said)
        await store.change(lambda book, update=update: book.keep_update(update))
    assert bool((await figures(database, "T1", NOW)).silent) is silent


async def test_nobody_is_silent_who_was_not_asked_or_whose_minutes_are_posted(database, store):
    await store.change(lambda book: book.keep_call(CALL))
    await store.change(lambda book: book.keep_meeting(schedule(CALL, DAY)))
    assert (await figures(database, "T1", NOW)).silent == {}
    await asked(store)
    await store.change(lambda book: book.keep_meeting(replace(schedule(CALL, DAY), state=State.POSTED)))
    assert (await figures(database, "T1", NOW)).silent == {}


async def test_figures_are_read_by_the_indexes_of_what_is_open(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    with seeing(database.engine) as seen:
        await figures(database, "T1", NOW)
    plans = []
    with database.engine.connect() as connection:
        for statement, parameters in seen.statements:
            if statement.startswith("SELECT"):
                found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                plans += [row[-1] for row in found]
    database.close()
    assert not [step for step in plans if step.startswith("SCAN") and "subquery" not in step.lower()]
    assert any("ix_delivery_open" in step for step in plans)
    assert any("ix_meeting_open" in step for step in plans)
