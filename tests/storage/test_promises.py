"""Whatever happens to a delivery, in whatever order, it is said once and in its newest words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.model.delivery import Delivery, Posted, Status
from bot.model.message import Message, Notice
from storage import migrations
from storage.database import open_database
from storage.outbox import Outbox
from tests.storage.hands import ASK, LEASE, NOON

T = TypeVar("T")


class Week(RuleBasedStateMachine):
    """A chat that takes what is posted, and bots that die, lose their lease, or hear nothing back."""

    def __init__(self):
        super().__init__()
        self.place = TemporaryDirectory()
        self.database = open_database(f"sqlite:///{Path(self.place.name)}/week.db")
        migrations.upgrade(self.database)
        self.now = NOON
        self.wanted: Message | None = None
        self.chat: dict[str, Message] = {}  # what stands in the chat, by ts
        self.hands: list[Delivery] = []

    def teardown(self):
        self.database.close()
        self.place.cleanup()

    def do(self, work: Callable[[Outbox], T]) -> T:
        return self.database.change("T1", lambda session: work(Outbox(session, "T1")))

    @rule(text=st.sampled_from("abc"))
    def somebody_wants_it_said(self, text):
        self.wanted = Notice(text)
        self.do(lambda outbox: outbox.owe(replace(ASK, message=Notice(text), due=self.now)))

    @rule()
    def a_bot_takes_what_is_due(self):
        self.hands += self.do(lambda outbox: outbox.claim(self.now, "one", LEASE, 5))

    @precondition(lambda self: self.hands)
    @rule(end=st.sampled_from(["noted", "forgotten"]))
    def a_bot_says_it(self, end):
        delivery = self.hands.pop()
        there = delivery.posted or (self._stands() if delivery.doubtful else None)
        posted = there or Posted("D1", f"{len(self.chat) + 1}.0")
        self.chat[posted.ts] = delivery.message
        if end == "noted":
            said = replace(delivery, status=Status.SENT, posted=posted, confirmed=delivery.wanted)
            self.do(lambda outbox: outbox.settle(said))

    @precondition(lambda self: self.hands)
    @rule()
    def the_chat_is_busy(self):
        later = replace(self.hands.pop(), status=Status.PENDING, due=self.now + timedelta(seconds=30))
        self.do(lambda outbox: outbox.settle(later))

    @rule(seconds=st.sampled_from([10, 60, 130]))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)
        if seconds > LEASE.total_seconds():  # whoever has something in hand longer than its lease is dead
            self.hands.clear()

    @invariant()
    def it_stands_there_once(self):
        assert len(self.chat) <= 1

    @invariant()
    def what_is_sent_is_what_was_wanted_last(self):
        row = self.do(lambda outbox: outbox.delivery(ASK.key))
        if row is not None and row.status is Status.SENT:
            assert list(self.chat.values()) == [self.wanted]

    @invariant()
    def nothing_is_forgotten(self):
        if self.wanted is None:
            return
        row = self.do(lambda outbox: outbox.delivery(ASK.key))
        assert row is not None
        assert row.status is Status.SENT or self.do(lambda outbox: outbox.next_due()) is not None

    def _stands(self) -> Posted | None:
        return Posted("D1", next(iter(self.chat))) if self.chat else None


TestWeek = Week.TestCase
TestWeek.settings = settings(max_examples=settings().max_examples // 5, stateful_step_count=25, deadline=None)
