"""For which meeting a reply counts; what becomes of words that come early, late, twice or from strangers."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cycle.replies.collect import collect
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.meeting import State
from bot.model.message import Card, Notice
from bot.model.reply import Reply
from bot.model.words import Line, words
from storage.store import RowStore
from tests.rounds import advance
from tests.tables import with_tables

LEAD, STRANGER = "ULEAD", "USTRANGER"
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Software", (Lead("Tilda", LEAD),)),),
)
FIRST, SECOND = date(2027, 1, 12), date(2027, 1, 19)
CALL_TIME = datetime(2027, 1, 12, 21, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    made = RowStore(database, "T1")
    await made.change(lambda book: book.keep_call(CALL))
    await turn(made, CALL_TIME - timedelta(days=5))
    yield made
    database.close()


async def turn(store, now):
    for _ in range(2):
        await advance(store=store, pages=lambda _: 1, now=now)


def reply(text: str, at: datetime, *, person: str = LEAD, **more) -> Reply:
    return Reply(person, f"D{person}", f"{at.timestamp():.6f}", (Line(words(text)),), **more)


async def write(store, said: Reply, *, later: timedelta = timedelta(seconds=1)) -> None:
    await store.change(collect, said, now=said.changed_at + later)


async def items(store, day: date) -> list[str]:
    updates = await store.read(lambda book: book.updates("Production", day))
    return [item.text for update in updates for item in update.sections.news]


async def notices(store, person: str) -> list[str]:
    owed = await store.read(lambda book: book.deliveries(""))
    return [each.message.text for each in owed if each.to == person and isinstance(each.message, Notice)]


async def test_a_reply_days_before_the_question_counts_for_the_meeting_to_come(store):
    await write(store, reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=4)))
    assert await items(store, FIRST) == ["XRootD 5.9 is out"]


async def test_a_reply_in_the_late_window_counts_for_the_posted_meeting_and_a_later_one_for_the_next(store):
    await turn(store, CALL_TIME)
    await write(store, reply("XRootD 5.9 is out", CALL_TIME + timedelta(hours=23, minutes=59)))
    await write(store, reply("VOMS 2.1 is out", CALL_TIME + timedelta(hours=24)))
    assert (await items(store, FIRST), await items(store, SECOND)) == (
        ["XRootD 5.9 is out"],
        ["VOMS 2.1 is out"],
    )


async def test_a_late_reply_amends_the_frozen_minutes(store):
    await turn(store, CALL_TIME)
    await write(store, reply("XRootD 5.9 is out", CALL_TIME + timedelta(hours=1)))
    await turn(store, CALL_TIME + timedelta(hours=1, minutes=1))
    meeting = await store.read(lambda book: book.meeting("Production", FIRST))
    assert (meeting.state, meeting.minutes.revision) == (State.POSTED, 2)
    assert [item.text for item in meeting.minutes.areas[0].sections.news] == ["XRootD 5.9 is out"]


async def test_what_is_written_in_a_skipped_week_counts_for_the_meeting_after_it(store):
    await store.change(lambda book: book.keep_call(replace(CALL, skip=(FIRST,))))
    await turn(store, CALL_TIME - timedelta(days=4))
    await write(store, reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=3)))
    assert (await items(store, FIRST), await items(store, SECOND)) == ([], ["XRootD 5.9 is out"])


async def test_an_edit_replaces_the_words_and_the_same_edit_again_changes_nothing(store):
    said = reply("XRootD 5.8 is out", CALL_TIME - timedelta(days=1))
    edited = f"{(CALL_TIME - timedelta(hours=20)).timestamp():.6f}"
    await write(store, said)
    for _ in range(2):
        await write(store, replace(said, document=(Line(words("XRootD 5.9 is out")),), revision=edited))
    assert await items(store, FIRST) == ["XRootD 5.9 is out"]


async def test_an_edit_that_arrives_before_the_message_is_not_undone_by_it(store):
    said = reply("XRootD 5.8 is out", CALL_TIME - timedelta(days=1))
    edited = f"{(CALL_TIME - timedelta(hours=20)).timestamp():.6f}"
    await write(store, replace(said, document=(Line(words("XRootD 5.9 is out")),), revision=edited))
    await write(store, said)
    assert await items(store, FIRST) == ["XRootD 5.9 is out"]


async def test_a_deleted_reply_withdraws_its_items_and_stays_deleted(store):
    said = reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=1))
    gone = f"{(CALL_TIME - timedelta(hours=20)).timestamp():.6f}"
    await write(store, said)
    await write(store, replace(said, document=(), revision=gone, deleted=True))
    await write(store, said)
    assert await items(store, FIRST) == []


async def test_what_is_edited_after_the_late_window_is_kept_but_changes_no_minutes(store):
    said = reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=1))
    edited = f"{(CALL_TIME + timedelta(hours=25)).timestamp():.6f}"
    await write(store, said)
    await write(store, replace(said, document=(Line(words("XRootD 6 is out")),), revision=edited))
    assert await items(store, FIRST) == ["XRootD 5.9 is out"]
    kept = await store.read(lambda book: book.reply(said.conversation, said.ts))
    assert kept.revision == edited


async def test_a_lead_gets_one_card_however_much_they_write(store):
    for hour in range(3):
        await write(store, reply(f"Item {hour} is done", CALL_TIME - timedelta(hours=10 - hour)))
    owed = await store.read(lambda book: book.deliveries("Production/2027-01-12/card"))
    assert [each.key for each in owed] == ["Production/2027-01-12/card/ULEAD"]
    assert isinstance(owed[0].message, Card)
    shown = owed[0].message.areas[0].update.sections.news
    assert [item.text for item in shown] == ["Item 0 is done", "Item 1 is done", "Item 2 is done"]


async def test_minutes_that_are_still_to_be_posted_take_what_was_edited_after_their_late_window(store):
    edited = f"{(CALL_TIME + timedelta(days=2)).timestamp():.6f}"
    await write(store, reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=1), revision=edited))
    assert await items(store, FIRST) == ["XRootD 5.9 is out"]


async def test_minutes_that_are_still_to_be_posted_leave_out_what_was_deleted_whenever_that_was(store):
    """The bot was off: that it is missing shows in the history, and not since when."""
    said = reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=1))
    found = f"{(CALL_TIME + timedelta(days=9)).timestamp():.6f}"
    await write(store, said)
    await write(store, replace(said, document=(), revision=found, deleted=True))
    assert await items(store, FIRST) == []


async def test_small_talk_is_kept_but_gets_no_card(store):
    said = reply("thanks!", CALL_TIME - timedelta(days=1))
    await write(store, said)
    assert await store.read(lambda book: book.reply(said.conversation, said.ts)) is not None
    assert await store.read(lambda book: book.deliveries("Production/2027-01-12/card")) == ()


async def test_small_talk_before_any_report_gets_one_line(store):
    await write(store, reply("thanks!", CALL_TIME - timedelta(days=1)))
    (told,) = await notices(store, LEAD)
    assert "no status in your message" in told


async def test_a_heading_alone_is_said_to_be_no_status(store):
    await write(store, reply("News:", CALL_TIME - timedelta(days=1)))
    (told,) = await notices(store, LEAD)
    assert "no status in your message" in told


async def test_a_reply_without_words_is_said_to_be_unread_and_why(store):
    said = replace(reply("", CALL_TIME - timedelta(days=1)), document=())
    await store.change(collect, said, now=said.changed_at, unread=("nobody spoke", "nobody spoke"))
    (told,) = await notices(store, LEAD)
    assert told.startswith("I cannot read your message: nobody spoke. Nothing of it is noted")


async def test_of_a_reply_that_is_read_in_part_the_rest_is_said_to_be_unread(store):
    said = reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=1))
    await store.change(collect, said, now=said.changed_at, unread=("nobody spoke",))
    assert await items(store, FIRST) == ["XRootD 5.9 is out"]
    (told,) = await notices(store, LEAD)
    assert told.startswith("I could not read all of your message: nobody spoke.")


async def test_what_was_said_before_is_said_to_be_known(store):
    for hour in (2, 1):
        await write(store, reply("XRootD 5.9 is out", CALL_TIME - timedelta(hours=hour)))
    (told,) = await notices(store, LEAD)
    assert "I have that already" in told


async def test_an_edit_that_changes_no_item_gets_no_line(store):
    said = reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=1))
    await write(store, said)
    await write(store, replace(said, revision=f"{(CALL_TIME - timedelta(hours=20)).timestamp():.6f}"))
    assert await notices(store, LEAD) == []


async def test_what_a_lead_wrote_long_ago_and_is_read_back_gets_no_line(store):
    await write(store, reply("thanks!", CALL_TIME - timedelta(days=4)), later=timedelta(days=2))
    assert await notices(store, LEAD) == []


async def test_a_question_is_answered_and_no_item(store):
    await write(store, reply("When is the call?", CALL_TIME - timedelta(days=1)))
    assert await items(store, FIRST) == []
    (told,) = await notices(store, LEAD)
    assert "Tuesday, January 12 at 16:00 EST (America/New_York)" in told


async def test_a_stranger_gets_one_polite_line_a_day_and_nothing_of_theirs_is_kept(store):
    morning = CALL_TIME - timedelta(days=1, hours=6)
    for hour in (0, 1, 24):
        said = reply("Who are you?", morning + timedelta(hours=hour), person=STRANGER)
        await write(store, said)
        assert await store.read(lambda book, said=said: book.reply(said.conversation, said.ts)) is None
    told = await notices(store, STRANGER)
    assert len(told) == 2
    assert "not one of its leads" in told[0]


async def test_what_was_read_back_from_long_ago_gets_no_answer(store):
    said = reply("Hello?", CALL_TIME - timedelta(days=20), person=STRANGER)
    await write(store, said, later=timedelta(days=15))
    assert await notices(store, STRANGER) == []


async def test_of_two_calls_the_one_whose_meeting_is_next_gets_the_reply(store):
    other = replace(CALL, name="Operations", weekday=Weekday.MONDAY)
    await store.change(lambda book: book.keep_call(other))
    await turn(store, CALL_TIME - timedelta(days=4))
    await write(store, reply("XRootD 5.9 is out", CALL_TIME - timedelta(days=3)))
    assert await items(store, FIRST) == []
    monday = await store.read(lambda book: book.updates("Operations", date(2027, 1, 11)))
    assert [item.text for item in monday[0].sections.news] == ["XRootD 5.9 is out"]
