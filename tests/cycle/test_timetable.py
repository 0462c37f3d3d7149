"""What follows when a meeting is skipped, moved or held after all: nothing is lost, nobody asked twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cycle.replies.collect import collect
from bot.cycle.reschedule import hold, move, skip
from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.delivery import Posted, Status
from bot.model.errors import Refusal
from bot.model.message import Rescheduled
from bot.model.person import Person
from bot.model.reply import Reply
from bot.model.words import Line, words
from storage.store import RowStore
from tests.rounds import advance
from tests.tables import with_tables

CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Software", (Lead("Tilda", "UTILDA"),)),),
)
FIRST, SECOND = date(2027, 1, 12), date(2027, 1, 19)
CALL_TIME = datetime(2027, 1, 12, 21, tzinfo=UTC)
CHAIR = Person("UCHAIR", "Scott")
HOUR = timedelta(hours=1)


@pytest.fixture
async def store(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    made = RowStore(database, "T1")
    await made.change(lambda book: book.keep_call(CALL))
    await turn(made, CALL_TIME - timedelta(days=5))
    yield made
    database.close()


async def turn(store, now):
    await advance(store=store, pages=lambda _: 1, now=now)


async def write(store, text, at, person="UTILDA"):
    said = Reply(person, f"D{person}", f"{at.timestamp():.6f}", (Line(words(text)),))
    await store.change(collect, said, now=at)


async def items(store, day):
    updates = await store.read(lambda book: book.updates("Production", day))
    return [item.text for update in updates for item in update.sections.news]


async def delivery(store, tail):
    return await store.read(lambda book: book.delivery(f"Production/2027-01-12/{tail}"))


async def sent(store, now):
    """Let everything that is due go out."""

    def settle(book):
        for taken in book.claim(now, "test", HOUR, 50):
            there = Posted("D1", f"{now.timestamp():.6f}")
            book.settle(replace(taken, status=Status.SENT, posted=there, confirmed=taken.wanted))

    await store.change(settle)


async def test_a_question_that_has_not_gone_out_is_left_out_with_the_reason_and_comes_back(store):
    now = CALL_TIME - 23 * HOUR
    await turn(store, now)
    await store.change(skip, "Production", None, by=CHAIR, now=now)
    left_out = await delivery(store, "ask/UTILDA")
    assert (left_out.status, left_out.reason) == (Status.SKIPPED, "skipped by the chair")
    await store.change(hold, "Production", FIRST, by=CHAIR, now=now + HOUR)
    back = await delivery(store, "ask/UTILDA")
    assert (back.status, back.reason, back.due) == (Status.PENDING, "", now + HOUR)
    assert not back.message.occasion.off


async def test_a_question_comes_back_also_when_the_reason_why_there_is_no_meeting_changed_meanwhile(store):
    now = CALL_TIME - 23 * HOUR
    await turn(store, now)
    for call in (replace(CALL, skip=(FIRST,)), replace(CALL, weekday=Weekday.THURSDAY)):
        await store.change(lambda book, call=call: book.keep_call(call))
        await turn(store, now)
        assert (await delivery(store, "ask/UTILDA")).reason == "no meeting on this date"
    await store.change(lambda book: book.keep_call(CALL))
    await turn(store, now)
    assert (await delivery(store, "ask/UTILDA")).status is Status.PENDING


async def test_a_question_that_has_not_gone_out_waits_for_the_new_moment(store):
    now = CALL_TIME - 23 * HOUR
    await turn(store, now)
    await store.change(move, "Production", None, on=date(2027, 1, 14), at=None, by=CHAIR, now=now)
    waiting = await delivery(store, "ask/UTILDA")
    assert waiting.due == CALL_TIME + 24 * HOUR
    assert waiting.not_after == CALL_TIME + 48 * HOUR
    assert waiting.message.occasion.day == date(2027, 1, 14)


async def test_a_reminder_that_has_not_gone_out_waits_for_the_new_moment(store):
    await turn(store, CALL_TIME - 23 * HOUR)
    await sent(store, CALL_TIME - 23 * HOUR)
    now = CALL_TIME - 3 * HOUR
    await turn(store, now)
    await store.change(move, "Production", None, on=None, at=time(18), by=CHAIR, now=now)
    waiting = await delivery(store, "remind-1/UTILDA")
    assert (waiting.status, waiting.due) == (Status.PENDING, CALL_TIME - HOUR)
    assert waiting.not_after == CALL_TIME + timedelta(hours=1, minutes=30)
    asked = await delivery(store, "ask/UTILDA")
    assert (asked.status, asked.wanted, asked.message.occasion.starts) == (
        Status.PENDING,
        2,
        CALL_TIME + 2 * HOUR,
    )


async def test_who_was_not_asked_and_wrote_nothing_is_not_told(store):
    now = CALL_TIME - timedelta(days=4)
    decision = await store.change(skip, "Production", None, by=CHAIR, now=now)
    owed = await store.read(lambda book: book.deliveries(""))
    told = [each.to for each in owed if isinstance(each.message, Rescheduled)]
    assert (decision.leads, told) == (0, ["C1"])


async def test_words_go_to_the_next_meeting_and_back_again(store):
    await write(store, "XRootD 5.9 is out", CALL_TIME - timedelta(days=2))
    now = CALL_TIME - 30 * HOUR
    await store.change(skip, "Production", None, by=CHAIR, now=now)
    await write(store, "VOMS 2.1 is out", now + HOUR)
    assert (await items(store, FIRST), await items(store, SECOND)) == (
        [],
        ["XRootD 5.9 is out", "VOMS 2.1 is out"],
    )
    await store.change(skip, "Production", SECOND, by=CHAIR, now=now + 2 * HOUR)
    assert await items(store, date(2027, 1, 26)) == ["XRootD 5.9 is out", "VOMS 2.1 is out"]
    await store.change(hold, "Production", FIRST, by=CHAIR, now=now + 3 * HOUR)
    assert await items(store, FIRST) == ["XRootD 5.9 is out", "VOMS 2.1 is out"]
    assert await items(store, date(2027, 1, 26)) == []


async def test_what_a_stand_in_wrote_counts_also_when_the_lead_is_back_by_the_next_meeting(store):
    away = Absence("UTILDA", FIRST, FIRST, StandIn("Teo", "UTEO"))
    await store.change(lambda book: book.keep_absence(away))
    await write(store, "VOMS 2.1 is out", CALL_TIME - 20 * HOUR, person="UTEO")
    await store.change(skip, "Production", None, by=CHAIR, now=CALL_TIME - 19 * HOUR)
    assert await items(store, SECOND) == ["VOMS 2.1 is out"]
    await write(store, "XRootD 5.9 is out", CALL_TIME + HOUR)
    assert await items(store, SECOND) == ["VOMS 2.1 is out", "XRootD 5.9 is out"]


async def test_leads_are_not_asked_for_the_next_meeting_while_a_moved_one_is_still_to_be_posted(store):
    now = CALL_TIME - timedelta(days=2)
    await store.change(move, "Production", None, on=date(2027, 1, 18), at=time(20), by=CHAIR, now=now)
    before = CALL_TIME + timedelta(days=6, hours=1)  # a day before the next one, but not posted yet
    await turn(store, before)
    asks = "Production/2027-01-19/ask/"
    assert await store.read(lambda book: book.deliveries(asks)) == ()
    await turn(store, CALL_TIME + timedelta(days=6, hours=4))
    await turn(store, CALL_TIME + timedelta(days=6, hours=4))
    assert len(await store.read(lambda book: book.deliveries(asks))) == 1


async def test_who_decided_and_when_is_kept_also_of_an_undo(store):
    now = CALL_TIME - 30 * HOUR
    await store.change(skip, "Production", None, by=CHAIR, now=now)
    await store.change(hold, "Production", FIRST, by=Person("UOTHER", "Ruth"), now=now + HOUR)
    (word,) = await store.read(lambda book: book.overrides("Production"))
    assert (word.by, word.decided_at, word.on) == ("UOTHER", now + HOUR, FIRST)


async def test_a_meeting_whose_time_is_over_cannot_be_held_any_more(store):
    await store.change(skip, "Production", None, by=CHAIR, now=CALL_TIME - HOUR)
    with pytest.raises(Refusal, match="Nothing was changed: it is too late for the Production call"):
        await store.change(hold, "Production", FIRST, by=CHAIR, now=CALL_TIME + HOUR)
