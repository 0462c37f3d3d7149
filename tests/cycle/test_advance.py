"""What should have happened by now, and every step that is taken for it."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from bot.cycle.advance import PIECE, Round, lay_out_due
from bot.cycle.isolation import Isolation
from bot.cycle.tell_trouble import tell_no_copy, tell_trouble
from bot.cycle.weeks import due, next_piece, weeks
from bot.model.absence import Absence
from bot.model.call import Urgency
from bot.model.delivery import Kind
from bot.model.meeting import State, schedule
from bot.model.message import ActionEvent, ActionNotice, Excused
from bot.model.minutes import ActionItem
from bot.model.reason import Reason
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.rules.action_reminders import Nudge, Task
from bot.rules.emergencies import TellChannel
from bot.rules.long_away import StillAway
from bot.rules.meeting_state import Week
from bot.rules.retention import Forget
from bot.rules.steps import Ask, Close, Omit, Publish
from tests.cycle.backlog import Backlog
from tests.cycle.production import (
    ANNA,
    AT_CALL,
    BEN,
    CALL,
    CLEO,
    DAY,
    DAYS,
    FERRIES,
    HOUR,
    MEETING,
    NOW,
    keep_absences,
    keep_meetings,
    keep_replies,
    keep_updates,
    notice,
    owed,
    posted,
    reported,
    said,
    the_meeting,
)
from tests.rounds import advance

NEXT = schedule(CALL, DAY + 7 * DAYS)
FIRE = Item(words("The disk array is down"), key="1.0/1")
ROPE = ActionItem(1, "Rope", "Anna", opened=DAY - 9 * DAYS, due=DAY, person="UANNA")
MORNING = AT_CALL - 5 * HOUR
LONG = Absence("UCLEO", DAY - 29 * DAYS, DAY + DAYS)


async def missing(store, now=NOW):
    return await store.read(lambda book: due(book, now))


async def turn(store, now=NOW):
    return await advance(store=store, pages=lambda _: 1, now=now)


async def test_what_is_missing_is_said_without_doing_it_by_a_calendar_that_is_up_to_date(store):
    steps = ((MEETING, Ask(ANNA)), (MEETING, Ask(BEN)), (MEETING, Ask(CLEO)))
    assert await missing(store) == steps
    assert await owed(store) == []
    found = await store.read(lambda book: weeks(book, NOW))
    assert [(each.call, each.meeting.date) for each in found] == [
        (CALL, DAY),
        (CALL, DAY + 7 * DAYS),
    ]
    assert found[0] == Week(CALL, MEETING)


async def test_what_is_missing_is_done_once_and_told_which_steps_that_were(store):
    steps = await missing(store)
    assert await turn(store) == steps
    assert await turn(store) == ()
    assert [each.to for each in await owed(store)] == ["UANNA", "UBEN", "UCLEO"]


async def test_every_call_has_its_own_steps(store):
    await store.change(lambda book: book.keep_call(FERRIES))
    found = await store.read(lambda book: weeks(book, NOW))
    assert [(each.call.name, each.meeting.date) for each in found] == [
        ("Ferries", DAY),
        ("Ferries", DAY + 7 * DAYS),
        ("Production", DAY),
        ("Production", DAY + 7 * DAYS),
    ]
    assert len(await missing(store)) == 4


async def test_what_is_a_matter_of_the_call_goes_with_the_meeting_that_is_coming_up(store):
    call = replace(CALL, retention=21 * DAYS)
    old = replace(said("x", at=NOW - 60 * DAYS), date=DAY - 63 * DAYS)

    def keep(book):
        book.keep_call(call)
        book.keep_action("Production", ROPE)

    await store.change(keep)
    await keep_meetings(
        store, replace(posted(meeting=schedule(CALL, DAY - 7 * DAYS)), late_until=AT_CALL), NEXT
    )
    await keep_absences(store, LONG)
    await keep_replies(store, old)
    posted_, coming, after = await store.read(lambda book: weeks(book, NOW))
    assert (posted_.tasks, posted_.still_away, posted_.forgetting) == ((), (), ())
    assert posted_.fresh is not None
    assert (coming.tasks, coming.still_away) == (
        (Task(ROPE, frozenset(), away=False),),
        (StillAway(LONG, DAY - DAYS),),
    )
    assert coming.forgetting == (Forget(DAY - 35 * DAYS),)
    assert (after.tasks, after.still_away, after.forgetting, after.fresh) == ((), (), (), None)


async def test_owners_the_channel_and_who_has_been_away_for_long_are_told(store):
    call = replace(CALL, emergencies=Urgency.AT_ONCE)

    def keep(book):
        book.keep_call(call)
        book.keep_action("Production", ROPE)

    await store.change(keep)
    await keep_absences(store, LONG)
    await keep_updates(store, replace(reported(), sections=Sections(emergencies=(FIRE,))))
    steps = [step for _, step in await turn(store, MORNING)]
    assert TellChannel("Grid") in steps
    midnight = datetime(2026, 3, 11, 4, tzinfo=UTC)  # of the day after it is due, in New York
    assert Nudge(ROPE, ActionEvent.DUE, not_after=midnight) in steps
    assert StillAway(LONG, DAY - DAYS) in steps
    found = {each.key: each for each in await owed(store)}
    told = [type(each.message) for each in found.values()]
    assert (told.count(ActionNotice), told.count(Excused)) == (1, 1)
    (post,) = [each for each in found.values() if each.kind is Kind.EMERGENCY]
    assert (post.due, post.message.told[0].item, post.message.told[0].at) == (MORNING, FIRE, MORNING)
    assert {each.due for each in found.values()} == {MORNING}


async def test_the_minutes_are_posted_amended_and_closed_at_their_moments(store):
    await keep_updates(store, reported(news="Tapes are in"))
    steps = [step for _, step in await turn(store, AT_CALL)]
    assert steps[-1] == Publish("")
    assert any(isinstance(step, Omit) for step in steps)
    there = await the_meeting(store)
    assert (there.state, there.frozen_at) == (State.POSTED, AT_CALL)
    await keep_updates(store, replace(reported("Storage", news="x"), changed_at=AT_CALL + HOUR))
    await turn(store, AT_CALL + HOUR)
    there = await the_meeting(store)
    assert (there.minutes.revision, there.frozen_at) == (2, AT_CALL + HOUR)
    steps = [step for _, step in await turn(store, MEETING.late_until)]
    assert Close() in steps
    assert (await the_meeting(store)).state is State.CLOSED


async def test_minutes_are_given_up_after_a_week_only_once_what_was_written_has_been_read_back(store):
    long_after = AT_CALL + 8 * DAYS
    await keep_meetings(store, MEETING)

    async def turn_while(*, looks_back: bool) -> None:
        whole = Round(
            store=store, pages=lambda _: 1, isolation=Isolation(), backlog=Backlog(looks_back=looks_back)
        )
        await whole.piece(long_after)

    await turn_while(looks_back=True)
    assert (await the_meeting(store)).state is State.SCHEDULED

    await keep_updates(store, reported(news="Tapes are in"))
    await turn_while(looks_back=False)
    there = await the_meeting(store)
    assert there.minutes is not None
    assert there.state is not State.SKIPPED


async def test_what_was_written_long_ago_is_forgotten(store):
    call = replace(CALL, retention=21 * DAYS)
    old = replace(said("x", at=NOW - 60 * DAYS), date=DAY - 63 * DAYS)
    await store.change(lambda book: book.keep_call(call))
    await keep_replies(store, old)
    assert (MEETING, Forget(DAY - 35 * DAYS)) in await turn(store)
    assert await store.read(lambda book: book.replies("Production", old.date)) == ()


async def test_a_meeting_that_was_never_finished_is_looked_at_however_long_ago_it_was(store):
    old = schedule(CALL, DAY - 140 * DAYS)
    await keep_meetings(store, old)
    found = await store.read(lambda book: weeks(book, NOW))
    assert found[0].meeting.date == old.date
    assert {meeting.date for meeting, _ in await turn(store)} == {DAY, old.date}
    closed = await store.read(lambda book: book.meeting("Production", old.date))
    assert (closed.state, closed.reason) == (State.CLOSED, Reason.DOWN_FOR_A_WEEK)


async def test_every_chair_hears_of_what_goes_on_failing_once_a_day(store):
    trouble = {"call": CALL.name, "what": "posting", "reason": "KeyError"}
    for now in (NOW, NOW + HOUR, NOW + DAYS):
        await store.change(tell_trouble, **trouble, now=now)
    said_ = (
        "Something keeps failing for the Production call (posting): KeyError. I go on trying, and do the "
        "rest as usual. Please show this to whoever runs me."
    )
    part = f"trouble-{sha256(b'posting').hexdigest()[:8]}"
    assert await owed(store) == [
        replace(
            notice(f"{chair}-{part}", chair, said_, due=now),
            key=f"Production/{now:%Y-%m-%d}/notice/{chair}-{part}",
        )
        for now in (NOW, NOW + DAYS)
        for chair in ("UCHAIR", "UOTHER")
    ]


async def test_every_chair_hears_once_a_day_of_a_copy_that_is_missing_however_many_calls_are_theirs(store):
    await store.change(lambda book: book.keep_call(replace(CALL, name="Zeppelins")))
    for now in (NOW, NOW + HOUR, NOW + DAYS):
        await store.change(tell_no_copy, reason="the disk is full", now=now)
    told = [delivery for delivery in await owed(store) if "no-copy" in delivery.key]
    assert [(delivery.to, delivery.key) for delivery in told] == [
        (chair, f"Production/{now:%Y-%m-%d}/notice/{chair}-no-copy")
        for now in (NOW, NOW + DAYS)
        for chair in ("UCHAIR", "UOTHER")
    ]
    assert "could not be made: the disk is full. Everything else goes on" in told[0].message.text


async def test_minutes_that_are_due_come_before_the_questions_of_all_other_calls(store):
    late = replace(FERRIES, name="Zeppelins")
    await store.change(lambda book: book.keep_call(late))
    await keep_meetings(store, replace(MEETING, call=late.name, posts=NOW))
    assert [(meeting.call, type(step)) for meeting, step in await turn(store)][:2] == [
        ("Zeppelins", Omit),
        ("Zeppelins", Publish),
    ]


def in_pieces(store, replica=""):
    return Round(store=store, pages=lambda _: 1, isolation=Isolation(), replica=replica)


async def pieces(whole, gives_way=lambda: False):
    """The meetings of each piece for which something was done."""
    while (piece := await whole.piece(NOW, gives_way)) is not None:
        yield {meeting.key for meeting, _ in piece}


async def test_a_round_that_gives_way_leaves_the_other_meetings_to_its_next_piece(store):
    await store.change(lambda book: book.keep_call(FERRIES))
    await lay_out_due(store=store, now=NOW, isolation=Isolation())
    found = [keys async for keys in pieces(in_pieces(store), lambda: True) if keys]
    assert found == [{f"Ferries/{DAY}"}, {f"Production/{DAY}"}]
    assert await turn(store) == ()


async def many_laid_out(store):
    """So many calls that a round through them has several pieces."""
    for number in range(2 * PIECE + 1):
        call = replace(FERRIES, name=f"Ferry {number:02}")
        await store.change(lambda book, call=call: book.keep_call(call))
    await lay_out_due(store=store, now=NOW, isolation=Isolation())


async def test_a_round_looks_at_a_few_meetings_in_each_piece_and_at_each_once(store):
    await many_laid_out(store)
    found = [keys async for keys in pieces(in_pieces(store))]
    assert [len(keys) for keys in found] == [PIECE // 2] * 4 + [
        2
    ]  # each call has a meeting to come beside it
    assert len(set().union(*found)) == 2 * PIECE + 2


async def test_minutes_that_become_due_in_the_midst_of_a_round_are_in_its_next_piece_and_alone(store):
    await many_laid_out(store)
    whole = in_pieces(store)
    await whole.piece(NOW)
    late = replace(FERRIES, name="Zeppelins")
    await store.change(lambda book: book.keep_call(late))
    await lay_out_due(store=store, now=NOW, isolation=Isolation())
    await keep_meetings(store, replace(MEETING, call=late.name, posts=NOW))
    steps = [(meeting.call, type(step)) for meeting, step in await whole.piece(NOW)]
    assert ("Zeppelins", Publish) in steps
    assert {call for call, _ in steps} == {"Zeppelins"}


async def test_a_piece_for_what_is_urgent_has_minutes_that_are_due_and_leaves_the_rest_to_the_next(store):
    await store.change(lambda book: book.keep_call(FERRIES))
    await lay_out_due(store=store, now=NOW, isolation=Isolation())
    whole = in_pieces(store)
    assert await whole.piece(NOW, urgent=True) is None
    await keep_meetings(store, replace(MEETING, call="Ferries", posts=NOW))
    assert {meeting.call for meeting, _ in await whole.piece(NOW, urgent=True) or ()} == {"Ferries"}
    assert {meeting.call for meeting, _ in await whole.piece(NOW) or ()} == {"Production"}


async def test_replicas_begin_with_different_meetings_and_find_nothing_where_another_has_been(store):
    await many_laid_out(store)
    one, other = in_pieces(store, "one"), in_pieces(store, "other")
    found = await store.read(lambda book: book.due_meetings(NOW))
    looked = [{each.call for each in next_piece(found, NOW, PIECE, name)} for name in ("one", "other")]
    assert looked[0] != looked[1]
    asked = []
    for whole in (one, other) * 4:
        asked += [(meeting.key, step.lead) for meeting, step in await whole.piece(NOW) or ()]
    assert len(asked) == len(set(asked))
