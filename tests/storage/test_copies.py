"""A copy can be looked through and put back; nothing newer, and nothing that runs, is lost to it."""

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import pytest

from bot.model.errors import DatabaseBusy, DatabaseUnusable, RowUnreadable
from storage import lost_time, migrations
from storage.copies import back_up, look_through, look_through_file
from storage.database import open_database
from storage.restore import note_restored, restore
from storage.store import RowStore
from tests.storage.hands import ASK, HERE, NOON, claim, enqueue, known, sent, settle
from tests.storage.test_migrations import GOOD, HISTORY, _history

LATER = NOON + timedelta(days=1)


@pytest.fixture
async def copy(database, store, tmp_path):
    """A copy that knows of one delivery, which was sent after it was made."""
    await enqueue(store, ASK)
    back_up(database, tmp_path / "copy.db")
    (taken,) = await claim(store)
    await settle(store, sent(taken))
    return tmp_path / "copy.db"


@pytest.fixture
def place(tmp_path):
    """Where a copy is put back."""
    return tmp_path / "place.db"


def test_a_copy_of_either_kind_of_database_is_whole_and_only_its_owner_reads_it(copy, database):
    assert look_through_file(copy).rows == look_through(database).rows == 1
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [file.name for file in copy.parent.glob("copy.db?*")] == []


async def test_what_the_copy_does_not_know_to_be_posted_is_looked_up_first(copy, place):
    restore(f"sqlite:///{place}", copy, LATER, replace=False)
    database = open_database(f"sqlite:///{place}")
    store = RowStore(database, "T1")
    (again,) = await claim(store, LATER)
    assert (again.doubtful, again.posted) == (True, None)
    assert again.first_try_at is not None
    assert again.first_try_at <= NOON
    await settle(store, sent(again))
    assert (await known(store)).posted == HERE
    database.close()


async def test_when_the_time_that_is_not_known_has_long_passed_nothing_is_looked_up_any_more(copy, place):
    restore(f"sqlite:///{place}", copy, LATER, replace=False)
    database = open_database(f"sqlite:///{place}")
    (again,) = await claim(RowStore(database, "T1"), LATER + lost_time.FRESH)
    assert (again.doubtful, again.first_try_at) == (False, LATER + lost_time.FRESH)
    database.close()


async def test_restored_again_it_looks_back_as_far_as_before(database, store):
    await enqueue(store, ASK)
    await settle(store, sent((await claim(store))[0]))
    assert note_restored(database, LATER) == NOON
    await enqueue(store, ASK.__class__(**{**_fields(ASK), "key": "Production/2026-01-06/ask/U2"}))
    await settle(store, sent((await claim(store, LATER))[0]))
    note_restored(database, LATER + timedelta(days=1))
    since = database.read(lambda rows: lost_time.unknown_since(rows, "T1", LATER + timedelta(days=1)))
    assert since == NOON


def _fields(value):
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


async def test_a_file_that_is_there_is_replaced_only_when_that_is_said_and_kept_beside(copy, place, tmp_path):
    url = f"sqlite:///{place}"
    restore(url, copy, LATER, replace=False)
    before = place.read_bytes()
    with pytest.raises(
        DatabaseUnusable, match=r"there already \(\d+ rows .*newest traffic .*--replace"
    ) as caught:
        restore(url, copy, LATER, replace=False)
    assert "\n" not in str(caught.value)
    assert place.read_bytes() == before
    restore(url, copy, LATER + timedelta(hours=1), replace=True)
    assert (tmp_path / "place.db.before-restore-20260107T130000Z").read_bytes() == before
    assert sorted(file.name for file in tmp_path.glob("place*")) == [
        "place.db",
        "place.db.before-restore-20260107T130000Z",
        "place.db.lock",
    ]
    assert look_through_file(place).rows == 2  # the delivery, and the note


@pytest.mark.parametrize("replace", [True, False])
def test_a_database_that_a_bot_works_on_is_never_replaced(copy, place, replace):
    bot = open_database(f"sqlite:///{place}")
    bot.own()
    migrations.upgrade(bot)
    with pytest.raises(DatabaseBusy):
        restore(f"sqlite:///{place}", copy, LATER, replace=replace)
    assert look_through(bot).rows == 0
    bot.close()


def test_a_broken_database_gives_way_and_stays_beside(copy, place, tmp_path):
    place.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    restore(f"sqlite:///{place}", copy, LATER, replace=True)
    assert look_through_file(place).rows == 2
    (kept,) = tmp_path.glob("place.db.before-restore-*")
    assert kept.read_bytes().endswith(b"xxx")


def test_what_is_no_copy_is_refused_in_a_line_and_nothing_changes(place, tmp_path):
    (tmp_path / "notes.txt").write_text("SQLite is fine", encoding="utf-8")
    half = tmp_path / "half.db"
    half.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for file, words in (
        ("notes.txt", "no copy of a database"),
        ("half.db", "half.db"),
        ("gone.db", "No such file"),
    ):
        with pytest.raises(DatabaseUnusable, match=words) as caught:
            restore(f"sqlite:///{place}", tmp_path / file, LATER, replace=False)
        assert "\n" not in str(caught.value)
    assert not place.exists() or not place.stat().st_size
    assert list(tmp_path.glob("*.restoring*")) == []


def test_a_database_cannot_be_restored_from_itself(copy):
    with pytest.raises(DatabaseUnusable, match="the database itself"):
        restore(f"sqlite:///{copy}", copy, LATER, replace=True)


def test_a_copy_of_an_earlier_release_is_brought_up_to_date(place, tmp_path):
    old = open_database(f"sqlite:///{tmp_path}/old.db")
    migrations.upgrade(old, _history(tmp_path / "history", [name for name in HISTORY if name < "0005"]))
    before = migrations.current(old)
    old.close()
    assert look_through_file(tmp_path / "old.db").revision > before
    restore(f"sqlite:///{place}", tmp_path / "old.db", LATER, replace=False)
    left = open_database(f"sqlite:///{tmp_path}/old.db")
    assert migrations.current(left) == before
    left.close()
    assert list(tmp_path.glob("place.db.*before*")) == []


def test_a_copy_of_a_newer_release_is_refused(copy, place, tmp_path):
    scripts = _history(tmp_path / "newer", HISTORY)
    (scripts / "versions" / "9999.py").write_text(GOOD)
    newer = open_database(f"sqlite:///{copy}")
    migrations.upgrade(newer, scripts)
    newer.close()
    with pytest.raises(DatabaseUnusable, match="a newer release changed its tables"):
        restore(f"sqlite:///{place}", copy, LATER, replace=False)


@pytest.mark.postgres
async def test_a_server_takes_a_copy_only_into_an_empty_database(copy, postgres_url, postgres_server):
    postgres_server.execute("CREATE DATABASE restored")
    url = postgres_server.url("restored")
    restore(url, copy, LATER, replace=False)
    for replace in (True, False):
        with pytest.raises(DatabaseUnusable, match="holds rows already"):
            restore(url, copy, LATER, replace=replace)
    database = open_database(url)
    (again,) = await claim(RowStore(database, "T1"), LATER)
    assert again.doubtful
    database.close()
    postgres_server.execute("DROP DATABASE restored WITH (FORCE)")


async def test_a_row_of_which_no_value_can_be_made_is_found(database, store):
    await enqueue(store, ASK)
    assert look_through(database).rows == 1
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET posted = '{\"half\": 1}'")
    with pytest.raises(RowUnreadable, match="delivery"):
        look_through(database)


def test_a_broken_file_is_found(copy):
    with closing(sqlite3.connect(copy)) as file:
        (pages,) = file.execute("PRAGMA page_count").fetchone()
    with copy.open("r+b") as file:
        file.seek(4096 * (pages // 2))
        file.write(b"\xff" * 4096 * 3)
    with pytest.raises(DatabaseUnusable) as caught:
        look_through_file(copy)
    assert "\n" not in str(caught.value)
