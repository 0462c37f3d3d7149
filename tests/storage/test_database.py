"""A database is opened safely, or one line says why not."""

import asyncio
import contextlib
import datetime as dt
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.model.errors import DatabaseBusy, DatabaseUnusable
from storage import migrations
from storage.database import backup, open_database
from storage.sqlite import NETWORK_FILE_SYSTEMS, file_system, need_full_text, safest
from storage.store import RowStore
from tests.storage.hands import ASK, enqueue

AS_NOBODY = """
import os, pwd, sys
from storage.database import open_database
file, file_mode, place_mode = sys.argv[1:]
open_database(f"sqlite:///{file}").close()
os.chmod(file, int(file_mode))
os.chmod(os.path.dirname(file), int(place_mode))
os.setuid(pwd.getpwnam("nobody").pw_uid)
open_database(f"sqlite:///{file}")
"""
IMPATIENT = dt.timedelta(milliseconds=50)


@contextlib.contextmanager
def refusal(words):
    with pytest.raises(DatabaseUnusable, match=words) as caught:
        yield
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("The database cannot be used")


@pytest.mark.parametrize(
    "address",
    ["", "minutesbot.db", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri"],
)
def test_an_address_that_cannot_be_meant_is_refused(address):
    with refusal("sqlite:///"):
        open_database(address)


def test_a_missing_directory_is_named(tmp_path):
    with refusal(f"no directory {tmp_path}/gone"):
        open_database(f"sqlite:///{tmp_path}/gone/week.db")


def test_a_directory_is_no_database(tmp_path):
    with refusal("is a directory"):
        open_database(f"sqlite:///{tmp_path}")


def test_some_other_file_is_not_touched(tmp_path):
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir or Madam, " * 100)
    with refusal("not a database"):
        open_database(f"sqlite:///{other}")
    assert other.read_text() == "Dear Sir or Madam, " * 100


def test_a_locked_file_is_refused_after_a_while(sqlite_url, tmp_path):
    open_database(sqlite_url).close()
    with contextlib.closing(sqlite3.connect(tmp_path / "week.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refusal("locked"):
            open_database(sqlite_url, patience=IMPATIENT)


async def test_a_file_that_somebody_locks_later_gives_one_line_and_nothing_is_half_done(sqlite_url, tmp_path):
    database = open_database(sqlite_url, patience=IMPATIENT)
    migrations.upgrade(database)
    store = RowStore(database, "T1")
    with contextlib.closing(sqlite3.connect(tmp_path / "week.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refusal("locked"):
            await enqueue(store, ASK)
    await enqueue(store, ASK)
    assert await store.read(lambda book: book.deliveries("")) == (ASK,)
    database.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(("file_mode", "place_mode"), [(0o444, 0o755), (0o666, 0o700)])
def test_a_file_that_may_not_be_written_is_refused(file_mode, place_mode):
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, f"{place}/week.db", str(file_mode), str(place_mode)],
            capture_output=True,
            text=True,
            check=False,
        )
    said = done.stderr.strip().split("\n")[-1]
    assert "DatabaseUnusable" in said
    assert "readonly" in said or "Permission denied" in said


def test_a_server_that_is_not_there_gives_one_line_without_the_password():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with refusal(r"bot:\*\*\*@.*refused"):
            open_database(f"postgresql://bot:secret@127.0.0.1:{port}/week")


@pytest.mark.parametrize(
    "address", ["postgresql://bot:secret@a..b/week", "postgresql://bot:secret@/w?host=a..b"]
)
def test_a_server_that_can_have_no_such_name_gives_one_line_without_the_password(address):
    with refusal(r"bot:\*\*\*@.*: no server can be called so"):
        open_database(address)


def test_the_second_owner_of_a_file_is_told_so(sqlite_url):
    first, second = open_database(sqlite_url), open_database(sqlite_url)
    first.own()
    first.own()
    with pytest.raises(DatabaseBusy, match="Another process is already running"):
        second.own()
    first.close()
    second.own()
    second.close()


@pytest.mark.postgres
def test_a_server_serves_several(postgres_url):
    first, second = open_database(postgres_url), open_database(postgres_url)
    first.own()
    second.own()
    first.close()
    second.close()


def test_a_new_file_is_readable_by_its_owner_only(sqlite_url, tmp_path):
    open_database(sqlite_url).close()
    assert (tmp_path / "week.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), ("DELETE", "EXTRA")),
        ((3, 44, 5), ("DELETE", "EXTRA")),
        ((3, 44, 6), ("WAL", "FULL")),
        ((3, 45, 0), ("DELETE", "EXTRA")),
        ((3, 50, 6), ("DELETE", "EXTRA")),
        ((3, 50, 7), ("WAL", "FULL")),
        ((3, 51, 2), ("DELETE", "EXTRA")),
        ((3, 51, 3), ("WAL", "FULL")),
        ((3, 53, 4), ("WAL", "FULL")),
    ],
)
def test_the_journal_is_the_fastest_that_this_version_keeps_safely(version, journal):
    assert safest(version) == journal


def test_a_library_without_full_text_search_is_refused():
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        need_full_text(connection)
        connection.create_function(
            "sqlite_compileoption_used", 1, lambda option: int(option != "ENABLE_FTS5")
        )
        with refusal("without FTS5"):
            need_full_text(connection)


def test_the_journal_in_use_is_the_one_that_is_told(sqlite_url):
    database = open_database(sqlite_url)
    journal, synchronous = safest(sqlite3.sqlite_version_info)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == journal.lower()
        assert (
            connection.exec_driver_sql("PRAGMA synchronous").scalar() == {"FULL": 2, "EXTRA": 3}[synchronous]
        )
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert database.journal.endswith(f"journal {journal}, synchronous {synchronous}")
    database.close()


def test_a_file_on_a_network_share_is_recognised():
    mounts = """/dev/sda1 / ext4 rw 0 0
server:/export /mnt/shared nfs4 rw 0 0
//box/minutes /mnt/our\\040minutes cifs rw 0 0"""
    assert file_system(Path("/var/lib/week.db"), mounts) == "ext4"
    assert file_system(Path("/mnt/shared/bot/week.db"), mounts) in NETWORK_FILE_SYSTEMS
    assert file_system(Path("/mnt/our minutes/week.db"), mounts) in NETWORK_FILE_SYSTEMS


async def test_a_copy_made_while_the_bot_writes_is_whole(sqlite_url, tmp_path):
    database = open_database(sqlite_url)
    migrations.upgrade(database)
    store = RowStore(database, "T1")
    await enqueue(store, ASK)
    loop = asyncio.get_running_loop()
    copying = loop.run_in_executor(None, backup, database, tmp_path / "copy.db")
    for _ in range(20):
        await store.change(lambda book: book.place_reply("D1", "1.0", "Software"))
    await copying
    database.close()
    with contextlib.closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT key FROM delivery").fetchall() == [(ASK.key,)]


def test_a_copy_never_replaces_a_file(sqlite_url, tmp_path):
    database = open_database(sqlite_url)
    (tmp_path / "copy.db").write_text("dear to somebody")
    with refusal("exists already"):
        backup(database, tmp_path / "copy.db")
    with refusal("no directory"):
        backup(database, tmp_path / "gone" / "copy.db")
    database.close()
