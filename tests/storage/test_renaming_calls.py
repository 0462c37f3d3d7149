"""What is stored of a call follows its new name, in both databases; what stands in the chat is found."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.cycle.calls.change_log import record_change
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.history import Entry
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import schedule
from bot.model.message import Notice
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.reply import Reply
from bot.model.update import Correction, Item, Sections, Update
from bot.model.words import Line, words
from bot.rules.renaming import called
from storage.book import RowBook
from storage.database import Database
from storage.store import RowStore
from storage.tables import Row
from tests.tables import with_tables

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
DAY = date(2027, 1, 12)
LEASE = timedelta(minutes=2)
AREAS = (Area("Software", (Lead("Tim", "U1"),)),)
CALL = Call("Production", "C1", Weekday.TUESDAY, time(16), "UTC", AREAS, chairs=("U9",))
ALIKE = replace(CALL, name="Production East")
MEETING = schedule(CALL, DAY)
CARD = "Production/2027-01-12/card/U1"
NAMES = ("Production", "Operations", "Prod", "Ünited Ops", "100%_Ops")


def owed(key: str, **more: Any) -> Delivery:
    return Delivery(key, "U1", Notice("Hello"), due=NOW, kind=Kind.CARD, part="U1", **more)


def written(call: str, ts: str = "1768132800.000100") -> Reply:
    return Reply("U1", "D1", ts, (Line(words("Released it")),), call=call, date=DAY)


def fill(book: RowBook, call: Call = CALL) -> None:
    """Something of every kind."""
    name, meeting = call.name, schedule(call, DAY)
    record_change(book, call, by="calls.toml", now=NOW)
    book.keep_meeting(meeting)
    book.keep_override(Override(name, DAY, "U9", NOW, on=DAY))
    book.keep_reply(replace(written(name), conversation=f"D-{name}"))
    item = Item(words("Released it"), key="1/0")
    book.keep_update(Update(name, DAY, "Software", Sections(news=(item,)), by=("U1",)))
    book.keep_correction(name, DAY, "Software", Correction("1/0", None, "Released it"))
    book.keep_announcement(name, DAY, Announcement(1, "Cake", "U1", "Tim", NOW))
    book.keep_attendance(name, DAY, Attendance("U1", "Tim", NOW))
    book.keep_note(name, DAY, Note(1, "Software", "Well done", "U1", "Tim", NOW))
    book.keep_action(name, ActionItem(1, "Call Ben", "Tim", opened=DAY, person="U1"))
    book.keep_entries(name, DAY, (Entry(name, DAY, 0, "Released it", area="Software"),))
    book.keep_choice("U1", f"D-{name}", name)
    book.enqueue(owed(f"{meeting.key}/card/U1"))
    book.enqueue(owed(f"{meeting.key}/late/1", follows=f"{meeting.key}/card/U1"))


def rename(book: RowBook, old: str, new: str) -> None:
    call = book.call(old)
    assert call is not None
    record_change(book, called(call, new), by="U9", now=NOW)


def rows_of(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All rows, but for the log of changes, and when they are looked at next.

    Those of areas and leads are written anew with each change of a call, and so have other numbers.
    """
    left_out = {"next_at", "was", "id", "area_id"}
    with database.engine.connect() as connection:
        return {
            table.name: [
                {name: value for name, value in found._mapping.items() if name not in left_out}
                for found in connection.execute(
                    text(f'SELECT * FROM "{table.name}" ORDER BY {_order(table)}')
                )
            ]
            for table in Row.metadata.sorted_tables
            if "team_id" in table.c and "id" in table.c and table.name != "call_change"
        }


def _order(table: Any) -> str:
    return {
        "area": "call_id, place",
        "lead": "(SELECT call_id FROM area WHERE area.id = area_id), place",
    }.get(table.name, "id")


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(NAMES[1:]), min_size=1, max_size=5))
def test_after_any_renamings_and_the_way_back_all_rows_are_as_they_were(names):
    with TemporaryDirectory() as folder:
        database = with_tables(Path(folder, "week.db"))

        def change(work: Any, *values: str) -> None:
            database.change("T1", lambda session: work(RowBook(session, "T1"), *values))

        change(fill)
        change(lambda book: fill(book, ALIKE))
        before = rows_of(database)
        last = "Production"
        for name in names:
            change(rename, last, name)
            last = name
        found = rows_of(database)
        if last != "Production":
            told = str([rows for table, rows in found.items()])
            assert told.count(f"'call': '{last}'") == str(list(before.values())).count("'call': 'Production'")
            assert "'Production'" not in told
            assert "Production/" not in told
        change(rename, last, "Production")
        assert rows_of(database) == before
        database.close()


async def test_a_call_whose_name_begins_alike_keeps_its_rows(store):
    await store.change(fill)
    await store.change(fill, ALIKE)
    await store.change(rename, "Production", "Operations")
    kept = await store.read(
        lambda book: [each.key for each in book.deliveries("Production East/2027-01-12/")]
    )
    assert kept == ["Production East/2027-01-12/card/U1", "Production East/2027-01-12/late/1"]
    assert await store.read(lambda book: book.updates("Production East", DAY))


async def test_everything_is_found_by_either_name_and_written_under_the_new_one(store):
    await store.change(fill)
    await store.change(rename, "Production", "Operations")
    for name in ("Production", "Operations"):
        read = await store.read(
            lambda book, name=name: (
                book.call(name).name,
                book.meeting(name, DAY).call,
                book.overrides(name)[0].call,
                book.updates(name, DAY)[0].call,
                book.replies(name, DAY)[0].call,
                book.call_changes(name)[0].call,
                book.choice("U1", "D-Production"),
                book.search("released", calls=(name,), limit=1)[1][0].call,
                book.delivery(f"{name}/2027-01-12/card/U1").key.split("/")[0],
            )
        )
        assert set(read) == {"Operations"}
        counted = await store.read(
            lambda book, name=name: [
                len(found)
                for found in (
                    book.corrections(name, DAY, "Software"),
                    book.announcements(name, DAY),
                    book.attendance(name, DAY),
                    book.notes(name, DAY),
                    book.actions(name),
                    book.deliveries(f"{name}/2027-01-12/"),
                    book.chairs(name),
                )
            ]
        )
        assert counted == [1, 1, 1, 1, 1, 2, 1]
    # who began under the old name, in another transaction, goes on
    await store.change(lambda book: book.keep_reply(written("Production", "1768132801.000100")))
    await store.change(lambda book: book.keep_action("Production", ActionItem(2, "Call Ann", "Tim")))
    await store.change(lambda book: book.keep_update(Update("Production", DAY, "Storage")))
    assert len(await store.read(lambda book: book.replies("Operations", DAY))) == 2
    assert len(await store.read(lambda book: book.actions("Operations"))) == 2
    assert len(await store.read(lambda book: book.updates("Operations", DAY))) == 2
    assert await store.read(lambda book: book.call_names()) == ("Operations",)


async def claimed(store: RowStore, lease: timedelta = LEASE) -> tuple[Delivery, ...]:
    return await store.change(lambda book: book.claim(NOW, "one", lease, 1))


async def test_what_is_in_hand_while_its_call_is_renamed_is_settled_and_carries_its_key_for_ever(store):
    await store.change(fill)
    (taken,) = await claimed(store)
    await store.change(rename, "Production", "Operations")
    there = Posted("D1", "17.5")
    sent = replace(taken, status=Status.SENT, posted=there, confirmed=1, sent_at=NOW)
    await store.change(lambda book: book.settle(sent))
    kept = await store.read(lambda book: book.delivery("Operations/2027-01-12/card/U1"))
    assert (kept.status, kept.posted, kept.carried_key) == (Status.SENT, there, CARD)
    (after,) = await claimed(store)
    assert (after.key, after.follows) == (
        "Operations/2027-01-12/late/1",
        "Operations/2027-01-12/card/U1",
    )
    assert after.carried_key == after.key  # it was never tried under another


async def test_an_outcome_that_is_unknown_is_looked_up_under_the_key_of_the_first_try(store):
    await store.change(fill)
    await claimed(store, timedelta(0))  # and never settled
    await store.change(rename, "Production", "Operations")
    await store.change(rename, "Operations", "Prod")
    (again,) = await claimed(store)
    assert (again.key, again.doubtful, again.carried_key) == ("Prod/2027-01-12/card/U1", True, CARD)


@pytest.mark.parametrize("name", ["Production", "operations"])
async def test_a_name_that_a_call_has_or_had_stays_its_own(store, name):
    await store.change(fill)
    await store.change(rename, "Production", "Operations")
    other = replace(CALL, name=name, channel="C2")
    if name == "Production":
        told = await store.change(lambda book: record_change(book, other, by="U9", now=NOW))
        assert "Production: Operations is called Production" in told
    else:
        with pytest.raises(Exception, match="There is a call Operations already"):
            await store.change(lambda book: record_change(book, other, by="U9", now=NOW))
    assert len(await store.read(lambda book: book.call_names())) == 1


async def test_a_long_past_is_renamed_while_nobody_waits(store):
    def years(book: RowBook) -> None:
        book.keep_call(CALL)
        for week in range(100):
            day = DAY - timedelta(weeks=week)
            book.keep_meeting(schedule(CALL, day))
            book.keep_entries("Production", day, tuple(Entry("", day, n, f"line {n}") for n in range(20)))
            for person in range(10):
                book.enqueue(owed(f"Production/{day}/ask/U{person}"))

    await store.change(years)
    await store.change(rename, "Production", "Operations")
    assert len(await store.read(lambda book: book.meetings("Operations"))) == 100
    found, _ = await store.read(lambda book: book.search("line 7", calls=("Operations",), limit=1))
    assert found == 100
