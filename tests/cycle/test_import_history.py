"""An export comes into another database: what is over is taken over, what is known or open stays."""

from dataclasses import replace
from datetime import timedelta

from bot.cycle.minutes.import_history import import_history
from bot.cycle.minutes.import_pages import import_pages
from bot.formats.everything import KeptCall, KeptMeeting
from bot.formats.twiki.read_page import read_page
from bot.model.absence import Absence
from bot.model.meeting import State, schedule
from bot.model.minutes import ActionItem
from bot.model.reply import Reply
from bot.model.words import Line, words
from bot.rules.old_page import OldPage
from tests.cycle.test_import_kept import DAY, NAME, PAGE
from tests.cycle.test_import_pages import CALL, NOW, store

assert store  # the fixture

REPLY = Reply("U1", "D1", "1799186400.000001", (Line(words("painted")),), call=CALL.name, date=DAY)
HARBOUR = replace(CALL, name="Other Harbour")


async def kept(store):
    """What an export of a call with one old meeting holds, under another name."""
    await store.change(import_pages, "Harbour", [OldPage(NAME, read_page(PAGE))], now=NOW)
    meeting = await store.read(lambda book: book.meeting("Harbour", DAY))
    minutes = replace(meeting.minutes, call=HARBOUR.name, actions=(ActionItem(7, "order rope", "Wanda K."),))
    old = replace(meeting, call=HARBOUR.name, minutes=minutes)
    return KeptCall(HARBOUR, (KeptMeeting(old, (replace(REPLY, call=HARBOUR.name),)),))


async def take(store, *calls, absences=(), now=NOW):
    return await store.change(import_history, calls, absences, file="export.json", now=now)


async def test_what_is_over_is_taken_over_with_its_words_and_again_changes_nothing(store):
    history = await kept(store)
    away = Absence("U9", DAY, DAY)
    lines = await take(store, history, absences=[away])
    assert lines[-2:] == ("Other Harbour: meetings: 1 taken over", "absences: 1 taken over")
    again = await take(store, history, absences=[away])
    assert again == ("Other Harbour: meetings: 1 known already",)
    meeting, replies, actions, absences = await store.read(
        lambda book: (
            book.meeting(HARBOUR.name, DAY),
            book.replies(HARBOUR.name, DAY),
            book.actions(HARBOUR.name),
            book.absences(),
        )
    )
    assert (meeting.state, meeting.minutes) == (State.CLOSED, history.meetings[0].meeting.minutes)
    assert [reply.document for reply in replies] == [REPLY.document]
    assert [(action.number, action.owner) for action in actions] == [(7, "Wanda K.")]
    assert absences == (away,)


async def test_its_minutes_are_found(store):
    await take(store, await kept(store))
    count, _ = await store.read(lambda book: book.search("painted", calls=(HARBOUR.name,), limit=5))
    assert count == 1


async def test_a_meeting_that_can_still_change_is_left_alone(store):
    history = await kept(store)
    coming = schedule(HARBOUR, NOW.date() + timedelta(days=7))
    lines = await take(store, replace(history, meetings=(*history.meetings, KeptMeeting(coming))))
    assert lines[-1] == "Other Harbour: meetings: 1 taken over, 1 still open, so left alone"
    assert await store.read(lambda book: book.meeting(HARBOUR.name, coming.date)) is None


async def test_one_that_was_open_when_it_was_exported_and_is_over_is_closed(store):
    history = await kept(store)
    posted = replace(history.meetings[0].meeting, state=State.POSTED)
    await take(store, replace(history, meetings=(KeptMeeting(posted),)))
    meeting = await store.read(lambda book: book.meeting(HARBOUR.name, DAY))
    assert meeting.state is State.CLOSED


async def test_a_call_that_is_set_up_otherwise_stays_as_it_is(store):
    other = KeptCall(replace(CALL, channel="C0ELSEWHERE"))
    assert await take(store, other) == (
        "Harbour: set up otherwise here, left as it is",
        "Harbour: meetings: none",
    )
    found = await store.read(lambda book: book.call("Harbour"))
    assert found.channel == CALL.channel
