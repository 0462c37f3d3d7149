"""A chair skips a meeting, moves it, or has it held after all: what is decided, told and refused."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.cycle.reschedule import Decision, hold, move, skip
from bot.cycle.timetable import lay_out
from bot.model.delivery import Kind
from bot.model.errors import Refusal
from bot.model.meeting import State, schedule
from bot.model.message import AskLead, Rescheduled
from bot.model.override import Override
from tests.cycle.production import (
    ABOUT,
    AT_CALL,
    CALL,
    CHAIR,
    DAY,
    DAYS,
    HOUR,
    MEETING,
    NOW,
    delivery,
    enqueue,
    gone_out,
    keep_meetings,
    keep_replies,
    notice,
    owed,
    posted,
    said,
)

STAMP = "20260310T000000000000"
NEXT = DAY + 7 * DAYS
ABOUT_NEXT = replace(ABOUT, date=NEXT, starts=AT_CALL + 7 * DAYS)
LAST = posted(meeting=schedule(CALL, DAY - 7 * DAYS))


@pytest.fixture
async def laid_out(store):
    """The same memory with the calendar of the weeks to come."""
    await keep_meetings(store, replace(LAST, state=State.CLOSED))
    await store.change(lambda book: lay_out(book, CALL, NOW))
    return store


async def do(store, verb, day=None, *, now=NOW, **more) -> Any:
    return await store.change(verb, "Production", day, by=CHAIR, now=now, **more)


async def shift(store, day=None, *, on=None, at=None, now=NOW) -> Any:
    return await do(store, move, day, on=on, at=at, now=now)


async def overrides(store) -> Any:
    return await store.read(lambda book: book.overrides("Production"))


async def refused(doing) -> str:
    with pytest.raises(Refusal) as refusal:
        await doing
    return str(refusal.value).removeprefix("Nothing was changed: ").removesuffix(".")


def told_to_all(day, told):
    part = f"channel-{STAMP}"
    return replace(notice(part, "C1", told), key=f"Production/{day}/notice/{part}")


async def test_a_skipped_meeting_is_told_to_the_channel_with_the_one_that_is_next(laid_out):
    off = replace(ABOUT, off=True)
    told = Rescheduled(off, AT_CALL, by="Scott", following=ABOUT_NEXT)
    skipped = replace(MEETING, state=State.SKIPPED, reason="skipped by the chair")
    assert await do(laid_out, skip) == Decision(MEETING, skipped, told, leads=0)
    assert await overrides(laid_out) == (Override("Production", DAY, "UCHAIR", NOW),)
    assert await owed(laid_out) == [told_to_all(DAY, told)]


async def test_a_day_that_is_named_is_skipped_instead_of_the_next_and_only_once(laid_out):
    assert (await do(laid_out, skip, NEXT)).new.date == NEXT
    assert await refused(do(laid_out, skip, NEXT)) == (
        "the Production call of Tuesday, March 17 is skipped already (skipped by the chair)"
    )
    assert (await do(laid_out, skip)).new.date == DAY
    assert (await do(laid_out, skip)).new.date == NEXT + 7 * DAYS


async def test_a_meeting_is_moved_to_another_day_at_its_usual_time(laid_out):
    starts = AT_CALL + DAYS
    moved = replace(MEETING, held_on=DAY + DAYS, starts=starts, posts=starts)
    told = Rescheduled(replace(ABOUT, starts=starts), AT_CALL, by="Scott", following=ABOUT_NEXT)
    done = await shift(laid_out, on=DAY + DAYS)
    assert done == Decision(MEETING, replace(moved, late_until=done.new.late_until), told, leads=0)
    assert await overrides(laid_out) == (Override("Production", DAY, "UCHAIR", NOW, on=DAY + DAYS),)
    assert await owed(laid_out) == [told_to_all(DAY, told)]


async def test_another_time_stays_when_only_the_day_is_changed_and_the_day_when_only_the_time_is(laid_out):
    first = await shift(laid_out, at=time(15))
    assert (first.new.day, first.new.starts) == (DAY, AT_CALL - HOUR)
    second = await shift(laid_out, on=DAY + DAYS)
    assert (second.new.day, second.new.starts) == (DAY + DAYS, AT_CALL + DAYS - HOUR)
    third = await shift(laid_out, at=time(17))
    assert (third.new.day, third.new.starts) == (DAY + DAYS, AT_CALL + DAYS + HOUR)
    await shift(laid_out, at=time(16))
    assert await overrides(laid_out) == (Override("Production", DAY, "UCHAIR", NOW, on=DAY + DAYS),)


async def test_the_holiday_on_which_a_meeting_falls_is_told(laid_out):
    call = replace(CALL, holidays="US")
    independence = date(2026, 7, 3)
    await laid_out.change(lambda book: book.keep_call(call))
    done = await shift(laid_out, date(2026, 6, 30), on=independence)
    assert done.holiday == "Independence Day (observed)"
    assert (await do(laid_out, skip, date(2026, 6, 30))).holiday == ""


async def test_a_skipped_meeting_is_meant_by_a_day_that_only_it_can_have(laid_out):
    await do(laid_out, skip)
    assert (await shift(laid_out, on=DAY + DAYS)).new.date == NEXT
    assert (await shift(laid_out, on=DAY)).new.date == DAY


async def test_a_day_with_room_for_no_meeting_is_said_of_the_next_one(laid_out):
    assert await refused(shift(laid_out, on=NEXT)) == (
        "the Production call of Tuesday, March 10 stays between the ones before and after it, so it can be "
        "on a day from Wednesday, March 4 to Monday, March 16"
    )
    assert await refused(shift(laid_out, DAY, on=DAY - 7 * DAYS)) != ""
    for day in (DAY + 6 * DAYS, DAY + DAYS):
        assert (await shift(laid_out, DAY, on=day)).new.day == day


async def test_what_is_over_or_changes_nothing_is_refused(laid_out):
    assert await refused(shift(laid_out, on=DAY - DAYS)) == "Monday, March 9 at 16:00 is over"
    assert await refused(shift(laid_out, on=DAY - DAYS, at=time(20))) == "Monday, March 9 at 20:00 is over"
    assert (await shift(laid_out, on=DAY - DAYS, at=time(20, 1))).new.day == DAY - DAYS
    await shift(laid_out, DAY, on=DAY, at=time(16))
    assert await refused(shift(laid_out, on=DAY)) == (
        "the Production call of Tuesday, March 10 is at that time already"
    )


async def test_minutes_that_go_out_before_the_call_have_to_be_to_come(laid_out):
    early = replace(CALL, post=timedelta(hours=2))
    await laid_out.change(lambda book: book.keep_call(early))
    await laid_out.change(lambda book: lay_out(book, early, NOW))
    assert await refused(shift(laid_out, on=DAY - DAYS, at=time(22))) == "Monday, March 9 at 22:00 is over"
    assert (await shift(laid_out, on=DAY - DAYS, at=time(22, 1))).new.day == DAY - DAYS


async def test_a_meeting_is_held_as_usual_after_all(laid_out):
    await do(laid_out, skip, NEXT)
    await shift(laid_out, DAY, on=DAY + DAYS)
    later = NOW + timedelta(seconds=1)
    done = await do(laid_out, hold, now=later)
    assert (done.new, done.told.was, done.told.by) == (MEETING, AT_CALL + DAYS, "Scott")
    assert Override("Production", DAY, "UCHAIR", later, on=DAY) in await overrides(laid_out)
    done = await do(laid_out, hold, now=later)
    assert (done.new.date, done.told) == (
        NEXT,
        Rescheduled(
            ABOUT_NEXT,
            None,
            by="Scott",
            following=replace(ABOUT, date=NEXT + 7 * DAYS, starts=AT_CALL + 14 * DAYS),
        ),
    )
    assert await refused(do(laid_out, hold)) == (
        "the Production call of Tuesday, March 10 is held as usual anyway"
    )
    assert await refused(do(laid_out, hold, NEXT)) == (
        "the Production call of Tuesday, March 17 is held as usual anyway"
    )


async def test_a_meeting_whose_usual_time_is_over_cannot_be_held_then(laid_out):
    await shift(laid_out, on=DAY + DAYS)
    now = AT_CALL + HOUR
    assert await refused(do(laid_out, hold, DAY, now=now)) == "Tuesday, March 10 at 16:00 is over"


async def test_a_named_day_is_where_the_meeting_is_held_or_was_to_be(laid_out):
    await shift(laid_out, on=DAY + DAYS)
    assert (await do(laid_out, skip, DAY + DAYS)).new.date == DAY
    assert (await do(laid_out, hold, DAY)).new.date == DAY


async def test_it_may_be_too_late_for_a_meeting(laid_out):
    assert await refused(do(laid_out, skip, LAST.date)) == (
        "it is too late for the Production call of Tuesday, March 3, as its minutes are posted"
    )
    assert await refused(do(laid_out, skip, DAY, now=AT_CALL)) == (
        "it is too late for the Production call of Tuesday, March 10, as its time has come"
    )


async def test_on_a_day_without_a_meeting_the_nearest_ones_are_named_in_order(laid_out):
    for day in (DAY + 5 * DAYS, DAY + DAYS):
        assert await refused(do(laid_out, skip, day)) == (
            f"there is no Production call on {day:%A}, March {day.day}; the nearest are on Tuesday, March 10 "
            "and Tuesday, March 17"
        )


async def test_where_every_date_is_left_out_no_call_is_coming_up(laid_out):
    dates = tuple(DAY + 7 * week * DAYS for week in range(80))
    await laid_out.change(lambda book: book.keep_call(replace(CALL, skip=dates)))
    await laid_out.change(lambda book: lay_out(book, replace(CALL, skip=dates), NOW))
    assert await refused(do(laid_out, skip)) == "no Production call is coming up"


async def test_there_has_to_be_a_call(store):
    for verb, more in ((skip, {}), (move, {"on": DAY, "at": None}), (hold, {})):
        with pytest.raises(Refusal, match="There is no call Gulls any more"):
            await store.change(verb, "Gulls", None, by=CHAIR, now=NOW, **more)


async def test_leads_who_have_to_do_with_it_are_counted(laid_out):
    await keep_replies(laid_out, said("Tapes are in", by="UBEN"))
    await enqueue(laid_out, gone_out(delivery(Kind.ASK, "UANNA", AskLead(ABOUT, ()))))
    done = await do(laid_out, skip)
    assert done.leads == 2
    found = {each.to: each for each in await owed(laid_out, f"Production/{DAY}/notice/U")}
    off = replace(ABOUT, off=True)
    told = Rescheduled(off, AT_CALL, by="Scott", following=ABOUT_NEXT)
    assert found == {
        "UANNA": notice(f"UANNA-{STAMP}", "UANNA", told),
        "UBEN": notice(f"UBEN-{STAMP}", "UBEN", replace(told, wrote=True)),
    }


async def test_the_late_windows_of_open_meetings_are_laid_out_anew_however_old_and_closed_ones_stay(store):
    def open_(weeks):
        meeting = schedule(CALL, DAY - 7 * weeks * DAYS)
        return replace(meeting, late_until=meeting.posts + 5 * DAYS)

    closed = replace(open_(7), state=State.CLOSED)
    await keep_meetings(store, closed, open_(8), open_(9))
    await store.change(lambda book: lay_out(book, CALL, NOW))
    kept = {meeting.date: meeting for meeting in await store.read(lambda book: book.meetings("Production"))}
    assert kept[closed.date] == closed
    for weeks in (8, 9):
        assert kept[open_(weeks).date] == schedule(CALL, open_(weeks).date)
