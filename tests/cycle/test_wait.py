"""Late minutes wait for what was written while the bot was away, and nothing else does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cycle.advance import Round
from bot.cycle.isolation import Isolation
from bot.model.absence import Absence
from bot.model.call import StandIn
from bot.model.delivery import Kind, key
from bot.model.meeting import State, Waiting, schedule
from bot.model.uptime import Uptime
from bot.rules.late_minutes import LONGEST_WAIT, UNATTENDED
from tests.cycle.backlog import Backlog
from tests.cycle.production import (
    AT_CALL,
    CALL,
    DAY,
    DAYS,
    FERRIES,
    HOUR,
    MEETING,
    keep_absences,
    keep_meetings,
    keep_updates,
    owed,
    reported,
    the_meeting,
)

BACK = AT_CALL + 8 * DAYS
MINUTE = timedelta(minutes=1)
ANNAS = Backlog(people=("UANNA",))
NOTHING = Backlog()
GAPS = Backlog(people=("UANNA",), known_until=MEETING.posts, gaps=True)  # in the late window


@pytest.fixture
async def asleep(store):
    """A bot that was away for more than a week over a meeting for which something was reported."""
    await store.change(lambda book: book.keep_uptime(Uptime(AT_CALL - DAYS, AT_CALL - HOUR)))
    await store.change(lambda book: book.keep_uptime(Uptime(BACK, BACK)))
    await keep_meetings(store, MEETING)
    await keep_updates(store, reported(news="Tapes are in"))
    return store


async def turn(store, now, backlog):
    """A round of a bot that has just begun: what it remembers stands in the rows."""
    whole = Round(store=store, pages=lambda _: 1, isolation=Isolation(), backlog=backlog)
    return [step async for step in taken(whole, now)]


async def taken(whole, now):
    while (piece := await whole.piece(now)) is not None:
        for each in piece:
            yield each


async def state(store):
    return (await the_meeting(store)).state


async def test_late_minutes_wait_until_what_a_lead_wrote_meanwhile_is_known(asleep):
    await turn(asleep, BACK, ANNAS)
    assert await state(asleep) is State.SCHEDULED
    await turn(asleep, BACK + 5 * MINUTE, ANNAS)
    assert await state(asleep) is State.SCHEDULED
    await keep_updates(asleep, reported("Storage", news="The disks are in"))
    await turn(asleep, BACK + 6 * MINUTE, NOTHING)
    there = await the_meeting(asleep)
    assert "The disks are in" in str(there.minutes)
    assert "posted 8 d 6 min late" in there.minutes.delayed


async def test_they_wait_an_hour_at_most_and_a_bot_that_starts_again_goes_on_with_that_hour(asleep):
    for minutes in (0, 1, 30, 59):
        await turn(asleep, BACK + minutes * MINUTE, ANNAS)
        assert await state(asleep) is State.SCHEDULED
        assert (await the_meeting(asleep)).waits == Waiting(BACK + LONGEST_WAIT)
    await turn(asleep, BACK + LONGEST_WAIT, ANNAS)
    assert await state(asleep) is not State.SCHEDULED


async def test_a_bot_that_was_away_again_at_the_end_of_the_hour_waits_once_more(asleep):
    await turn(asleep, BACK, ANNAS)
    again = BACK + LONGEST_WAIT + UNATTENDED
    await turn(asleep, again, ANNAS)
    assert (await the_meeting(asleep)).waits == Waiting(again + LONGEST_WAIT, 2)
    await turn(asleep, again + LONGEST_WAIT, ANNAS)
    assert await state(asleep) is not State.SCHEDULED


async def test_a_meeting_is_not_closed_without_minutes_while_words_may_still_be_found(store):
    await store.change(lambda book: book.keep_uptime(Uptime(AT_CALL - DAYS, AT_CALL - HOUR)))
    await store.change(lambda book: book.keep_uptime(Uptime(BACK, BACK)))
    await keep_meetings(store, MEETING)
    await turn(store, BACK, ANNAS)
    assert await state(store) is State.SCHEDULED
    await turn(store, BACK + MINUTE, NOTHING)
    assert await state(store) is State.CLOSED


async def test_other_calls_are_not_held_up(asleep):
    ferries = replace(MEETING, call="Ferries")
    await asleep.change(lambda book: book.keep_call(FERRIES))
    await keep_meetings(asleep, ferries)
    await keep_updates(asleep, replace(reported("Boats", by=("UFINN",), news="Refitted"), call="Ferries"))
    await turn(asleep, BACK, ANNAS)
    assert await state(asleep) is State.SCHEDULED
    found = await asleep.read(lambda book: book.meeting("Ferries", DAY))
    assert "Refitted" in str(found.minutes)


async def test_leads_are_asked_for_the_next_meeting_while_the_late_minutes_wait(asleep):
    coming = schedule(CALL, DAY + 14 * DAYS)
    await keep_meetings(asleep, coming)
    await turn(asleep, AT_CALL + 13 * DAYS + HOUR, ANNAS)
    assert await state(asleep) is State.SCHEDULED
    assert key(coming.key, Kind.ASK, "UANNA") in {each.key for each in await owed(asleep)}


async def test_what_a_stand_in_wrote_is_waited_for_and_what_people_of_no_area_wrote_is_not(asleep):
    await turn(asleep, BACK, Backlog(people=("UDAN", "UCHAIR")))
    assert await state(asleep) is not State.SCHEDULED


async def test_the_stand_in_of_that_day_is_waited_for(asleep):
    await keep_absences(asleep, Absence("UANNA", DAY, DAY, StandIn("Dan D.", "UDAN")))
    await turn(asleep, BACK, Backlog(people=("UDAN",)))
    assert await state(asleep) is State.SCHEDULED


@pytest.mark.parametrize("minutes", [0, 1, 4, 10, 59])
async def test_minutes_on_time_or_for_people_who_sit_in_the_call_do_not_wait(asleep, minutes):
    await turn(asleep, AT_CALL + minutes * MINUTE, ANNAS)
    there = await the_meeting(asleep)
    assert (there.state, there.waits) == (State.POSTED, None)


async def test_what_was_read_since_the_late_window_was_over_is_enough(asleep):
    await turn(asleep, BACK, replace(ANNAS, known_until=MEETING.late_until))
    assert await state(asleep) is not State.SCHEDULED


@pytest.fixture
async def posted(store):
    """A bot that has posted minutes on time, and whose late window is over."""
    await keep_meetings(store, MEETING)
    await keep_updates(store, reported(news="Tapes are in"))
    await turn(store, AT_CALL, NOTHING)
    return store


@pytest.mark.parametrize("backlog", [ANNAS, GAPS], ids=["not read since they were posted", "refused"])
async def test_posted_minutes_are_amended_by_what_is_found_after_the_late_window(posted, backlog):
    await turn(posted, MEETING.late_until, backlog)
    there = await the_meeting(posted)
    assert (there.state, there.waits) == (State.POSTED, Waiting(MEETING.late_until + LONGEST_WAIT))
    await keep_updates(posted, reported("Storage", news="The disks are in"))
    await turn(posted, MEETING.late_until + MINUTE, backlog)
    there = await the_meeting(posted)
    assert there.state is State.POSTED
    assert "The disks are in" in str(there.minutes)
    await turn(posted, MEETING.late_until + 2 * MINUTE, NOTHING)
    assert await state(posted) is State.CLOSED


async def test_a_meeting_waits_an_hour_at_most_until_it_is_closed(posted):
    for minutes in (0, 30, 59):
        await turn(posted, MEETING.late_until + minutes * MINUTE, ANNAS)
        assert await state(posted) is State.POSTED
    await turn(posted, MEETING.late_until + LONGEST_WAIT, ANNAS)
    assert await state(posted) is State.CLOSED


async def test_a_meeting_is_closed_on_time_where_nothing_is_known_to_be_missing(posted):
    await turn(posted, MEETING.late_until, replace(GAPS, gaps=False))
    there = await the_meeting(posted)
    assert (there.state, there.waits) == (State.CLOSED, None)


async def test_the_hour_of_late_minutes_is_not_waited_twice(asleep):
    await turn(asleep, BACK, ANNAS)
    for _ in range(3):
        await turn(asleep, BACK + LONGEST_WAIT, ANNAS)
    assert await state(asleep) is State.CLOSED
