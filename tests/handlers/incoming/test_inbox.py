"""What waits in the inbox is worked on once, and one arrival cannot hold up the others."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.model.errors import BeingWorkedOut, DatabaseUnusable, NotNow
from bot.ports import Arrival
from handlers.incoming.inbox import MOST_ATTEMPTS, Drain, identity_of, keeping

NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)


class Memory:
    """An inbox that forgets when the process ends."""

    def __init__(self, *identities: str) -> None:
        self.arrivals = {name: Arrival(name, {"says": name}) for name in identities}
        self.reasons: list[str] = []
        self.worked: list[str] = []

    async def keep(self, identity: str, payload: dict[str, Any], at: datetime) -> None:
        del at
        self.arrivals.setdefault(identity, Arrival(identity, payload))

    async def unknown(self, identities: Collection[str]) -> frozenset[str]:
        return frozenset(identities).difference(self.arrivals, self.worked)

    async def waiting(self, limit: int) -> tuple[Arrival, ...]:
        return tuple(self.arrivals.values())[:limit]

    async def claim(
        self, now: datetime, owner: str, lease: timedelta, limit: int, *, but: Collection[str] = ()
    ) -> tuple[Arrival, ...]:
        del now, owner, lease
        return tuple(each for name, each in self.arrivals.items() if name not in but)[:limit]

    async def renew(self, now: datetime, owner: str, lease: timedelta) -> frozenset[str]:
        del now, owner, lease
        return frozenset(self.arrivals)

    async def done(self, identities: Sequence[str], at: datetime, owner: str = "") -> None:
        del at, owner
        self.worked += identities
        for identity in identities:
            del self.arrivals[identity]

    async def failed(self, identity: str, reason: str, owner: str = "") -> None:
        del owner
        known = self.arrivals[identity]
        self.arrivals[identity] = Arrival(identity, known.payload, known.attempts + 1)
        self.reasons.append(reason)

    async def forget_before(self, at: datetime) -> None:
        raise NotImplementedError

    async def cursors(self) -> dict[str, str]:
        return {}

    async def move_cursor(self, conversation: str, ts: str) -> None:
        raise NotImplementedError


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock():
    return Clock()


def failing(*identities: str, error: type[Exception] = KeyError):
    async def work(arrival: Arrival) -> None:
        if arrival.identity in identities:
            raise error("a lead's secret words")

    return work


async def test_everything_that_waits_is_worked_on_in_order(clock):
    inbox = Memory(*(f"{number:03}" for number in range(120)))
    seen = []

    async def work(arrival: Arrival) -> None:
        seen.append(arrival.identity)

    assert await Drain(inbox, work, clock).run() == 120
    assert seen == sorted(seen) == inbox.worked


async def test_a_bot_that_is_to_end_does_what_is_in_hand_and_gives_back_what_it_has_not_begun(clock):
    inbox, ends = Memory("a", "b", "c"), []

    async def work(arrival: Arrival) -> None:
        ends.append(arrival.identity)

    drain = Drain(inbox, work, clock, gives_way=lambda: bool(ends))
    assert await drain.run() == 1
    await drain.stop()
    assert (inbox.worked, list(inbox.arrivals)) == (["a"], ["b", "c"])
    assert await drain.run() == 0
    assert await Drain(inbox, failing(), clock).run() == 2


async def test_one_that_fails_does_not_hold_up_the_others(clock):
    inbox = Memory("a", "bad", "c")
    assert await Drain(inbox, failing("bad"), clock).run() == 2
    assert inbox.worked == ["a", "c"]
    assert list(inbox.arrivals) == ["bad"]


async def test_many_that_fail_do_not_crowd_out_the_rest(clock):
    bad = [f"bad{number:03}" for number in range(200)]
    inbox = Memory(*bad, "good")
    drain = Drain(inbox, failing(*bad), clock)
    await drain.run()
    assert inbox.worked == ["good"]
    inbox.arrivals["later"] = Arrival("later", {})
    await drain.run()
    assert inbox.worked == ["good", "later"]


async def test_one_that_fails_is_tried_again_after_a_pause(clock):
    inbox = Memory("a")
    drain = Drain(inbox, failing("a"), clock)
    for _ in range(3):
        await drain.run()
    assert len(inbox.reasons) == 1
    clock.at += timedelta(seconds=3)
    await drain.run()
    assert len(inbox.reasons) == 2


async def test_a_defect_is_tried_only_now_and_then_and_stays_in_the_inbox(clock):
    inbox = Memory("a")
    drain = Drain(inbox, failing("a"), clock)
    for _ in range(MOST_ATTEMPTS):
        await drain.run()
        clock.at += timedelta(minutes=6)
    for _ in range(3):
        await drain.run()
        clock.at += timedelta(minutes=1)
    assert len(inbox.reasons) == MOST_ATTEMPTS
    clock.at += timedelta(minutes=2)
    await drain.run()
    assert len(inbox.reasons) == MOST_ATTEMPTS + 1
    assert await Drain(inbox, failing(), clock).run() == 1


async def test_a_defect_is_told_once_and_what_cannot_be_told_holds_up_nothing(clock, caplog):
    inbox, told = Memory("a"), []

    async def tell(arrival: Arrival, reason: str) -> None:
        told.append((arrival.identity, reason))
        raise KeyError("a lead's secret words")

    drain = Drain(inbox, failing("a"), clock, tell)
    for _ in range(MOST_ATTEMPTS + 3):
        inbox.arrivals.setdefault("good", Arrival("good", {}))
        await drain.run()
        clock.at += timedelta(hours=1)
    assert inbox.worked == ["good"] * (MOST_ATTEMPTS + 3)
    ((identity, reason),) = told
    assert identity == "a"
    assert reason.startswith("KeyError at tests/handlers/incoming/test_inbox.py:")
    assert "nobody could be told of arrival a" in caplog.text
    assert "secret" not in caplog.text


async def test_a_defect_of_which_a_bot_that_died_told_nobody_is_told_by_the_next_one(clock):
    inbox, told = Memory("a"), []

    async def tell(arrival: Arrival, reason: str) -> None:
        told.append(arrival.identity)

    died = Drain(inbox, failing("a"), clock)
    for _ in range(MOST_ATTEMPTS):
        await died.run()
        clock.at += timedelta(hours=1)
    following = Drain(inbox, failing("a"), clock, tell)
    for _ in range(3):
        await following.run()
        clock.at += timedelta(hours=1)
    assert told == ["a"]


@pytest.mark.parametrize("error", [DatabaseUnusable, lambda words: NotNow(5, words)], ids=["memory", "Slack"])
async def test_a_failure_of_the_world_is_tried_again_as_long_as_it_lasts(clock, error):
    inbox = Memory("a")
    drain = Drain(inbox, failing("a", error=error), clock)
    for _ in range(MOST_ATTEMPTS + 5):
        await drain.run()
        clock.at += timedelta(minutes=6)
    assert len(inbox.reasons) == MOST_ATTEMPTS + 5


async def test_no_words_of_a_failure_get_into_the_log_or_the_inbox(clock, caplog):
    caplog.set_level(logging.DEBUG)
    inbox = Memory("a")
    drain = Drain(inbox, failing("a"), clock)
    for _ in range(MOST_ATTEMPTS):
        await drain.run()
        clock.at += timedelta(minutes=6)
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text + "".join(inbox.reasons)


async def test_two_drains_at_once_do_the_work_once(clock):
    inbox = Memory("a", "b")
    seen = []

    async def work(arrival: Arrival) -> None:
        await asyncio.sleep(0)
        seen.append(arrival.identity)

    drain = Drain(inbox, work, clock)
    assert sorted(await asyncio.gather(drain.run(), drain.run())) == [0, 2]
    assert seen == ["a", "b"]


async def test_being_cancelled_is_no_failure_of_an_arrival(clock):
    inbox = Memory("a")
    started = asyncio.Event()

    async def work(arrival: Arrival) -> None:
        del arrival
        started.set()
        await asyncio.sleep(60)

    running = asyncio.ensure_future(Drain(inbox, work, clock).run())
    await started.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert inbox.reasons == []


@pytest.mark.parametrize(
    ("body", "identity"),
    [
        ({"event_id": "Ev1", "type": "event_callback"}, "Ev1"),
        ({"trigger_id": "1.2.a", "type": "block_actions"}, "1.2.a"),
        ({"trigger_id": "1.2.b", "command": "/minutes"}, "1.2.b"),
    ],
)
def test_a_payload_is_known_by_what_stays_the_same_when_it_is_sent_again(body, identity):
    assert identity_of(body) == identity


def test_a_payload_without_identity_is_known_by_its_content():
    assert identity_of({"a": 1, "b": 2}) == identity_of({"b": 2, "a": 1}) != identity_of({"a": 1, "b": 3})


async def test_what_is_being_worked_out_beside_holds_up_nobody_and_is_done_when_it_is_known(clock):
    inbox, known, woken = Memory("heavy", "other"), Future[None](), asyncio.Event()

    async def work(arrival: Arrival) -> None:
        if arrival.identity == "heavy" and not known.done():
            raise BeingWorkedOut(known)

    drain = Drain(inbox, work, clock, wake=woken.set)
    assert await drain.run() == 1
    assert await drain.run() == 0
    assert inbox.worked == ["other"]
    known.set_result(None)
    await woken.wait()
    assert await drain.run() == 1
    assert inbox.worked == ["other", "heavy"]
    assert inbox.reasons == []


@pytest.mark.parametrize(("minutes", "told"), [(0, []), (10, ["missed"])])
async def test_a_late_arrival_is_kept_before_it_is_told_that_others_may_be_missing(minutes, told):
    said = list[str]()

    class Kept:
        async def keep(self, *_: Any) -> None:
            said.append("kept")

    async def acknowledge() -> None:
        said.append("acknowledged")

    inbox: Any = Kept()
    keep: Any = keeping(inbox, lambda: said.append("woken"), lambda: NOON, lambda: said.append("missed"))
    sent = NOON - timedelta(minutes=minutes)
    body = {"event_id": "E1", "event_time": int(sent.timestamp()), "event": {}}
    context = AsyncBoltContext()
    await keep(body=body, resp=BoltResponse(status=200), context=context, next=acknowledge)
    assert said == ["kept", *told, "woken", "acknowledged"]
