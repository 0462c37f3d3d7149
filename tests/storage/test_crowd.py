"""Several hands on one database lose nothing and do nothing twice; and what protects them is needed."""

import contextlib
from collections import Counter
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

from bot.model.delivery import Delivery
from storage.book import RowBook
from storage.database import Database, open_database
from storage.outbox import Outbox
from storage.queue import RowInbox
from storage.traffic import DeliveryRow
from tests.storage.crowd import TEAM, at_once, count_up, counted
from tests.storage.hands import ASK, LEASE, NOON

HANDS, TIMES = 4, 25


@pytest.fixture
async def counter(database):
    await RowInbox(database, TEAM).keep("counter", {}, NOON)


@pytest.fixture
def others(url, database):
    """More connections to the same database, as other processes would have them."""
    opened = [open_database(url) for _ in range(HANDS)]
    yield opened
    for other in opened:
        other.close()


def test_no_change_is_lost_between_several_hands(database, others, counter):
    def hand(own: Database) -> None:
        for _ in range(TIMES):
            own.change(TEAM, count_up)

    at_once([partial(hand, own) for own in others])
    assert counted(database.engine) == HANDS * TIMES


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_without_begin_immediate_changes_are_lost_silently(database, url, counter):
    """Why `Database.change` begins as it does: this is what SQLAlchemy does by itself."""

    def hand():
        plain = create_engine(url)
        for _ in range(TIMES):
            with contextlib.suppress(OperationalError), Session(plain) as session, session.begin():
                count_up(session)
        plain.dispose()

    at_once([hand] * HANDS)
    assert counted(database.engine) < HANDS * TIMES


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_without_the_lock_of_the_workspace_changes_are_lost_silently(database, others, counter):
    """Why `Database.change` asks for it: `receive` is the same without."""

    def hand(own: Database) -> None:
        for _ in range(TIMES):
            own.receive(count_up)

    at_once([partial(hand, own) for own in others])
    assert counted(database.engine) < HANDS * TIMES


def test_two_claimers_never_get_the_same_delivery(database, others):
    _owe_many(database, 60)
    taken: list[str] = []

    def hand(own: Database) -> None:
        while mine := own.change(TEAM, lambda session: Outbox(session, TEAM).claim(NOON, "me", LEASE, 3)):
            taken.extend(delivery.key for delivery in mine)

    at_once([partial(hand, own) for own in others])
    assert Counter(taken) == Counter(f"ask/{n:02}" for n in range(60))


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_claimers_pass_over_what_another_is_just_taking(database, others):
    """Also without the lock of the workspace, as a process of another version might."""
    _owe_many(database, 6)
    first, second = (Session(own.engine) for own in others[:2])
    with first, second:
        mine = Outbox(first, TEAM).claim(NOON, "one", LEASE, 3)
        theirs = Outbox(second, TEAM).claim(NOON, "two", LEASE, 3)
        first.commit()
        second.commit()
    assert [delivery.key for delivery in (*mine, *theirs)] == [f"ask/{n:02}" for n in range(6)]


def test_the_same_delivery_owed_by_all_at_once_is_owed_once(database, others):
    at_once([partial(_owe_many, own, 20) for own in others])
    assert len(database.read(lambda session: RowBook(session, TEAM).deliveries(""))) == 20


def test_a_second_row_with_the_same_key_is_impossible(database):
    with Session(database.engine) as session:
        row = DeliveryRow(team_id=TEAM, **{name: getattr(ASK, name) for name in ASK.__dataclass_fields__})
        session.add(row)
        session.flush()
        columns = {name: getattr(row, name) for name in DeliveryRow.model_fields if name != "id"}
        session.add(DeliveryRow(**columns))
        with pytest.raises(IntegrityError):
            session.flush()


def _owe_many(database: Database, count: int) -> None:
    for n in range(count):
        database.change(TEAM, partial(_enqueue, replace(ASK, key=f"ask/{n:02}")))


def _enqueue(delivery: Delivery, session: Session) -> None:
    RowBook(session, TEAM).enqueue(delivery)
