"""A copy for each day: whole, made once by however many, and no more than were asked for."""

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.daily_copies import make_missing
from bot.model.errors import DatabaseUnusable
from storage.copies import look_through_file
from storage.daily_copies import DailyCopies
from tests.storage.hands import ASK, NOON, enqueue

DAY = date(2026, 1, 6)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "copies"
    made.mkdir()
    return made


def names(folder):
    return sorted(file.name for file in folder.iterdir())


async def test_the_copy_of_a_day_is_whole_and_the_oldest_go(database, store, folder):
    await enqueue(store, ASK)
    (folder / "minutesbot.db").write_text("of somebody else", encoding="utf-8")
    copies = DailyCopies(database, folder, keep=2)
    for days in range(3):
        assert not copies.has(DAY + timedelta(days=days))
        await copies.make(DAY + timedelta(days=days))
    assert names(folder) == ["minutesbot-2026-01-07.db", "minutesbot-2026-01-08.db", "minutesbot.db"]
    assert look_through_file(folder / "minutesbot-2026-01-08.db").rows == 1


async def test_what_a_killed_process_left_goes_the_next_day(database, folder):
    left = folder / f"minutesbot-2026-01-05.{'a' * 32}.part"
    others = folder / f"minutesbot-2026-01-06.{'b' * 32}"
    for file in (left, others):
        file.write_bytes(b"half a copy")
    await DailyCopies(database, folder, keep=2).make(DAY)
    assert names(folder) == ["minutesbot-2026-01-06." + "b" * 32, "minutesbot-2026-01-06.db"]


async def test_a_folder_that_is_gone_is_told_and_nothing_else_fails(database, tmp_path, caplog):
    copies = DailyCopies(database, tmp_path / "gone", keep=2)
    with pytest.raises(DatabaseUnusable, match="no directory"):
        await copies.make(DAY)
    assert not await make_missing(copies, MovableClock(NOON))
    assert "no copy of the database could be made" in caplog.text


async def test_a_day_has_one_copy(database, folder):
    copies, clock = DailyCopies(database, folder, keep=2), MovableClock(NOON)
    assert await make_missing(copies, clock)
    before = (folder / "minutesbot-2026-01-06.db").stat().st_ino
    assert await make_missing(copies, clock)
    assert (folder / "minutesbot-2026-01-06.db").stat().st_ino == before
    clock.advance(timedelta(days=1))
    assert await make_missing(copies, clock)
    assert len(names(folder)) == 2
