"""When calendars and meetings are to be looked at: their moments, and what is touched by whatever changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.model.absence import Absence
from bot.model.delivery import Kind, Posted, Status
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import State, schedule
from bot.model.message import Notice
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.person import ReaderClock
from bot.ports import Book
from tests.cycle.production import ANNA, CALL, CHAIR, DAY, FERRIES, MEETING, NOW, delivery, reported, said

LATER = NOW + timedelta(hours=3)
NEXT = schedule(CALL, DAY + timedelta(weeks=1))
OVER = replace(schedule(CALL, DAY - timedelta(weeks=1)), state=State.CLOSED)
BOATS = schedule(FERRIES, DAY)
ASKED = delivery(Kind.ASK, "UANNA", Notice("What is new?"))
ITEM = ActionItem(1, "Rope", "Dan", person="UDAN")

TOUCHING: dict[str, Callable[[Book], object]] = {
    "an update": lambda book: book.keep_update(reported(news="Tapes are in")),
    "a reply": lambda book: book.keep_reply(said("x", at=LATER)),
    "an announcement": lambda book: book.keep_announcement(
        CALL.name, DAY, Announcement(1, "x", "UBEN", "Ben", NOW)
    ),
    "attendance": lambda book: book.keep_attendance(CALL.name, DAY, Attendance("UBEN", "Ben", NOW)),
    "a note": lambda book: book.keep_note(CALL.name, DAY, Note(1, "Grid", "x", "UBEN", "Ben", NOW)),
    "an action item": lambda book: book.keep_action(CALL.name, replace(ITEM, done=True)),
    "the call": lambda book: book.keep_call(replace(CALL, ask=timedelta(hours=2))),
    "its areas alone": lambda book: book.keep_call(replace(CALL, areas=CALL.areas[:1])),
    "a decision": lambda book: book.keep_override(Override(CALL.name, DAY, CHAIR.person, NOW)),
    "a meeting": lambda book: book.keep_meeting(replace(MEETING, current_area="Grid")),
    "the absence of a lead": lambda book: book.keep_absence(Absence("UANNA", DAY, DAY)),
    "the zone of a lead": lambda book: book.keep_clock(ReaderClock("UANNA", "Asia/Tokyo", NOW)),
    "the absence of an owner": lambda book: book.keep_absence(Absence("UDAN", DAY, DAY)),
    "somebody erased": lambda book: book.erase_person("UDAN"),
    "what failed": lambda book: _settle(book, status=Status.PENDING, reason="oops", failures=1),
    "what was given up": lambda book: _settle(book, status=Status.DEAD),
}


def _keep(book: Book) -> None:
    for call in (CALL, FERRIES):
        book.keep_call(call)
    for meeting in (OVER, MEETING, NEXT, BOATS):
        book.keep_meeting(meeting)
    book.keep_action(CALL.name, ITEM)
    book.enqueue(ASKED)
    for meeting in (MEETING, NEXT, BOATS):
        book.keep_meeting_moment(meeting.call, meeting.date, LATER)
    for call in (CALL, FERRIES):
        book.keep_calendar_moment(call.name, LATER + timedelta(hours=1))


def _settle(book: Book, **outcome: Any) -> None:
    (claimed,) = book.claim(NOW, "one", timedelta(minutes=1), 4)
    book.settle(replace(claimed, **outcome))


def _due(book: Book) -> set[tuple[str, Any]]:
    return {(each.call, each.date) for each in book.due_meetings(NOW)}


@pytest.mark.parametrize("change", TOUCHING.values(), ids=TOUCHING.keys())
async def test_whatever_a_week_is_planned_from_makes_the_open_meetings_of_its_call_due(store, change):
    await store.change(_keep)
    assert await store.read(_due) == set()
    await store.change(change)
    assert await store.read(_due) == {(CALL.name, DAY), (CALL.name, NEXT.date)}


async def test_what_was_claimed_and_sent_brings_nothing_about(store):
    await store.change(_keep)
    sent = {"status": Status.SENT, "posted": Posted("D1", "1.0"), "confirmed": 1, "sent_at": NOW}
    await store.change(lambda book: _settle(book, **sent))
    assert await store.read(_due) == set()


async def test_a_moment_is_due_when_it_has_come_and_the_first_after_another_is_known(store):
    await store.change(_keep)
    assert await store.read(lambda book: book.next_moment(NOW)) == LATER
    assert await store.read(lambda book: book.next_moment(LATER)) == LATER + timedelta(hours=1)
    assert await store.read(lambda book: book.next_moment(LATER + timedelta(hours=1))) is None
    assert await store.read(lambda book: len(book.due_meetings(LATER))) == 3
    assert await store.read(lambda book: book.due_calendars(LATER)) == ()
    assert await store.read(lambda book: book.due_calendars(LATER + timedelta(hours=1))) == (
        "Ferries",
        "Production",
    )


async def test_what_is_finished_has_no_moment_and_what_is_new_is_due_at_once(store):
    await store.change(_keep)
    await store.change(lambda book: book.keep_meeting(replace(BOATS, state=State.CLOSED)))
    assert await store.read(_due) == set()
    fresh = schedule(FERRIES, DAY + timedelta(weeks=1))
    await store.change(lambda book: book.keep_meeting(fresh))
    assert await store.read(_due) == {(FERRIES.name, fresh.date)}
    assert await store.read(lambda book: book.due_calendars(NOW)) == (FERRIES.name,)
    assert await store.read(lambda book: book.is_calendar_due(FERRIES.name, NOW))
    assert not await store.read(lambda book: book.is_calendar_due(CALL.name, NOW))


async def test_a_change_is_taken_back_with_what_it_made_due(store):
    await store.change(_keep)

    def work(book: Book) -> None:
        book.keep_update(reported(news=ANNA.name))
        raise KeyError

    with pytest.raises(KeyError):
        await store.change(work)
    assert await store.read(_due) == set()


async def test_what_is_touched_again_after_its_moment_was_kept_is_due_also_in_the_same_transaction(store):
    await store.change(_keep)

    def work(book: Book) -> None:
        book.keep_update(reported(news="Tapes are in"))
        book.keep_meeting_moment(CALL.name, DAY, LATER)
        book.keep_update(reported(news="Tapes are full"))

    await store.change(work)
    assert await store.read(_due) == {(CALL.name, DAY), (CALL.name, NEXT.date)}
