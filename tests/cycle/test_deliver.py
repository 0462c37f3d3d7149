"""The only door out: everything once, whatever happens on the way."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cycle.deliver import AT_ONCE, LEASE, deliver
from bot.cycle.hindrances import Hindrances
from bot.cycle.pace import Pace
from bot.model.call import WikiTopic
from bot.model.delivery import Delivery, Kind, Posted, Priority, Status
from bot.model.errors import DatabaseUnusable, NotNow, OutcomeUnknown, Rejected
from bot.model.lease import Lease
from bot.model.message import Notice, UnknownMessage, WikiPage
from bot.model.minutes import Minutes
from storage.store import RowStore
from tests.tables import with_tables

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)
MINUTES = Minutes("Production", NOON.date(), NOON, "UTC", (), (), (), topic="January12,2027")
PAGE = WikiPage(WikiTopic(web="Production"), MINUTES)


def words_of(delivery: Delivery) -> str:
    assert isinstance(delivery.message, Notice)
    return delivery.message.text


@dataclass
class Wall:
    """A chat that shows what was said, and fails as it is told to."""

    said: dict[str, list[str]] = field(default_factory=dict)
    failing: list[Exception] = field(default_factory=list)
    lost_answers: int = 0
    amended: list[Posted | None] = field(default_factory=list)

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
        self.amended.append(delivery.posted)
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
    database = with_tables(tmp_path / "minutes.db")
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
    assert wall.amended == [Posted("U1", "1.0")]


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
    assert (await known(store)).posted == Posted("U1", "1.0")
    assert wall.amended == [Posted("U1", "1.0")]


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


async def test_what_became_of_a_delivery_is_kept_as_a_whole(store, wall, watch):
    await enqueue(store, notice())
    assert await turn(store, wall, watch) == 1
    claimed = replace(notice(), attempts=1, first_try_at=NOON)
    assert await known(store) == replace(
        claimed, status=Status.SENT, posted=Posted("U1", "1.0"), confirmed=1, sent_at=NOON
    )


async def test_a_reminder_that_went_out_in_time_is_kept_where_it_stands(store, wall, watch):
    wall.lost_answers = 1
    await enqueue(store, notice(not_after=NOON + timedelta(minutes=1)))
    await turn(store, wall, watch)
    await turn(store, wall, watch, LEASE)
    assert (await known(store)).posted == Posted("U1", "1.0")
    assert (await known(store)).sent_at == NOON + LEASE


async def test_a_message_that_may_stand_in_the_wiki_is_put_there_as_one_that_may(store, wall, watch):
    board = Board(failing=[OutcomeUnknown()])
    page = replace(notice(), message=PAGE)
    await enqueue(store, page)
    await turn(store, wall, watch, board=board)
    await turn(store, wall, watch, LEASE, board=board)
    assert board.put_there == [(PAGE.name, False), (PAGE.name, True)]
    assert (await known(store)).posted == Posted(PAGE.name, "1")


async def test_a_request_is_begun_while_half_of_the_lease_is_left(store, watch):
    seen = []

    class Slow(Wall):
        async def say(self, delivery):
            seen.append(delivery.lease)
            return await super().say(delivery)

    chat: Any = Slow()

    def running():
        return 1000.0

    await enqueue(store, notice())
    lease = timedelta(seconds=60)
    await deliver(store=store, chat=chat, wiki=Board(), clock=watch, owner="me", lease=lease, running=running)
    assert seen == [Lease(1060.0, 30.0, running)]


async def test_what_another_release_wrote_is_logged_once_by_its_word(store, wall, watch, caplog):
    await enqueue(store, replace(notice(), message=UnknownMessage("poll", '{"poll": {}}')))
    for _ in range(3):
        await turn(store, wall, watch, timedelta(minutes=1))
    assert caplog.messages == [f"delivery {notice().key} is of another release (poll) and waits"]
    found = await known(store)
    assert (found.failures, found.reason) == (
        3,
        "another release of the bot wrote it, and this one cannot read it: poll",
    )


async def test_what_fails_is_logged_each_time_with_how_often_and_where(store, wall, watch, caplog):
    wall.failing = [Rejected("x"), NotNow(1), ValueError("secret"), ValueError("secret")]
    await enqueue(store, notice("a/b/notice/1"), notice("a/b/notice/2"), notice("a/b/notice/3"))
    await turn(store, wall, watch)
    wall.failing = [ValueError("secret")]
    await turn(store, wall, watch, timedelta(minutes=1))
    logged = [message.rpartition(":")[0].rpartition(" at ")[0] for message in caplog.messages]
    assert [line.partition(" failed ")[2] for line in logged] == [
        "(1 in a row): ValueError",
        "(1 in a row): ValueError",
    ]
    assert all(record.delivery.startswith("a/b/notice/") for record in caplog.records)
    assert "secret" not in caplog.text


async def test_what_somebody_has_to_mend_is_said_once_however_much_waits_for_it(store, wall, watch, caplog):
    caplog.set_level("INFO")
    in_the_way = Hindrances()
    archived = Rejected("is_archived", final=False)

    async def take_turn(after):
        watch.time += after
        await deliver(store=store, chat=wall, wiki=Board(), clock=watch, owner="me", hindrances=in_the_way)

    wall.failing = [archived, archived]
    await enqueue(store, notice("a/b/notice/1"), notice("a/b/notice/2"))
    await take_turn(timedelta(0))
    assert len(caplog.messages) == 1
    first = caplog.messages[0]
    assert first.startswith("refused: is_archived (first of a/b/notice/")
    assert first.endswith("); it is tried on until somebody mends this")
    assert in_the_way.standing(watch.time) == ("is_archived",)
    await take_turn(timedelta(minutes=1))
    assert caplog.messages[1:] == ["no longer refused: is_archived"]
    assert in_the_way.standing(watch.time) == ()
    assert set(wall.said) == {"a/b/notice/1", "a/b/notice/2"}


async def test_what_is_final_is_in_nobodys_way(store, wall, watch):
    in_the_way, wall.failing = Hindrances(), [Rejected("user_disabled")]
    await enqueue(store, notice())
    await deliver(store=store, chat=wall, wiki=Board(), clock=watch, owner="me", hindrances=in_the_way)
    assert in_the_way.standing(NOON) == ()


def test_what_was_not_met_for_an_hour_is_in_the_way_no_more(caplog):
    caplog.set_level("INFO")
    in_the_way, hour = Hindrances(), timedelta(hours=1)
    in_the_way.met("is_archived", "a", NOON)
    in_the_way.met("not_in_channel", "b", NOON + timedelta(minutes=1))
    assert in_the_way.standing(NOON + hour - timedelta(seconds=1)) == ("is_archived", "not_in_channel")
    assert in_the_way.standing(NOON + hour) == ("not_in_channel",)
    in_the_way.met("is_archived", "c", NOON + hour)
    in_the_way.met("is_archived", "d", NOON + hour)
    in_the_way.gone("no_such_thing")
    said = "refused: {} (first of {}); it is tried on until somebody mends this"
    assert caplog.messages == [
        said.format("is_archived", "a"),
        said.format("not_in_channel", "b"),
        said.format("is_archived", "c"),
    ]
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 3


async def test_minutes_that_come_up_among_many_questions_go_out_after_those_in_hand(store, wall, watch):
    asks = [replace(notice(f"a/b/notice/{number:02}"), priority=Priority.REMINDER) for number in range(20)]
    await enqueue(store, *asks)
    doors = {"store": store, "chat": wall, "wiki": Board(), "clock": watch, "owner": "me"}
    assert await deliver(**doors, gives_way=lambda: True) == AT_ONCE
    minutes = replace(notice("z/b/notice/minutes"), priority=Priority.MINUTES)
    await enqueue(store, minutes)
    assert await deliver(**doors, gives_way=lambda: True) == AT_ONCE
    assert minutes.key in wall.said
    assert len(wall.said) == 2 * AT_ONCE
    await turn(store, wall, watch)
    assert len(wall.said) == len(asks) + 1


async def test_what_is_not_so_urgent_as_was_asked_for_waits(store, wall, watch):
    urgent = [replace(notice(f"a/b/notice/{each.name}"), priority=each) for each in Priority]
    await enqueue(store, *urgent)
    doors = {"store": store, "chat": wall, "wiki": Board(), "clock": watch, "owner": "me"}
    assert await deliver(**doors, least=Priority.ANSWER) == 2
    assert set(wall.said) == {each.key for each in urgent if each.priority <= Priority.ANSWER}
    assert await deliver(**doors) == 2


async def many_asks(store) -> list[Delivery]:
    asks = [
        replace(notice(f"a/b/notice/{number:02}"), to=f"U{number}", priority=Priority.ASK)
        for number in range(20)
    ]
    await enqueue(store, *asks)
    return asks


async def test_questions_rest_once_the_workspace_takes_no_more_and_minutes_go_on(store, wall, watch):
    asks = await many_asks(store)
    wall.failing = [NotNow(30, "ratelimited")] * AT_ONCE
    doors = {"store": store, "chat": wall, "wiki": Board(), "clock": watch, "owner": "me", "pace": Pace()}
    assert await deliver(**doors) == AT_ONCE
    minutes = replace(notice("z/b/notice/minutes"), priority=Priority.MINUTES)
    await enqueue(store, minutes)
    assert await deliver(**doors) == 1
    assert set(wall.said) == {minutes.key}
    watch.time += timedelta(seconds=30)
    assert await deliver(**doors) == len(asks)
    assert all(len(said) == 1 for said in wall.said.values())


async def test_one_reader_who_was_written_to_a_moment_ago_does_not_make_the_others_wait(store, wall, watch):
    asks = await many_asks(store)
    wall.failing = [NotNow(1, "ratelimited")]
    doors = {"store": store, "chat": wall, "wiki": Board(), "clock": watch, "owner": "me", "pace": Pace()}
    assert await deliver(**doors) == len(asks)
    assert len(wall.said) == len(asks) - 1


async def test_one_that_is_answered_late_does_not_keep_the_next_ones_back(store, watch):
    asks, answered = await many_asks(store), asyncio.Event()

    class Late(Wall):
        async def say(self, delivery):
            posted = await super().say(delivery)
            if delivery.to == "U0":
                await answered.wait()
            elif len(self.said) == len(asks):
                answered.set()
            return posted

    wall: Any = Late()
    async with asyncio.timeout(60):
        assert await deliver(store=store, chat=wall, wiki=Board(), clock=watch, owner="me") == len(asks)
    assert all(len(said) == 1 for said in wall.said.values())


async def test_what_is_in_hand_is_finished_before_it_is_told_that_the_database_is_away(store, wall, watch):
    asks = await many_asks(store)

    class Away:
        """A store whose second claim fails, while others are in hand."""

        def __init__(self):
            self.claims = 0

        async def change(self, work, *args, **kwargs):
            if not args:
                self.claims += 1
                if self.claims == 2:
                    raise DatabaseUnusable("away")
            return await store.change(work, *args, **kwargs)

    away: Any = Away()
    with pytest.raises(DatabaseUnusable):
        await deliver(store=away, chat=wall, wiki=Board(), clock=watch, owner="me")
    found = await store.read(lambda book: book.deliveries("a/b/"))
    assert [each.status for each in found].count(Status.SENT) == AT_ONCE
    assert [each.status for each in found].count(Status.PENDING) == len(asks) - AT_ONCE


async def test_who_is_ended_in_the_middle_ends_what_is_in_hand(store, watch):
    await many_asks(store)
    begun = asyncio.Event()

    class Silent:
        async def say(self, _: Delivery) -> Posted:
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError

    silent: Any = Silent()
    task = asyncio.create_task(deliver(store=store, chat=silent, wiki=Board(), clock=watch, owner="me"))
    await begun.wait()
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=10)
    assert done == {task}
    found = await store.read(lambda book: book.deliveries("a/b/"))
    assert [each.status for each in found].count(Status.SENDING) == AT_ONCE
