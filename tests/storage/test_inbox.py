"""What came in is durable before it is acknowledged, and kept once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from bot.model.errors import DatabaseUnusable
from bot.ports import Arrival
from storage.database import open_database
from storage.queue import RowInbox
from storage.traffic import InboxRow

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)


async def test_arrivals_wait_in_the_order_in_which_they_came(inbox):
    for name in ("b", "a", "c"):
        await inbox.keep(name, {"text": name}, NOON)
    assert await inbox.waiting(2) == (Arrival("b", {"text": "b"}), Arrival("a", {"text": "a"}))


async def test_an_arrival_that_is_known_changes_nothing(inbox):
    await inbox.keep("E1", {"text": "first"}, NOON)
    await inbox.keep("E1", {"text": "again"}, NOON)
    assert await inbox.waiting(9) == (Arrival("E1", {"text": "first"}),)


async def test_of_many_identities_those_that_were_never_kept_are_told(inbox):
    await inbox.keep("E1", {}, NOON)
    await inbox.keep("E2", {}, NOON)
    await inbox.done(["E2"], NOON)
    new = {f"E{number}" for number in range(3, 2_500)}
    assert await inbox.unknown({"E1", "E2", *new}) == new
    assert await inbox.unknown([]) == frozenset()


async def test_any_json_comes_back(inbox):
    payload = {"text": "nul \0, half a pair \ud83d, \U0001f600", "deep": [{"n": [1, 2.5, None, True]}]}
    await inbox.keep("E1", payload, NOON)
    assert await inbox.waiting(9) == (Arrival("E1", payload),)


async def test_a_sender_that_cannot_be_written_takes_nothing_of_its_group_with_it(database):
    inbox = RowInbox(database, "T1", lambda payload: payload["user"])
    broken, whole = {"user": "U\ud800"}, {"user": "U1"}
    await asyncio.gather(inbox.keep("E1", broken, NOON), inbox.keep("E2", whole, NOON))
    assert await inbox.waiting(9) == (Arrival("E1", broken), Arrival("E2", whole))


async def test_what_was_worked_on_is_emptied_and_still_known(inbox, database):
    await inbox.keep("E1", {"text": "secret"}, NOON)
    await inbox.done(["E1"], NOON)
    await inbox.keep("E1", {"text": "secret"}, NOON)
    assert await inbox.waiting(9) == ()
    with Session(database.engine) as session:
        assert [row.payload for row in session.exec(select(InboxRow))] == ["{}"]


async def test_a_failed_try_is_counted_and_the_arrival_waits(inbox):
    await inbox.keep("E1", {}, NOON)
    await inbox.failed("E1", "the database went away")
    await inbox.failed("E1", "the database went away")
    assert await inbox.waiting(9) == (Arrival("E1", {}, attempts=2),)


async def test_what_is_long_done_is_forgotten_what_waits_is_not(inbox, database):
    for name in ("old", "new", "waits"):
        await inbox.keep(name, {}, NOON)
    await inbox.done(["old"], NOON)
    await inbox.done(["new"], NOON + timedelta(days=1))
    await inbox.forget_before(NOON + timedelta(hours=1))
    with Session(database.engine) as session:
        assert {row.identity for row in session.exec(select(InboxRow))} == {"new", "waits"}


async def test_a_burst_takes_few_commits_and_loses_nothing(inbox, database):
    commits: list[object] = []
    event.listen(database.engine, "commit", commits.append)
    await asyncio.gather(*(inbox.keep(f"E{n % 900}", {"n": n % 900}, NOON) for n in range(1000)))
    assert len(commits) < 50
    assert {arrival.payload["n"] for arrival in await inbox.waiting(2000)} == set(range(900))


async def test_whoever_stops_waiting_takes_nobody_with_them(inbox):
    keeps = [asyncio.ensure_future(inbox.keep(f"E{n}", {}, NOON)) for n in range(10)]
    await asyncio.sleep(0)
    keeps[3].cancel()
    results = await asyncio.gather(*keeps, return_exceptions=True)
    assert [result for result in results if result is not None] == [results[3]]


async def test_an_identity_that_no_row_can_hold_is_refused_alone(inbox):
    good = inbox.keep("E1", {}, NOON)
    with pytest.raises(ValueError, match="E"):
        await inbox.keep("E\0", {}, NOON)
    await good
    assert len(await inbox.waiting(9)) == 1


async def test_without_tables_nothing_is_acknowledged(url):
    empty = open_database(url)
    with pytest.raises(DatabaseUnusable, match="db upgrade"):
        await RowInbox(empty, "T1").keep("E1", {}, NOON)
    empty.close()


async def test_a_cursor_only_moves_forward(inbox):
    for ts in ("9.000200", "10.000100", "9.000300"):
        await inbox.move_cursor("D1", ts)
    await inbox.move_cursor("D2", "1.000000")
    assert await inbox.cursors() == {"D1": "10.000100", "D2": "1.000000"}


async def test_one_workspace_sees_nothing_of_another(inbox, database):
    other = RowInbox(database, "T2")
    await inbox.keep("E1", {"team": 1}, NOON)
    await other.keep("E1", {"team": 2}, NOON)
    await inbox.done(["E1"], NOON)
    assert await other.waiting(9) == (Arrival("E1", {"team": 2}),)
    assert await RowInbox(database, "T3").unknown(["E1"]) == {"E1"}
