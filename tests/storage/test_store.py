"""Units of work are whole, run one after the other, and stay in their workspace."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from bot.model.call import Area, Call, Lead, Weekday
from bot.model.contact import Contact
from bot.model.errors import DatabaseUnusable, MinutesError
from bot.model.message import Notice
from storage.store import RowStore, adopt, only_team
from storage.traffic import DeliveryRow
from tests.storage.hands import ASK, enqueue


async def test_work_that_fails_leaves_nothing_behind(store):
    def work(book):
        book.enqueue(ASK)
        raise KeyError(ASK.key)

    with pytest.raises(KeyError):
        await store.change(work)
    assert await store.read(lambda book: book.deliveries("")) == ()


async def test_of_many_people_those_are_told_who_can_be_written_to(store):
    dan, eve = Contact("UDAN", "D1"), Contact("UEVE", "D2")
    await store.change(lambda book: book.keep_contact(dan))
    await store.change(lambda book: book.keep_contact(eve))
    asked = ["UEVE", *(f"U{number}" for number in range(2_500))]

    assert await store.read(lambda book: book.contacts(asked)) == (eve,)
    assert await store.read(lambda book: book.contacts([])) == ()


def test_an_error_never_tells_what_people_wrote(database):
    secret = replace(ASK, message=Notice("the door code is 4711"))

    def work(session):
        columns = {name: getattr(secret, name) for name in ASK.__dataclass_fields__}
        for _ in range(2):
            session.add(DeliveryRow(team_id="T1", **columns))
            session.flush()

    with pytest.raises(IntegrityError) as caught:
        database.change("T1", work)
    assert "4711" not in str(caught.value)


async def test_reading_may_not_write(store):
    with pytest.raises(DatabaseUnusable, match=r"read-?only"):
        await store.read(lambda book: book.enqueue(ASK))
    await enqueue(store, ASK)


async def test_changes_do_not_run_where_events_are_heard(store):
    heard_in = threading.get_ident()
    worked_in = {await store.change(lambda _: threading.get_ident()) for _ in range(5)}
    assert len(worked_in) == 1
    assert heard_in not in worked_in


async def test_what_was_kept_before_the_workspace_was_known_becomes_its_own(database):
    area = Area("Software", (Lead("Tim C.", "U1"),))
    call = Call("Production", "C1", Weekday.TUESDAY, dt.time(16), "America/New_York", (area,))
    assert only_team(database) == ""
    await RowStore(database, "").change(lambda book: book.keep_call(call))
    assert only_team(database) == ""
    adopt(database, "T1")
    adopt(database, "T1")
    assert only_team(database) == "T1"
    assert await RowStore(database, "T1").read(lambda book: book.calls()) == (call,)
    assert await RowStore(database, "").read(lambda book: book.calls()) == ()


async def test_what_two_workspaces_both_know_is_not_mixed(database):
    await enqueue(RowStore(database, ""), ASK)
    await enqueue(RowStore(database, "T1"), ASK)
    with pytest.raises(MinutesError, match="T1"):
        adopt(database, "T1")
    with Session(database.engine) as session:
        assert sorted(row.team_id for row in session.exec(select(DeliveryRow))) == ["", "T1"]


async def test_a_database_of_two_workspaces_says_so(database):
    await enqueue(RowStore(database, "T1"), ASK)
    await enqueue(RowStore(database, "T2"), ASK)
    with pytest.raises(MinutesError, match="T1, T2"):
        only_team(database)
