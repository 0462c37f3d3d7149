"""All rows reach another database as they are, and no bot works on half of them."""

import signal
import subprocess
import sys
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import create_engine, make_url
from sqlmodel import Session, select

from bot.model.errors import DatabaseBusy, DatabaseUnusable
from bot.model.update import Item, Sections, Update
from bot.model.words import words
from bot.records import open_records
from bot.settings import load
from storage import migrations, out_of_use
from storage.copy_rows import copy_rows, filled, tables
from storage.database import open_database
from storage.move import move
from storage.store import RowStore
from storage.traffic import DeliveryRow
from tests.storage.hands import ASK, claim, enqueue, known
from tests.storage.test_replies import DAY

MANY = 2500  # rows: several chunks
DIES = """
import os, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from storage.move import move
inserted = 0
def inserts(connection, cursor, statement, *_):
    global inserted
    inserted += statement.startswith(("INSERT INTO area_update", "INSERT INTO delivery", "INSERT INTO item"))
    if inserted > 1:
        os.kill(os.getpid(), 9)
event.listen(Engine, "after_cursor_execute", inserts)
move(sys.argv[1], sys.argv[2])
"""


@pytest.fixture
async def source(tmp_path):
    """The address of a file with rows in it, of which some cannot be read by this release."""
    url = f"sqlite:///{tmp_path}/source.db"
    database = open_database(url)
    migrations.upgrade(database)
    store = RowStore(database, "T1")
    await enqueue(store, *(replace(ASK, key=f"{ASK.key}-{number}") for number in range(MANY)))
    await claim(store, limit=3)
    news = (Item(words("a \0 and half a \ud83d pair"), (Item(words("below")),)),)
    await store.change(
        lambda book: book.keep_update(Update("Production", DAY, "Software", Sections(news=news)))
    )
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET message = '{\"Later\": 1}' WHERE id = 5")
        connection.exec_driver_sql("DELETE FROM delivery WHERE id = 7")
    database.close()
    return url


def contents(url):
    """All rows of all tables, by name."""
    database = open_database(url)
    with database.engine.connect() as connection:
        found = {
            each.name: connection.execute(sa.select(each).order_by(each.c.id)).all() for each in tables()
        }
    database.close()
    return {name: [tuple(row) for row in rows] for name, rows in found.items()}


async def test_every_row_arrives_as_it_was_and_new_ones_come_after_them(source, url):
    before = contents(source)
    counts = move(source, url)
    assert contents(url) == before
    assert {name: count for name, count in counts.items() if count} == {
        "area_update": 1,
        "delivery": MANY - 1,
        "item": 2,
    }
    database = open_database(url)
    store = RowStore(database, "T1")
    await enqueue(store, ASK)
    with Session(database.engine) as session:
        assert session.exec(select(DeliveryRow.id).where(DeliveryRow.key == ASK.key)).one() == MANY + 1
    assert (await known(store)).key == ASK.key
    found = await store.read(lambda book: book.updates("Production", DAY))
    assert found[0].sections.news[0].text == "a \0 and half a \ud83d pair"
    database.close()


def test_a_move_that_is_killed_in_each_chunk_goes_on_and_no_bot_works_on_the_half(source, url):
    before, there = contents(source), list[int]()
    command = [sys.executable, "-c", DIES, source, url]
    while subprocess.run(command, check=False).returncode == -signal.SIGKILL:
        there.append(_count(url))
        with pytest.raises(DatabaseUnusable, match="run `minutesbot db move` to its end"):
            _open(url)
    assert there == [1, 1001, 2001, 2500]
    assert contents(url) == before
    _open(url)


def test_what_changed_in_the_source_between_two_tries_is_copied_anew(source, url):
    subprocess.run([sys.executable, "-c", DIES, source, url], check=False)
    database = open_database(source)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET reason = 'changed' WHERE id = 3")
    database.close()
    move(source, url)
    assert contents(url) == contents(source)


def test_the_source_is_out_of_use_afterwards_and_says_where_its_rows_are(source, url):
    move(source, url)
    with pytest.raises(DatabaseUnusable, match=r"were moved to .*DATABASE_URL") as caught:
        _open(source)
    assert "\n" not in str(caught.value)
    with pytest.raises(DatabaseUnusable, match="holds rows already"):
        move(source, url)


async def test_a_database_with_rows_of_its_own_takes_no_others(source, url):
    database = open_database(url)
    migrations.upgrade(database)
    await enqueue(RowStore(database, "T2"), ASK)
    database.close()
    with pytest.raises(DatabaseUnusable, match=r"holds rows already \(1 of delivery\)"):
        move(source, url)
    assert _count(url) == 1
    _open(source)


def test_no_file_is_moved_while_a_bot_works_on_it(source, tmp_path):
    bot = open_database(source)
    bot.own()
    with pytest.raises(DatabaseBusy):
        move(source, f"sqlite:///{tmp_path}/target.db")
    bot.close()


@pytest.mark.postgres
def test_nothing_is_moved_to_or_from_a_server_while_somebody_is_connected_to_its_database(
    source, postgres_url, tmp_path
):
    driver = make_url(postgres_url).set(drivername="postgresql+psycopg")
    somebody = create_engine(driver)
    with somebody.connect():
        with pytest.raises(DatabaseBusy, match="stop all bots first"):
            move(source, postgres_url)
        with pytest.raises(DatabaseBusy, match="stop all bots first"):
            move(postgres_url, f"sqlite:///{tmp_path}/target.db")
    somebody.dispose()
    move(source, postgres_url)


def test_rows_that_differ_in_the_end_are_told(source, tmp_path):
    old, new = open_database(source), open_database(f"sqlite:///{tmp_path}/new.db")
    migrations.upgrade(new)
    with new.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER meddles AFTER INSERT ON item BEGIN UPDATE item SET text = 'x'; END"
        )
    with pytest.raises(DatabaseUnusable, match="2 rows of item were copied of 2, or not as they are"):
        old.read(lambda rows: copy_rows(rows, new))
    old.close()
    new.close()


def test_a_database_cannot_be_moved_onto_itself(source):
    with pytest.raises(DatabaseUnusable):
        move(source, source)


def _open(url):
    """Open a database as every command and the bot do."""
    with open_records(load({"DATABASE_URL": url}, None, need_tokens=False)) as records:
        return records.revision


def _count(url):
    database = open_database(url)
    try:
        return sum(filled(database).values()) if migrations.current(database) else 0
    finally:
        database.close()


def test_a_database_that_was_never_moved_is_in_use(url):
    database = open_database(url)
    assert out_of_use.why(database) == ""
    database.close()
