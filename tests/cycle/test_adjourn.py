"""A meeting closes by itself or by a chair: what catches up, and what is left alone."""

from datetime import timedelta

import pytest

from bot.cycle.meeting.notes import add_notes
from bot.cycle.meeting.open_meeting import MeetingClosed, NotBegun, open_meeting
from bot.cycle.meeting.roll_call import answer_for, comes_at
from bot.cycle.meeting.walk_areas import go_to_area
from bot.cycle.minutes.publish import adjourn
from bot.model.live_parts import Attendance
from bot.model.meeting import State
from bot.model.person import Person
from tests.cycle.test_wiki_page import Week, week
from tests.rules.test_plan import AT_CALL, DAY, MEETING

__all__ = ["week"]

ANNA = Attendance("UANNA", "Anna", AT_CALL, by="UANNA")
SCOTT = Person("UCHAIR", "Scott")


async def close(week: Week) -> None:
    await week.store.change(adjourn, "Production", DAY, by=SCOTT, pages=week.wall.pages, now=week.clock())
    await week.turn()


async def come(week: Week, *people: Attendance) -> None:
    await week.store.change(answer_for, "Production", DAY, people, now=week.clock())
    await week.turn()


async def meeting(week: Week):
    return await week.store.read(lambda book: book.meeting("Production", DAY))


async def test_the_wiki_gets_what_was_brought_to_the_meeting_when_it_closes(week):
    await week.begin()
    await week.turn()
    await come(week, ANNA)
    assert [page.minutes.attendees for page in week.board.put_there] == [()]
    await close(week)
    assert [page.minutes.attendees for page in week.board.put_there] == [(), ("Anna",)]
    assert week.board.put_there[-1].stood[0].attendees == ()
    assert len(week.told("twiki")) == 2


async def test_a_meeting_that_closes_by_itself_catches_up_just_so(week):
    await week.begin()
    await week.turn()
    await come(week, ANNA)
    await week.turn(timedelta(days=2))
    assert (await meeting(week)).state is State.CLOSED
    assert [page.minutes.attendees for page in week.board.put_there] == [(), ("Anna",)]
    assert week.told("notice/closed") == []


async def test_nothing_is_put_anywhere_again_when_nothing_was_brought(week):
    await week.begin()
    await week.turn()
    await close(week)
    assert len(week.board.put_there) == len(week.told("twiki")) == 1
    assert (await meeting(week)).state is State.CLOSED


async def test_the_late_window_ends_at_the_moment_of_closing_and_stays_so(week):
    await week.begin()
    await week.turn(timedelta(minutes=50))
    await close(week)
    await week.turn(timedelta(minutes=1))
    assert (await meeting(week)).late_until == AT_CALL + timedelta(minutes=50)


async def test_nothing_is_brought_to_a_closed_meeting_and_nothing_begins_before_it(week):
    store = week.store
    await week.begin()
    for early in (
        store.change(go_to_area, "Production", DAY, now=week.clock()),
        store.change(adjourn, "Production", DAY, by=SCOTT, pages=week.wall.pages, now=week.clock()),
        store.change(
            add_notes, "Production", DAY, "Grid", ("x",), by=SCOTT, now=AT_CALL - timedelta(hours=2)
        ),
    ):
        with pytest.raises(NotBegun):
            await early
    await week.turn()
    await close(week)
    for late in (
        store.change(go_to_area, "Production", DAY, now=week.clock()),
        store.change(adjourn, "Production", DAY, by=SCOTT, pages=week.wall.pages, now=week.clock()),
        store.change(add_notes, "Production", DAY, "Grid", ("x",), by=SCOTT, now=week.clock()),
        store.change(answer_for, "Production", DAY, (ANNA,), now=week.clock()),
        store.read(lambda book: open_meeting(book, "Another", DAY, week.clock())),
    ):
        with pytest.raises(MeetingClosed):
            await late


@pytest.mark.parametrize(("after", "came"), [(-30, -30), (0, 0), (179, 179), (181, 0)])
def test_somebody_comes_when_they_say_so_but_not_hours_later(after, came):
    assert comes_at(MEETING, AT_CALL + timedelta(minutes=after)) == AT_CALL + timedelta(minutes=came)
