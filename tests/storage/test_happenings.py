"""What is told of a transaction is what it saved: no more, no less, and not before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.journal import line
from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.happened import Event, Happened
from bot.model.meeting import Meeting, State, Waiting, schedule
from bot.model.message import Notice
from bot.model.reason import Reason
from bot.model.reply import Origin, Reply
from bot.model.update import Item, Sections, Update
from bot.model.words import words
from bot.rules.outcomes import sent
from storage.store import RowStore
from tests.rules.test_plan import CALL, DAY

NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)
WEEK = f"{CALL.name}/{DAY}"
ABOUT = f"call={CALL.name} meeting={DAY}"
MEETING = schedule(CALL, DAY)
UPDATE = Update(CALL.name, DAY, "Grid", changed_at=NOON)
REPLY = Reply("UANNA", "D1", "1799755200.000100", (), call=CALL.name, date=DAY)


class Doubt(Exception):
    """Something went wrong after all."""


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def store(database, lines) -> RowStore:
    def tell(happened: Happened) -> None:
        lines.append(line(happened))

    return RowStore(database, "T1", tell=tell)


def delivery(kind: Kind, part: str = "UANNA") -> Delivery:
    return Delivery(f"{WEEK}/{kind}/{part}", "UANNA", Notice("hello"), NOON, kind=kind, part=part)


async def say(store: RowStore, owed: Delivery, *, at: datetime = NOON, took: float | None = None) -> None:
    """Owe it, and say it at a moment."""
    await store.change(lambda book: book.enqueue(owed))
    (claimed,) = await store.change(lambda book: book.claim(at, "me", timedelta(minutes=2), 1))
    said = sent(replace(claimed, posted=Posted("D1", "1.0")), at)
    await store.change(lambda book: book.settle(said, took=took))


@pytest.mark.parametrize(
    ("kind", "first", "anew"),
    [
        (Kind.ASK, "asked", "told_anew"),
        (Kind.REMIND_1, "reminded", "told_anew"),
        (Kind.REMIND_2, "reminded", "told_anew"),
        (Kind.MINUTES, "posted", "amended"),
        (Kind.CARD, "told", "told_anew"),
    ],
)
async def test_what_was_said_is_told_by_its_kind_and_told_anew_where_it_was_changed(
    store, lines, kind, first, anew
):
    await say(store, delivery(kind), took=0.1234)
    await say(store, replace(delivery(kind), message=Notice("hello again")))
    about = f"{ABOUT} kind={kind} delivery={WEEK}/{kind}/UANNA"
    assert lines == [f"{first} {about} took_ms=123", f"{anew} {about} version=2"]


@pytest.mark.parametrize("kind", [Kind.WIKI, Kind.GIT])
async def test_what_is_published_is_told_with_its_version(store, lines, kind):
    await say(store, delivery(kind, "Page"))
    await say(store, replace(delivery(kind, "Page"), message=Notice("hello again")))
    about = f"published {ABOUT} kind={kind} delivery={WEEK}/{kind}/Page"
    assert lines == [f"{about} version=1", f"{about} version=2"]


async def test_what_is_said_late_is_told_with_by_how_much(store, lines):
    await say(store, delivery(Kind.ASK), at=NOON + timedelta(minutes=1))
    assert "late_s" not in lines[0]
    await say(store, delivery(Kind.ASK, "UBEN"), at=NOON + timedelta(minutes=5))
    assert "late_s=300" in lines[1]


async def test_what_was_put_off_is_late_from_its_first_try_on(store, lines):
    owed = delivery(Kind.ASK)
    await store.change(lambda book: book.enqueue(owed))
    (claimed,) = await store.change(lambda book: book.claim(NOON, "me", timedelta(minutes=2), 1))
    later = NOON + timedelta(minutes=10)
    waiting = replace(claimed, status=Status.PENDING, due=later)
    await store.change(lambda book: book.settle(waiting))
    await say(store, owed, at=later)
    assert ["late_s=600" in said for said in lines] == [True]


@pytest.mark.parametrize(
    ("status", "reason", "told"),
    [
        (Status.DEAD, "user_not_found", "given_up {about} reason=user_not_found"),
        (Status.SKIPPED, Reason.REPORTED_ALREADY, 'left_out {about} reason="reported already"'),
    ],
)
async def test_what_will_never_be_said_is_told_with_the_reason(store, lines, status, reason, told):
    owed = delivery(Kind.ASK)
    await store.change(lambda book: book.enqueue(owed))
    await store.change(lambda book: book.settle(replace(owed, status=status, reason=reason)))
    about = f"{ABOUT} kind=ask delivery={WEEK}/ask/UANNA"
    assert lines == [told.format(about=about)]


async def test_what_is_taken_back_is_not_told(store, lines):
    def work(book):
        book.keep_call(CALL)
        book.keep_reply(REPLY)
        raise Doubt

    with pytest.raises(Doubt):
        await store.change(work)
    assert lines == []


async def test_a_transaction_tells_of_each_thing_once_however_often_it_saves_it(store, lines):
    def work(book):
        for reported in range(3):
            items = tuple(Item(words(f"item {number}")) for number in range(reported + 1))
            book.keep_update(replace(UPDATE, sections=Sections(news=items)))

    await store.change(work)
    assert lines == [f"reported {ABOUT} area=Grid news=3 ongoing=0 emergencies=0"]


async def test_an_update_is_told_when_it_changes_and_when_it_is_found_right(store, lines):
    await store.change(lambda book: book.keep_update(UPDATE))
    await store.change(lambda book: book.keep_update(UPDATE))
    await store.change(lambda book: book.keep_update(replace(UPDATE, confirmed=True)))
    await store.change(lambda book: book.keep_update(replace(UPDATE, confirmed=True)))
    assert lines == [
        f"reported {ABOUT} area=Grid news=0 ongoing=0 emergencies=0",
        f"confirmed {ABOUT} area=Grid",
    ]


@pytest.mark.parametrize(
    ("reply", "how"),
    [
        (REPLY, "message"),
        (replace(REPLY, origin=Origin.FORM), "form"),
        (replace(REPLY, revision="1799755300.000000"), "edited"),
        (replace(REPLY, revision="1799755300.000000", deleted=True), "deleted"),
    ],
)
async def test_what_a_lead_wrote_is_told_with_its_way_and_without_its_words(store, lines, reply, how):
    await store.change(lambda book: book.keep_reply(reply))
    assert lines == [f"heard {ABOUT} how={how}"]


async def test_what_counts_for_no_meeting_is_not_told(store, lines):
    await store.change(lambda book: book.keep_reply(replace(REPLY, call="", date=None)))
    assert lines == []


WAITING = replace(MEETING, waits=Waiting(datetime(2027, 1, 17, 22, tzinfo=UTC)))


POSTED = replace(MEETING, state=State.POSTED)
LATER = timedelta(hours=1)


def skipped(reason: str) -> Meeting:
    return replace(MEETING, state=State.SKIPPED, reason=reason)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (MEETING, skipped(Reason.BY_A_CHAIR), 'skipped {about} reason="skipped by the chair"'),
        (MEETING, skipped("public holiday: Boxing Day"), 'skipped {about} reason="public holiday"'),
        (MEETING, skipped("we are all tired"), "skipped {about}"),
        (MEETING, replace(MEETING, state=State.CLOSED), "closed {about}"),
        (POSTED, replace(POSTED, late_until=POSTED.late_until + LATER), "reopened {about}"),
        (POSTED, replace(POSTED, late_until=POSTED.late_until - LATER), None),
        (MEETING, replace(MEETING, current_area="Grid"), None),
        (skipped(Reason.BY_A_CHAIR), MEETING, "restored {about} {moments}"),
        (replace(MEETING, starts=NOON), MEETING, "moved {about} {moments}"),
        (MEETING, WAITING, "held_back {about} until=2027-01-17T22:00:00Z"),
        (WAITING, replace(WAITING, current_area="Grid"), None),
    ],
)
async def test_what_becomes_of_a_meeting_is_told(store, lines, before: Meeting, after: Meeting, told):
    await store.change(lambda book: book.keep_meeting(before))
    lines.clear()
    await store.change(lambda book: book.keep_meeting(after))
    moments = f"starts={MEETING.starts:%Y-%m-%dT%H:%M:%SZ} posts={MEETING.posts:%Y-%m-%dT%H:%M:%SZ}"
    assert lines == ([told.format(about=ABOUT, moments=moments)] if told else [])


async def test_calls_are_told_by_name(store, lines):
    await store.change(lambda book: book.keep_call(CALL))
    await store.change(lambda book: book.keep_call(replace(CALL, channel="C9")))
    await store.change(lambda book: book.keep_call(replace(CALL, channel="C9", areas=CALL.areas[:1])))
    changed = f"call_changed call={CALL.name}"
    assert lines == [f"call_added call={CALL.name}", changed, changed]


async def test_who_hears_of_it_and_fails_takes_nothing_back(database, caplog):
    def fails(_: Happened) -> None:
        raise Doubt

    store = RowStore(database, "T1", tell=fails)
    await store.change(lambda book: book.keep_call(CALL))
    assert await store.read(lambda book: book.call_names()) == (CALL.name,)
    assert "what happened could not be told" in caplog.text


def test_no_fact_comes_in_that_its_line_is_not_said_to_have():
    with pytest.raises(ValueError, match="heard tells nothing of text"):
        Happened(Event.HEARD, {"text": "the pool is down"})


def test_what_has_blanks_or_quotes_in_it_stands_in_quotes():
    lines = [line(Happened(Event.CALL_ADDED, {"call": name})) for name in ("Grid & Ops", 'a"b=c')]
    assert lines == ['call_added call="Grid & Ops"', 'call_added call="a\\"b=c"']
