"""The only door out: everything once, whatever happens on the way."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cycle.deliver import LEASE, deliver
from bot.model.delivery import Delivery, Kind, Posted, Priority, Status
from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.message import Notice, WikiPage
from bot.model.minutes import Minutes
from storage.database import open_database
from storage.migrations import upgrade
from storage.store import RowStore

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)


def words_of(delivery: Delivery) -> str:
    assert isinstance(delivery.message, Notice)
    return delivery.message.text


@dataclass
class Wall:
    """A chat that shows what was said, and fails as it is told to."""

    said: dict[str, list[str]] = field(default_factory=dict)
    failing: list[Exception] = field(default_factory=list)
    lost_answers: int = 0

    def pages(self, minutes: Minutes) -> int:
        raise NotImplementedError

    async def say(self, delivery: Delivery) -> Posted:
        if self.failing:
            raise self.failing.pop(0)
        self.said.setdefault(delivery.key, []).append(words_of(delivery))
        if self.lost_answers:
            self.lost_answers -= 1
            raise OutcomeUnknown
        return Posted(delivery.to, f"{len(self.said)}.0")

    async def amend(self, delivery: Delivery) -> None:
        if self.failing:
            raise self.failing.pop(0)
        self.said[delivery.key].append(f"amended: {words_of(delivery)}")

    async def find(self, delivery: Delivery) -> Posted | None:
        return Posted(delivery.to, "1.0") if delivery.key in self.said else None


@dataclass
class Board:
    """A wiki that notes what was put there, and whether it might have been there already; fails as told."""

    put_there: list[tuple[str, bool]] = field(default_factory=list)
    failing: list[Exception] = field(default_factory=list)

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        self.put_there.append((page.name, doubtful))
        if self.failing:
            raise self.failing.pop(0)
        return Posted(page.name, "1")


@dataclass
class Watch:
    """A clock that stands still until it is set."""

    time: datetime = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def store(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/minutes.db")
    upgrade(database)
    yield RowStore(database, "T1")
    database.close()


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def watch():
    return Watch()


def notice(key: str = "Production/2027-01-12/notice/x", text: str = "Hello", **more) -> Delivery:
    return Delivery(key, "U1", Notice(text), due=NOON, kind=Kind.NOTICE, **more)


async def enqueue(store, *deliveries):
    for delivery in deliveries:
        await store.change(lambda book, owed=delivery: book.enqueue(owed))


async def known(store, key="Production/2027-01-12/notice/x"):
    return await store.read(lambda book: book.delivery(key))


async def turn(store, wall, watch, after: timedelta = timedelta(0), board=None):
    watch.time += after
    return await deliver(store=store, chat=wall, wiki=board or Board(), clock=watch, owner="me")


async def test_what_is_owed_is_said_once_however_often_it_is_owed(store, wall, watch):
    await enqueue(store, notice(), notice())
    await turn(store, wall, watch)
    await enqueue(store, notice())
    await turn(store, wall, watch)
    assert wall.said == {notice().key: ["Hello"]}
    assert (await known(store)).status is Status.SENT


async def test_nothing_is_said_before_it_is_due(store, wall, watch):
    await enqueue(store, replace(notice(), due=NOON + timedelta(minutes=1)))
    await turn(store, wall, watch)
    assert wall.said == {}
    await turn(store, wall, watch, timedelta(minutes=1))
    assert list(wall.said) == [notice().key]


async def test_a_changed_message_amends_what_was_said(store, wall, watch):
    await enqueue(store, notice())
    await turn(store, wall, watch)
    await enqueue(store, notice(text="Hello again"))
    await turn(store, wall, watch)
    assert wall.said == {notice().key: ["Hello", "amended: Hello again"]}


async def test_the_most_urgent_goes_first(store, wall, watch):
    await enqueue(
        store, notice("a/b/ask/1", priority=Priority.ASK), notice("a/b/minutes", priority=Priority.MINUTES)
    )
    await turn(store, wall, watch)
    assert list(wall.said) == ["a/b/minutes", "a/b/ask/1"]


async def test_what_follows_waits_for_what_comes_before(store, wall, watch):
    wall.failing = [NotNow(30)]
    await enqueue(store, notice("a/b/minutes"), notice("a/b/twiki", follows="a/b/minutes", threaded=True))
    await turn(store, wall, watch)
    assert wall.said == {}
    await turn(store, wall, watch, timedelta(seconds=30))
    assert list(wall.said) == ["a/b/minutes", "a/b/twiki"]


async def test_a_chat_that_asks_to_wait_is_asked_again_when_it_said(store, wall, watch):
    wall.failing = [NotNow(30)]
    await enqueue(store, notice())
    await turn(store, wall, watch)
    await turn(store, wall, watch, timedelta(seconds=29))
    assert wall.said == {}
    await turn(store, wall, watch, timedelta(seconds=1))
    assert wall.said == {notice().key: ["Hello"]}


async def test_a_refusal_is_noted_with_its_reason_and_not_tried_again(store, wall, watch):
    wall.failing = [Rejected("the channel is archived")]
    await enqueue(store, notice())
    await turn(store, wall, watch)
    await turn(store, wall, watch, timedelta(days=1))
    found = await known(store)
    assert (found.status, wall.said) == (Status.DEAD, {})
    assert "the channel is archived" in found.reason


async def test_minutes_are_never_given_up_however_often_the_channel_refuses_them(store, wall, watch):
    wall.failing = [Rejected("not_in_channel") for _ in range(3)]
    await enqueue(store, notice(priority=Priority.MINUTES))
    for _ in range(4):
        await turn(store, wall, watch, timedelta(minutes=5))
    assert wall.said == {notice().key: ["Hello"]}


async def test_what_follows_something_refused_is_given_up_too(store, wall, watch):
    wall.failing = [Rejected("the channel is archived")]
    await enqueue(store, notice("a/b/minutes"), notice("a/b/twiki", follows="a/b/minutes", threaded=True))
    await turn(store, wall, watch)
    await turn(store, wall, watch)
    assert (await known(store, "a/b/twiki")).status is Status.DEAD


async def test_a_lost_answer_is_looked_up_when_the_lease_is_over_and_not_said_again(store, wall, watch):
    wall.lost_answers = 1
    await enqueue(store, notice())
    await turn(store, wall, watch)
    assert await turn(store, wall, watch, LEASE - timedelta(seconds=1)) == 0
    await turn(store, wall, watch, timedelta(seconds=1))
    assert wall.said[notice().key][0] == "Hello"
    assert wall.said[notice().key].count("Hello") == 1
    assert (await known(store)).status is Status.SENT


async def test_a_try_that_never_arrived_is_made_again_after_the_lease(store, wall, watch):
    wall.failing = [OutcomeUnknown()]
    await enqueue(store, notice())
    await turn(store, wall, watch)
    await turn(store, wall, watch, LEASE)
    assert wall.said == {notice().key: ["Hello"]}


async def test_a_reminder_whose_moment_has_passed_is_skipped_with_a_reason(store, wall, watch):
    await enqueue(store, notice(not_after=NOON + timedelta(minutes=5)))
    await turn(store, wall, watch, timedelta(minutes=5))
    found = await known(store)
    assert (wall.said, found.status) == ({}, Status.SKIPPED)
    assert found.reason == "its moment had passed before it could be sent"


async def test_a_reminder_that_may_have_gone_out_in_time_is_looked_up_before_it_is_called_missed(
    store, wall, watch
):
    wall.lost_answers = 1
    await enqueue(store, notice(not_after=NOON + timedelta(minutes=1)))
    await turn(store, wall, watch)
    await turn(store, wall, watch, LEASE)
    assert (await known(store)).status is Status.SENT
    assert wall.said == {notice().key: ["Hello"]}
