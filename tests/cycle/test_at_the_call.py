"""During the call: where it is among the areas, what is noted there, and who is there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.meeting.notes import add_notes, delete_note
from bot.cycle.meeting.open_meeting import MeetingClosed, NotBegun
from bot.cycle.meeting.roll_call import answer_for, comes_at, strike_off
from bot.cycle.meeting.walk_areas import go_to_area
from bot.model.absence import Absence
from bot.model.call import StandIn
from bot.model.delivery import Priority
from bot.model.errors import Refusal
from bot.model.live_parts import Attendance, Note
from bot.model.meeting import State
from bot.model.message import ACTION_ITEMS, AreaWalk
from bot.model.minutes import ActionItem, AreaMinutes, Silence
from bot.model.person import Person
from tests.cycle.production import (
    ABOUT,
    AT_CALL,
    CHAIR,
    CLEO,
    DAN,
    DAY,
    DAYS,
    GRID,
    HOUR,
    MEETING,
    STORAGE,
    keep_absences,
    keep_meetings,
    keep_updates,
    notice,
    owed,
    posted,
    reported,
    the_meeting,
)

NOW = AT_CALL + timedelta(minutes=5)
DONE = reported(news="Done")
OPEN = ActionItem(1, "Order rope", opened=DAY)
GRID_MINUTES = AreaMinutes("Grid", "Grid (Anna, Ben)", GRID.style, GRID.labels, DONE.sections)
STORAGE_MINUTES = AreaMinutes(
    "Storage", "Storage (Cleo)", STORAGE.style, STORAGE.labels, silence=Silence.NO_REPORT
)


async def begin(store, **more):
    await keep_updates(store, DONE)
    await keep_meetings(store, posted(DONE, **more))


async def go_on(store, stop=None, *, now=NOW):
    return await store.change(go_to_area, "Production", DAY, stop, now=now)


async def jot(store, *lines, area="Grid", by=DAN, now=NOW):
    await store.change(add_notes, "Production", DAY, area, lines, by=by, now=now)


async def delete(store, number, *, by=DAN):
    return await store.change(delete_note, "Production", DAY, number, by=by, now=NOW)


async def notes(store):
    return await store.read(lambda book: book.notes("Production", DAY))


def walk(area, place, before="", after="", **more):
    """What stands in the thread about the area that is discussed."""
    return notice(
        "round",
        "C1",
        AreaWalk(ABOUT, area, place, before, after, **more),
        due=NOW,
        priority=Priority.ANSWER,
        follows=f"Production/{DAY}/minutes",
        threaded=True,
    )


async def test_the_chair_goes_from_area_to_area_and_at_last_to_the_action_items_where_it_ends(store):
    await begin(store)
    await store.change(lambda book: book.keep_action("Production", OPEN))
    more = {"actions": (OPEN,)}
    for stop, there in (
        ("Grid", walk(GRID_MINUTES, 1, after="Storage", **more)),
        ("Storage", walk(STORAGE_MINUTES, 2, before="Grid", after=ACTION_ITEMS, **more)),
        (ACTION_ITEMS, walk(None, 3, before="Storage", **more)),
        (ACTION_ITEMS, walk(None, 3, before="Storage", **more)),
    ):
        assert await go_on(store) == stop
        assert await owed(store) == [there]
        assert await the_meeting(store) == posted(DONE, current_area=stop)


async def test_the_chair_can_go_anywhere_and_a_place_that_is_unknown_is_the_next_one(store):
    await begin(store)
    assert await go_on(store, "Storage") == "Storage"
    assert await go_on(store, "Grid") == "Grid"
    assert await go_on(store, "Dams") == "Storage"
    assert await go_on(store, ACTION_ITEMS) == ACTION_ITEMS


async def test_from_an_area_that_is_gone_the_walk_begins_anew(store):
    await begin(store, current_area="Dams")
    await jot(store, "One")
    (told,) = await owed(store)
    assert told.message == replace(walk(GRID_MINUTES, 1, after="Storage").message, area=told.message.area)
    assert told.message.area == replace(GRID_MINUTES, notes=("One",))
    assert await go_on(store) == "Grid"


async def test_who_stands_in_is_named_at_their_area(store):
    await keep_absences(store, Absence(CLEO.person, DAY, DAY, StandIn("Dan D.", "UDAN")))
    await begin(store)
    await go_on(store, "Storage")
    (told,) = await owed(store)
    assert told.message.area.heading == "Storage (Dan D. for Cleo)"


async def test_the_walk_begins_with_the_minutes_and_ends_with_the_meeting(store):
    with pytest.raises(NotBegun, match=r"The meeting has not begun yet\."):
        await go_on(store)
    await begin(store)
    with pytest.raises(MeetingClosed, match=r"The meeting is closed, so its minutes stay as they are\."):
        await go_on(store, now=MEETING.late_until)
    assert await owed(store) == []


async def test_notes_are_kept_once_each_with_who_wrote_them_and_when_and_shown_in_the_walk(store):
    await begin(store, current_area="Grid")
    await jot(store, "One", "Two", "One")
    await jot(store, "Two", "Three", by=CHAIR, now=NOW + HOUR)
    await jot(store, "Two", area="Storage")
    assert await notes(store) == (
        Note(1, "Grid", "One", "UDAN", "Dan D.", NOW),
        Note(2, "Grid", "Two", "UDAN", "Dan D.", NOW),
        Note(3, "Grid", "Three", "UCHAIR", "Scott", NOW + HOUR),
        Note(4, "Storage", "Two", "UDAN", "Dan D.", NOW),
    )
    assert await owed(store) == [
        walk(replace(GRID_MINUTES, notes=("One", "Two", "Three")), 1, after="Storage")
    ]


async def test_before_the_first_area_is_called_nothing_is_shown(store):
    await begin(store)
    await jot(store, "One")
    assert await owed(store) == []


async def test_notes_can_be_written_from_an_hour_before_the_call_on(store):
    with pytest.raises(NotBegun):
        await jot(store, "One", now=AT_CALL - HOUR - timedelta(seconds=1))
    await jot(store, "One", now=AT_CALL - HOUR)
    assert [note.text for note in await notes(store)] == ["One"]
    await begin(store)
    await keep_meetings(store, replace(posted(DONE), starts=AT_CALL + DAYS))
    await jot(store, "Two")
    with pytest.raises(MeetingClosed):
        await jot(store, "Three", now=MEETING.late_until)
    with pytest.raises(MeetingClosed):
        await store.change(add_notes, "Production", DAY + DAYS, "Grid", ("x",), by=DAN, now=NOW)


async def test_who_wrote_a_note_and_the_chair_can_strike_it_out(store):
    await begin(store, current_area="Grid")
    await jot(store, "One", "Two", "Three")
    first, second, third = await notes(store)
    assert await delete(store, 1) == first
    assert await delete(store, 2, by=CHAIR) == second
    assert await notes(store) == (third,)
    (told,) = await owed(store)
    assert told.message.area.notes == ("Three",)
    await jot(store, "Four")
    assert [note.number for note in await notes(store)] == [3, 4]


async def test_nobody_else_can_and_a_note_that_is_not_there_is_none(store):
    await begin(store)
    await jot(store, "One")
    with pytest.raises(Refusal) as refused:
        await delete(store, 1, by=Person("UBEN", "Ben"))
    assert str(refused.value) == "Only who wrote a note, or a chair, can strike it out: Dan D. wrote it."
    with pytest.raises(Refusal) as refused:
        await delete(store, 2)
    assert str(refused.value) == "There is no such note: number 2."
    await keep_meetings(store, replace(posted(DONE), state=State.CLOSED))
    with pytest.raises(MeetingClosed):
        await delete(store, 1)
    assert len(await notes(store)) == 1


ANNA = Attendance("UANNA", "Anna", NOW, by="UDAN")


async def answer(store, *people, now=NOW):
    return await store.change(answer_for, "Production", DAY, people, now=now)


async def strike(store, *people, now=NOW):
    return await store.change(strike_off, "Production", DAY, people, now=now)


async def there(store):
    return await store.read(lambda book: book.attendance("Production", DAY))


async def test_who_answers_is_noted_once_and_what_is_new_is_returned(store):
    ben = Attendance("UBEN", "Ben", NOW + HOUR, present=False, by="UBEN")
    assert await answer(store, ANNA, ben) == (ANNA, ben)
    assert await answer(store, replace(ANNA, at=NOW + HOUR), ben) == ()
    assert await there(store) == (ANNA, ben)


async def test_who_cannot_come_after_all_is_noted_anew_from_then_on(store):
    gone = replace(ANNA, at=NOW + HOUR, present=False, by="UANNA")
    await answer(store, ANNA)
    assert await answer(store, gone) == (gone,)
    assert await there(store) == (gone,)


async def test_who_has_no_id_is_known_by_name_and_an_id_that_comes_later_keeps_the_moment(store):
    guest = Attendance("", "Gus  Green", NOW, by="UDAN")
    known = Attendance("UGUS", "gus green", NOW + HOUR, by="UGUS")
    assert await answer(store, guest, Attendance("", "Gil", NOW)) == (guest, Attendance("", "Gil", NOW))
    assert await answer(store, replace(guest, name="gus green", at=NOW + HOUR)) == ()
    assert await answer(store, known) == (replace(known, at=NOW),)
    assert await there(store) == (Attendance("", "Gil", NOW), replace(known, at=NOW))
    apology = Attendance("", "Gus Green", NOW + 2 * HOUR, present=False, by="UDAN")
    assert await answer(store, apology) == (replace(apology, person="UGUS"),)
    assert await there(store) == (Attendance("", "Gil", NOW), replace(apology, person="UGUS"))


async def test_two_of_one_name_are_told_apart_by_their_ids(store):
    other = replace(ANNA, person="UOTHER", at=NOW + HOUR)
    assert await answer(store, ANNA, other) == (ANNA, other)


async def test_who_is_struck_off_has_said_nothing_and_others_stay(store):
    ben = Attendance("UBEN", "Ben", NOW + HOUR)
    await answer(store, ANNA, ben)
    asked = (Attendance("UDAN", "Dan D.", NOW), replace(ANNA, at=AT_CALL + 2 * HOUR, by="UCHAIR"))
    assert await strike(store, *asked) == (ANNA,)
    assert await there(store) == (ben,)


async def test_the_roll_is_closed_with_the_meeting(store):
    await begin(store)
    assert await answer(store, ANNA) == (ANNA,)
    for late in (answer(store, ANNA, now=MEETING.late_until), strike(store, ANNA, now=MEETING.late_until)):
        with pytest.raises(MeetingClosed):
            await late
    assert await there(store) == (ANNA,)


def test_who_says_so_within_three_hours_came_then():
    for after, came in ((3 * HOUR, 3 * HOUR), (3 * HOUR + timedelta(seconds=1), timedelta(0))):
        assert comes_at(MEETING, AT_CALL + after) == AT_CALL + came
