"""One bot on one file, under whatever name; and none on a file that has gone."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model.errors import DatabaseBusy, DatabaseUnusable
from storage import migrations
from storage.database import open_database
from storage.queue import RowInbox

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
OWNER = """
import sys
from storage import migrations
from storage.database import open_database
database = open_database(sys.argv[1])
database.own()
migrations.upgrade(database)
print("mine", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def another_bot(address):
    """A process that owns a file until it is killed."""
    command = [sys.executable, "-c", OWNER, address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mine\n"
        try:
            yield
        finally:
            process.kill()


def owned(address):
    """Own a file for a moment; raises what the bot would end with."""
    database = open_database(address)
    try:
        database.own()
    finally:
        database.close()


def symbolic(file: Path) -> str:
    link = file.parent / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(file)
    return str(link)


def by_a_linked_directory(file: Path) -> str:
    link = file.parent.parent / f"{file.parent.name}-linked"
    link.symlink_to(file.parent)
    return str(link / file.name)


def relative(file: Path) -> str:
    return os.path.relpath(file)


def renamed(file: Path) -> str:
    return str(file.rename(file.with_name("renamed.db")))


NAMES = [symbolic, by_a_linked_directory, relative, renamed]


@pytest.mark.parametrize("name", NAMES)
def test_a_second_bot_is_refused_under_another_name_until_the_first_is_killed(tmp_path, name):
    file = tmp_path / "week.db"
    with another_bot(f"sqlite:///{file}"):
        other = f"sqlite:///{name(file)}"
        with pytest.raises(DatabaseBusy, match="Another process is already running"):
            owned(other)
    owned(other)


def test_a_second_bot_is_refused_under_the_number_of_an_open_file(tmp_path):
    file = tmp_path / "week.db"
    with (
        another_bot(f"sqlite:///{file}"),
        file.open("rb") as opened,
        pytest.raises(DatabaseBusy),
    ):
        owned(f"sqlite:////proc/self/fd/{opened.fileno()}")
    owned(f"sqlite:///{file}")


def test_the_first_may_be_the_one_with_the_strange_name(tmp_path):
    file = tmp_path / "week.db"
    owned(f"sqlite:///{file}")
    with another_bot(f"sqlite:///{symbolic(file)}"), pytest.raises(DatabaseBusy):
        owned(f"sqlite:///{file}")


def test_a_hard_link_is_no_name_to_start_under_whether_or_not_the_first_still_runs(tmp_path):
    file, link = tmp_path / "week.db", tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    with another_bot(f"sqlite:///{file}"):
        link.hardlink_to(file)
        with pytest.raises(DatabaseUnusable, match="hard link"):
            owned(f"sqlite:///{link}")
    with pytest.raises(DatabaseUnusable, match="hard link"):
        open_database(f"sqlite:///{link}")
    owned(f"sqlite:///{file}")  # a copy made with links does not keep the bot from its own file


def test_two_names_that_bots_have_used_before_are_still_one_file(tmp_path):
    file, link = tmp_path / "week.db", tmp_path / "link.db"
    with another_bot(f"sqlite:///{file}"):
        link.hardlink_to(file)
        link.with_name("link.db.lock").touch()
        with pytest.raises(DatabaseBusy):
            owned(f"sqlite:///{link}")
    owned(f"sqlite:///{link}")


def test_sqlites_own_locks_hold_beside_the_lock_of_the_file(tmp_path):
    file = tmp_path / "week.db"
    database = open_database(f"sqlite:///{file}")
    database.own()
    migrations.upgrade(database)
    with database.engine.begin() as writing:
        writing.exec_driver_sql("CREATE TABLE mine (x)")
        asked = f"import sqlite3; sqlite3.connect({str(file)!r}, timeout=0).execute('BEGIN IMMEDIATE')"
        done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    database.close()
    assert "database is locked" in done.stderr


@pytest.mark.parametrize("change", ["replaced", "removed", "renamed"])
async def test_nothing_is_acknowledged_into_a_file_that_lost_its_name(tmp_path, change):
    file = tmp_path / "week.db"
    database = open_database(f"sqlite:///{file}")
    database.own()
    migrations.upgrade(database)
    inbox = RowInbox(database, "T1")
    await inbox.keep("E1", {}, NOON)
    if change == "replaced":
        with contextlib.closing(sqlite3.connect(tmp_path / "backup.db")) as copy:
            copy.execute("CREATE TABLE anything (x)")
        (tmp_path / "backup.db").replace(file)
    elif change == "removed":
        file.unlink()
    else:
        file.rename(tmp_path / "aside.db")
    with pytest.raises(DatabaseUnusable, match="moved, removed or replaced"):
        await inbox.keep("E2", {}, NOON)
    if change == "renamed":
        (tmp_path / "aside.db").rename(file)
        await inbox.keep("E2", {}, NOON)  # it was put back
    database.close()


def test_where_a_file_was_replaced_a_second_bot_still_waits_for_the_first(tmp_path):
    file = tmp_path / "week.db"
    with another_bot(f"sqlite:///{file}"):
        file.replace(tmp_path / "aside.db")
        with pytest.raises(DatabaseBusy):
            owned(f"sqlite:///{file}")
    owned(f"sqlite:///{file}")
