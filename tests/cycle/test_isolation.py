"""One trouble, one victim: what fails with one call, meeting or delivery leaves the others alone."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.cycle.advance import PIECE, Round
from bot.cycle.deliver import LEASE, deliver
from bot.cycle.isolation import Isolation, Trouble
from bot.cycle.queries import open_since
from bot.cycle.replies.collect import collect
from bot.model.call import Area, Lead, WikiTopic
from bot.model.delivery import Kind, Status
from bot.model.errors import DatabaseUnusable, NotNow, Rejected, RowUnreadable
from bot.model.meeting import State, schedule
from bot.model.message import Notice, Undelivered
from bot.model.reply import Origin, Reply
from bot.model.trouble import LONGEST_PAUSE, TOLD_AFTER, described, pause_after
from bot.model.words import Line, words
from storage.store import RowStore
from tests.cycle.test_deliver import NOON, Board, Wall, Watch, known, notice
from tests.rounds import advance
from tests.rules.test_plan import AT_CALL, CALL, DAY
from tests.tables import with_tables

BROKEN = replace(CALL, name="Broken", twiki=WikiTopic(topic="***"))  # the reader of files refuses it today
SECRET = "the door code is 4711"


@pytest.fixture
def database(tmp_path):
    made = with_tables(tmp_path / "minutes.db")
    yield made
    made.close()


@pytest.fixture
def store(database):
    return RowStore(database, "T1")


async def turn(store, now, isolation):
    taken = await advance(store=store, pages=lambda _: 1, now=now, isolation=isolation)
    return {(meeting.call, type(step).__name__) for meeting, step in taken}


async def keep(store, *calls):
    for call in calls:
        await store.change(lambda book, each=call: book.keep_call(each))


async def keys(store, prefix=""):
    return [each.key for each in await store.read(lambda book: book.deliveries(prefix))]


async def test_a_call_that_cannot_be_posted_does_not_keep_the_others_from_it(store, caplog):
    await keep(store, BROKEN, CALL)
    isolation = Isolation()
    await turn(store, AT_CALL - timedelta(days=1), isolation)
    assert ("Production", "Publish") in await turn(store, AT_CALL, isolation)
    assert f"Production/{DAY}/minutes" in await keys(store)
    assert f"Broken/{DAY}/minutes" not in await keys(store)
    assert f"Broken, {DAY}: posting the minutes failed (1 in a row)" in caplog.text


async def test_the_chairs_are_told_once_after_a_while_and_it_goes_well_once_it_is_mended(store):
    await keep(store, BROKEN, CALL)
    isolation = Isolation()
    await turn(store, AT_CALL - timedelta(days=1), isolation)
    told = []
    for minutes in range(10):
        await turn(store, AT_CALL + timedelta(minutes=minutes), isolation)
        told.append([key for key in await keys(store) if "-trouble-" in key])
    assert told[2] == []
    assert len(told[-1]) == len(CALL.chairs) == 1
    (key,) = told[-1]
    assert key.startswith(f"Broken/{AT_CALL.date()}/notice/UCHAIR-trouble-")
    said = await known(store, key)
    assert isinstance(said.message, Notice)
    assert "posting the minutes" in said.message.text
    await keep(store, replace(BROKEN, twiki=WikiTopic()))
    assert ("Broken", "Publish") in await turn(store, AT_CALL + timedelta(hours=2), isolation)


async def test_a_call_whose_meetings_cannot_be_read_leaves_other_calls_alone(store, database):
    await keep(store, BROKEN, CALL)
    isolation = Isolation()
    await turn(store, AT_CALL - timedelta(days=6), isolation)
    with database.engine.begin() as connection:
        connection.execute(
            text("UPDATE meeting SET minutes = 'no JSON', state = 'posted' WHERE call = 'Broken'")
        )
    assert ("Production", "Ask") in await turn(store, AT_CALL - timedelta(hours=23), isolation)


async def busy_turns(store, now, isolation):
    """What is done in turns of a bot that is woken again before it has looked at a second meeting."""
    taken = set()
    for _ in range(3):
        whole = Round(store=store, pages=lambda _: 1, isolation=isolation)
        piece = await whole.piece(now, lambda: True)
        taken |= {(meeting.call, type(step).__name__) for meeting, step in piece or ()}
    return taken


async def test_a_meeting_that_cannot_be_read_is_not_all_that_a_busy_bot_looks_at(store, database):
    await keep(store, *(replace(CALL, name=f"Broken {number}") for number in range(PIECE)), CALL)
    isolation = Isolation()
    await turn(store, AT_CALL - timedelta(days=6), isolation)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE meeting SET minutes = 'no JSON' WHERE call LIKE 'Broken%'"))
    assert ("Production", "Ask") in await busy_turns(store, AT_CALL - timedelta(hours=23), isolation)


async def test_minutes_that_cannot_be_posted_are_not_all_that_a_busy_bot_looks_at(store):
    await keep(store, BROKEN, CALL)
    isolation = Isolation()
    await turn(store, AT_CALL - timedelta(days=1), isolation)
    assert ("Production", "Publish") in await busy_turns(store, AT_CALL, isolation)


def spoil(database, column, spoilt="no JSON", call="Broken", table="call"):
    name = "name" if table == "call" else "call"
    change = text(f"UPDATE {table} SET {column} = :spoilt WHERE {name} = :call")
    with database.engine.begin() as connection:
        connection.execute(change, {"spoilt": spoilt, "call": call})


@pytest.mark.parametrize("spoilt", [("skip", "no JSON", "[]"), ("weekday", "someday", "tuesday")])
async def test_a_call_that_cannot_be_read_is_told_to_its_chairs_and_leaves_other_calls_alone(
    store, database, caplog, spoilt
):
    await keep(store, replace(CALL, name="Broken", chairs=("UOTHER",)), CALL)
    isolation, asking = Isolation(), AT_CALL - timedelta(hours=23)
    column, nonsense, whole = spoilt
    spoil(database, column, nonsense)
    assert await turn(store, asking, isolation) == {("Production", "Ask")}
    assert "Broken, reading the call failed (1 in a row): What is stored cannot be read: call" in caplog.text
    for minutes in range(10):
        await turn(store, asking + timedelta(minutes=minutes), isolation)
    (told,) = [key for key in await keys(store) if "-trouble-" in key]
    assert told.startswith(f"Broken/{asking.date()}/notice/UOTHER-trouble-")
    spoil(database, column, whole)
    assert ("Broken", "Ask") in await turn(store, asking + timedelta(hours=2), isolation)


async def test_a_call_whose_chairs_cannot_be_read_leaves_other_calls_alone(store, database, caplog):
    await keep(store, replace(CALL, name="Broken"), CALL)
    isolation, asking = Isolation(), AT_CALL - timedelta(hours=23)
    spoil(database, "chairs")
    assert await turn(store, asking, isolation) == {("Production", "Ask")}
    for minutes in range(10):
        await turn(store, asking + timedelta(minutes=minutes), isolation)
    assert "Broken, telling the chairs failed (1 in a row)" in caplog.text


async def test_a_meeting_that_cannot_be_looked_at_leaves_the_next_one_of_its_call_alone(store, caplog):
    await keep(store, CALL)
    isolation = Isolation()
    await turn(store, AT_CALL - timedelta(days=1), isolation)
    await turn(store, AT_CALL, isolation)
    await keep(store, replace(CALL, twiki=BROKEN.twiki))  # its posted minutes cannot be written any more
    next_ask = AT_CALL + timedelta(days=6, minutes=5)
    await turn(store, next_ask, isolation)
    assert f"Production, {DAY}: seeing what is due failed" in caplog.text
    assert await keys(store, f"Production/{DAY + timedelta(days=7)}/ask/") != []


async def test_a_trouble_waits_longer_each_time_and_is_gone_when_it_succeeds(caplog):
    caplog.set_level(logging.DEBUG)
    isolation, tries = Isolation(), []

    async def work():
        tries.append(now)
        if len(tries) < 4:
            raise KeyError(SECRET)
        return "done"

    for second in range(200):
        now = NOON + timedelta(seconds=second)
        await isolation.run("x", work, now)
        if len(tries) == 4:
            break
    assert [(when - NOON).seconds for when in tries] == [0, 15, 45, 105]
    assert isolation.trouble("x") is None
    levels = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert [level for level, _ in levels] == ["WARNING", "DEBUG", "DEBUG", "INFO"]
    assert levels[0][1].startswith("x failed (1 in a row): KeyError at ")
    assert levels[3][1] == "x goes well again"
    assert SECRET not in caplog.text
    assert "KeyError at" in caplog.text


async def test_what_the_world_asks_for_is_waited_for():
    isolation = Isolation()

    async def work():
        raise NotNow(300, "rate limited")

    await isolation.run("x", work, NOON)
    assert isolation.waits("x", NOON + timedelta(seconds=299))
    assert isolation.due(NOON + timedelta(seconds=299)) == frozenset()
    assert isolation.due(NOON + timedelta(seconds=300)) == {"x"}
    assert not isolation.waits("x", NOON + timedelta(seconds=300))
    assert not isolation.waits("y", NOON)


async def test_what_fails_is_known_with_how_often_why_and_until_when():
    isolation = Isolation()

    async def work():
        raise Rejected("is_archived")

    for after in (0, 14, 15):
        assert await isolation.run("x", work, NOON + timedelta(seconds=after)) is None
    assert isolation.trouble("x") == Trouble(
        "x", 2, described(Rejected("is_archived")), NOON + timedelta(seconds=45)
    )


async def test_a_database_that_is_away_is_nobodys_own_trouble():
    async def work():
        raise DatabaseUnusable("away")

    isolation = Isolation()
    with pytest.raises(DatabaseUnusable):
        await isolation.run("x", work, NOON)
    assert isolation.trouble("x") is None


def test_pauses_double_up_to_an_hour():
    assert [pause_after(n).total_seconds() for n in range(1, 10)] == [
        *(15, 30, 60, 120, 240, 480, 960, 1920, 3600)
    ]
    assert pause_after(10_000) == LONGEST_PAUSE


def test_a_foreign_exception_is_told_by_its_place_only():
    try:
        Wall().said[SECRET]
    except KeyError as failure:
        said = described(failure)
    assert said.startswith("KeyError at tests/cycle/test_isolation.py:")
    assert SECRET not in said
    assert described(NotNow(1, "rate limited")).endswith("rate limited")


# deliveries


async def owe(store, *deliveries):
    for each in deliveries:
        await store.change(lambda book, owed=each: book.enqueue(owed))


async def say(store, wall, watch, after=timedelta(0)):
    watch.time += after
    return await deliver(store=store, chat=wall, wiki=Board(), clock=watch, owner="me")


class Picky(Wall):
    """A chat that fails over one delivery, after it was posted if it is told so."""

    def __init__(self, *, after_posting: bool = False) -> None:
        super().__init__()
        self.after_posting = after_posting
        self.broken = True

    async def say(self, delivery):
        if not self.broken or not delivery.key.endswith("bad"):
            return await super().say(delivery)
        if self.after_posting:
            await super().say(delivery)
        raise KeyError(SECRET)


NAMES = [f"A/2027-01-12/notice/{name}" for name in ("1", "bad", "2", "3", "4", "5")]


async def test_an_error_that_nobody_foresaw_holds_up_no_other_delivery(store, caplog):
    wall, watch = Picky(), Watch()
    await owe(store, *map(notice, NAMES))
    assert await say(store, wall, watch) == 6
    assert sorted(wall.said) == sorted(set(NAMES) - {NAMES[1]})
    bad = await known(store, NAMES[1])
    assert (bad.status, bad.failures, bad.due) == (Status.PENDING, 1, NOON + timedelta(seconds=15))
    assert "KeyError at" in bad.reason
    assert NAMES[1] in caplog.text
    assert SECRET not in caplog.text + bad.reason
    wall.broken = False
    await say(store, wall, watch, timedelta(seconds=15))
    mended = await known(store, NAMES[1])
    assert (mended.status, mended.failures, mended.reason) == (Status.SENT, 0, "")


async def test_a_strange_answer_after_posting_does_not_post_it_twice(store):
    wall, watch = Picky(after_posting=True), Watch()
    await owe(store, notice(NAMES[1]))
    await say(store, wall, watch)
    wall.broken = False
    await say(store, wall, watch, timedelta(seconds=15))
    assert [said for said in wall.said[NAMES[1]] if not said.startswith("amended")] == ["Hello"]
    assert (await known(store, NAMES[1])).status is Status.SENT


async def test_a_message_of_another_release_is_left_alone_until_its_release_is_back(store, database, caplog):
    caplog.set_level(logging.INFO)
    wall, watch = Wall(), Watch()
    await owe(store, *map(notice, NAMES))
    with database.engine.begin() as connection:
        change = text("UPDATE delivery SET message = :message WHERE key = :key")
        connection.execute(change, {"message": '{"Poll": {"text": "Hello"}}', "key": NAMES[1]})
    for _ in range(8):
        await say(store, wall, watch, timedelta(minutes=5))
    assert sorted(wall.said) == sorted(set(NAMES) - {NAMES[1]})
    waiting = await known(store, NAMES[1])
    assert (waiting.status, waiting.failures) == (Status.PENDING, 8)
    assert caplog.text.count(NAMES[1]) == 1
    with database.engine.begin() as connection:
        connection.execute(change, {"message": '{"Notice": {"text": "Hello"}}', "key": NAMES[1]})
    await say(store, wall, watch, timedelta(minutes=5))
    assert wall.said[NAMES[1]] == ["Hello"]


async def test_a_chair_is_told_of_a_delivery_that_goes_on_failing(store):
    await keep(store, CALL)
    await turn(store, AT_CALL - timedelta(hours=23), isolation := Isolation())
    asks = [key for key in await keys(store) if f"/{Kind.ASK}/" in key]
    ask = await known(store, asks[0])

    def fails(book):
        for taken in book.claim(AT_CALL - timedelta(hours=23), "me", LEASE, 10):
            failing = replace(taken, failures=TOLD_AFTER, reason="KeyError at a.py:1")
            book.settle(replace(failing if taken.key == ask.key else taken, status=Status.PENDING))

    await store.change(fails)
    await turn(store, AT_CALL - timedelta(hours=22), isolation)
    told = [key for key in await keys(store) if f"notice/UCHAIR-ask-{ask.to}" in key]
    assert told
    said = await known(store, told[0])
    assert isinstance(said.message, Undelivered)
    assert (said.message.what, said.message.reason) == ("ask", "KeyError at a.py:1")


# replies


BOTH = "UANNA"  # reports in both calls


def wrote(text, **more):
    at = AT_CALL - timedelta(hours=20)
    return Reply(BOTH, f"D{BOTH}", f"{at.timestamp():.6f}", (Line(words(text)),), **more)


@pytest.fixture
async def of_two(store, database):
    """Somebody reports in two calls, both of which have asked; a meeting of one of them cannot be read."""
    others = (Area("Boats", (Lead("Anna", BOTH),)),)
    await keep(store, replace(CALL, name="Broken", areas=others), CALL)
    await turn(store, AT_CALL - timedelta(hours=23), Isolation())
    spoil(database, "minutes", table="meeting")
    return store


async def reported(store, call):
    found = await store.read(lambda book: book.updates(call, DAY))
    return [(update.area, item.text) for update in found for item in update.sections.news]


async def test_who_reports_in_two_calls_is_heard_in_one_while_the_other_cannot_be_read(of_two):
    await of_two.change(collect, wrote("Tapes are in"), now=AT_CALL - timedelta(hours=20))
    assert await reported(of_two, "Production") == [("Grid", "Tapes are in")]


async def test_of_a_call_that_cannot_be_read_at_all_the_same_holds(of_two, database):
    spoil(database, "skip")
    await of_two.change(collect, wrote("Tapes are in"), now=AT_CALL - timedelta(hours=20))
    assert await reported(of_two, "Production") == [("Grid", "Tapes are in")]


@pytest.mark.parametrize(
    "meant", [{"thread": "17.5"}, {"call": "Broken", "date": DAY, "origin": Origin.FORM}]
)
async def test_what_may_be_for_the_call_that_cannot_be_read_waits_for_it(of_two, database, meant):
    said, now = wrote("Tapes are in", **meant), AT_CALL - timedelta(hours=20)
    with pytest.raises(
        RowUnreadable, match=r"^What is stored cannot be read: meeting, JSONDecodeError at storage/col"
    ):
        await of_two.change(collect, said, now=now)
    assert await reported(of_two, "Production") == []
    spoil(database, "minutes", None, table="meeting")
    await of_two.change(collect, said, now=now)
    assert await reported(of_two, "Broken") + await reported(of_two, "Production") != []


async def test_whose_only_call_cannot_be_read_is_not_told_that_they_report_in_none(store, database):
    await keep(store, replace(CALL, name="Broken"))
    await turn(store, AT_CALL - timedelta(hours=23), Isolation())
    spoil(database, "skip")
    with pytest.raises(RowUnreadable):
        await store.change(collect, wrote("Tapes are in"), now=AT_CALL - timedelta(hours=20))
    assert await keys(store, "-/") == []


async def test_messages_are_read_back_while_a_meeting_cannot_be_read(of_two):
    meeting = await of_two.read(lambda book: book.meeting("Production", DAY))
    now = AT_CALL - timedelta(hours=20)
    assert await of_two.read(open_since, now) == meeting.opens


async def test_what_was_written_since_the_first_open_meeting_began_counts(store):
    await keep(store, CALL, replace(CALL, name="Ferries"))
    assert await store.read(open_since, AT_CALL) == AT_CALL

    async def hold(call, days, **more):
        meeting = replace(schedule(CALL, DAY - timedelta(days=days)), call=call, **more)
        await store.change(lambda book: book.keep_meeting(meeting))
        return meeting.opens

    oldest = await hold("Production", 61)  # the bot was down for two months
    assert await store.read(open_since, AT_CALL) == oldest
    await hold("Production", 61, state=State.CLOSED)
    await hold("Production", 35, state=State.CLOSED)
    assert await store.read(open_since, AT_CALL) == AT_CALL
    later = await hold("Production", 7)
    assert await store.read(open_since, AT_CALL) == later
    sooner = await hold("Ferries", 14)
    assert await store.read(open_since, AT_CALL) == sooner


async def test_a_lead_who_cannot_be_asked_does_not_keep_the_others_of_the_call_from_it(store, database):
    people = tuple(Lead(name, f"U{name}") for name in ("ANNA", "BEN", "CLEO"))
    await keep(store, replace(CALL, areas=(Area("Grid", people),)))
    refuses = "WHEN NEW.part = 'UBEN' BEGIN SELECT RAISE(ABORT, 'full'); END"
    with database.engine.begin() as connection:
        connection.execute(text(f"CREATE TRIGGER full BEFORE INSERT ON delivery {refuses}"))
    isolation, now = Isolation(), AT_CALL - CALL.ask
    assert await turn(store, now, isolation) == {("Production", "Ask")}
    asked = [f"Production/{DAY}/ask/{each}" for each in ("UANNA", "UCLEO")]
    assert await keys(store) == asked
    with database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER full"))
    await turn(store, now + LONGEST_PAUSE, isolation)
    assert await keys(store, f"Production/{DAY}/ask/UBEN") == [f"Production/{DAY}/ask/UBEN"]
