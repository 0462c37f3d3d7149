"""Whatever happens to a delivery, in whatever order, it is said once and in its newest words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model.delivery import Delivery, Posted, Status
from bot.model.message import Message, Notice, UnknownMessage
from storage import migrations
from storage.database import Database, open_database
from storage.outbox import Outbox
from tests.storage.hands import ASK, LEASE, NOON

T = TypeVar("T")


class Week:
    """A chat that takes what is posted, and bots that die, lose their lease, or hear nothing back."""

    def __init__(self, database: Database, team: str) -> None:
        self.database, self.team = database, team
        self.now = NOON
        self.wanted: Message | None = None
        self.chat: dict[str, Message | UnknownMessage] = {}  # what stands in the chat, by ts
        self.hands: list[Delivery] = []

    def do(self, work: Callable[[Outbox], T]) -> T:
        return self.database.change(self.team, lambda session: work(Outbox(session, self.team)))

    def want(self) -> None:
        self.wanted = wanted = Notice(f"version {self.now}")
        self.do(lambda outbox: outbox.enqueue(replace(ASK, message=wanted, due=self.now)))

    def take(self) -> None:
        self.hands += self.do(lambda outbox: outbox.claim(self.now, "one", LEASE, 5))

    def say_and_die(self) -> Delivery | None:
        if not self.hands:
            return None
        delivery = self.hands.pop()
        found = Posted("D1", next(iter(self.chat))) if delivery.doubtful and self.chat else None
        posted = delivery.posted or found or Posted("D1", f"{len(self.chat) + 1}.0")
        self.chat[posted.ts] = delivery.message
        return replace(delivery, status=Status.SENT, posted=posted, confirmed=delivery.wanted)

    def say(self) -> None:
        if said := self.say_and_die():
            self.do(lambda outbox: outbox.settle(said))

    def busy(self) -> None:
        if self.hands:
            later = replace(self.hands.pop(), status=Status.PENDING)
            self.do(lambda outbox: outbox.settle(later))

    def wait(self) -> None:
        self.now += timedelta(seconds=1)

    def wait_long(self) -> None:
        """Whoever has something in hand longer than its lease is dead."""
        self.now += LEASE
        self.hands.clear()

    def look(self) -> None:
        assert len(self.chat) <= 1, "it was posted twice"
        row = self.do(lambda outbox: outbox.delivery(ASK.key))
        if row is None:
            assert self.wanted is None, "it was forgotten"
        elif row.status is Status.SENT:
            assert list(self.chat.values()) == [self.wanted], "what stands there is old"
        else:
            assert self.do(lambda outbox: outbox.next_due()) is not None, "nobody will come back to it"


STEPS = (Week.want, Week.take, Week.take, Week.say, Week.say_and_die, Week.busy, Week.wait, Week.wait_long)


@pytest.fixture(scope="module")
def one_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file: Path = tmp_path_factory.mktemp("promises") / "week.db"
    database = open_database(f"sqlite:///{file}")
    migrations.upgrade(database)
    yield database
    database.close()


teams = count(1)


@given(st.lists(st.sampled_from(STEPS), min_size=15, max_size=30))
@example([Week.take, Week.say_and_die, Week.wait_long, Week.take, Week.busy])  # too rare to be found
@settings(max_examples=settings().max_examples // 2, deadline=None)
def test_in_any_order_of_events_it_is_said_once_and_in_its_newest_words(one_database, steps):
    week = Week(one_database, f"T{next(teams)}")
    for step in (Week.want, *steps, Week.wait_long, Week.take, Week.say):
        step(week)
        week.look()
    assert list(week.chat.values()) == [week.wanted]
