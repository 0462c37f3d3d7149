"""A copy for each day: whole, made once by however many, and no more than were asked for."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.daily_copies import DailyCopiesBeside, make_missing
from bot.model.errors import DatabaseUnusable, NoCopy
from bot.model.trouble import TOLD_AFTER
from storage.copies import look_through_file
from storage.daily_copies import DailyCopies, newest
from tests.storage.hands import ASK, NOON, enqueue
from tests.waiting import PATIENCE_SECONDS

DAY = date(2026, 1, 6)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "copies"
    made.mkdir()
    return made


def always():
    return True


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
    with pytest.raises(NoCopy, match="no directory"):
        await copies.make(DAY)
    assert "no directory" in await make_missing(copies, MovableClock(NOON), always)
    assert "today's copy is missing: there is no directory" in caplog.text


async def test_a_day_has_one_copy(database, folder):
    copies, clock = DailyCopies(database, folder, keep=2), MovableClock(NOON)
    assert not await make_missing(copies, clock, always)
    before = (folder / "minutesbot-2026-01-06.db").stat().st_ino
    assert not await make_missing(copies, clock, always)
    assert (folder / "minutesbot-2026-01-06.db").stat().st_ino == before
    clock.advance(timedelta(days=1))
    assert not await make_missing(copies, clock, always)
    assert len(names(folder)) == 2


async def test_the_newest_copy_of_a_folder_is_known_and_whether_the_next_can_be_written(database, folder):
    assert newest(folder) is None
    for days in range(2):
        await DailyCopies(database, folder, keep=9).make(DAY + timedelta(days=days))
    (folder / "minutesbot-2031-01-01.db.part").write_text("not one of ours", encoding="utf-8")
    assert newest(folder) == DAY + timedelta(days=1)
    with pytest.raises(NoCopy, match=r"nothing can be written to .*gone \(No such file"):
        newest(folder / "gone")


@pytest.mark.parametrize(
    "telling", [None, DatabaseUnusable("disk I/O error")], ids=["told", "nothing can be told"]
)
async def test_a_copy_that_is_missing_is_seen_at_once_and_told_after_some_tries(database, folder, telling):
    folder.rmdir()
    seen, told, mended = list[str](), list[str](), asyncio.Event()

    def observed(trouble: str) -> None:
        seen.append(trouble)
        if len(seen) == TOLD_AFTER + 1:
            folder.mkdir()
        if not trouble:
            mended.set()

    async def tell(trouble: str) -> None:
        told.append(trouble)
        if telling:
            raise telling

    copies = DailyCopies(database, folder, keep=2)
    beside = DailyCopiesBeside(copies, MovableClock(NOON), observed, tell, pause=0.001)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await mended.wait()
    await beside.stop()
    assert seen[:-1] == [f"there is no directory {folder}"] * (TOLD_AFTER + 1)
    assert told == seen[TOLD_AFTER - 1 : -1]


@pytest.mark.parametrize("looks", range(4))
async def test_a_copy_is_given_up_at_once_and_nothing_of_it_is_left(database, store, folder, looks):
    """Whoever ends the bot need not wait for a large database."""
    await enqueue(store, ASK)
    copies, left = DailyCopies(database, folder, keep=2), iter(range(looks))
    was_made = await copies.make(DAY, lambda: next(left, None) is not None)
    assert was_made == copies.has(DAY)
    assert names(folder) == (["minutesbot-2026-01-06.db"] if copies.has(DAY) else [])
    await store.read(lambda book: book.deliveries(""))  # and nobody has to wait for a lock
    assert await copies.make(DAY)


async def test_a_bot_that_ends_gives_up_the_copy_that_it_makes_and_says_so(database, folder, caplog):
    caplog.set_level("INFO")
    clock = MovableClock(NOON)
    copies = DailyCopies(database, folder, keep=2)
    assert not await make_missing(copies, clock, lambda: False)
    assert "the copy of 2026-01-06 was given up, as the bot ends; it is made at the next start" in caplog.text
    assert names(folder) == []
