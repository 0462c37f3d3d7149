"""Which meetings there are."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.cycle.calendar import calendar
from bot.model.call import Area, Call, Lead, Weekday
from bot.model.meeting import State, schedule

CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (Lead("Anna", "UANNA"),)),),
)
MONDAY = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_meetings_are_laid_out_so_that_there_is_always_a_next_one():
    assert [meeting.date for meeting in calendar(CALL, (), (), MONDAY)] == [
        date(2026, 3, 10),
        date(2026, 3, 17),
    ]


def test_four_in_the_afternoon_in_new_york_stays_so_when_the_clocks_change():
    before, after = (schedule(CALL, day).starts for day in (date(2026, 3, 3), date(2026, 3, 10)))
    assert (before, after) == (datetime(2026, 3, 3, 21, tzinfo=UTC), datetime(2026, 3, 10, 20, tzinfo=UTC))


def test_a_calendar_that_is_up_to_date_changes_nothing():
    known = tuple(calendar(CALL, (), (), MONDAY))
    assert list(calendar(CALL, known, (), MONDAY)) == []


def test_a_call_that_is_added_after_its_hour_does_not_invent_the_meeting_of_that_day():
    evening = datetime(2026, 3, 10, 22, tzinfo=UTC)
    assert [meeting.date for meeting in calendar(CALL, (), (), evening)] == [date(2026, 3, 17)]


def test_a_new_time_moves_the_meetings_to_come_and_no_others():
    known = tuple(calendar(CALL, (), (), MONDAY))
    earlier = replace(CALL, time=time(15))
    moved = list(calendar(earlier, known, (), MONDAY))
    assert [meeting.starts.hour for meeting in moved] == [19, 19]
    held = replace(known[0], state=State.POSTED)
    assert [meeting.date for meeting in calendar(earlier, (held, known[1]), (), MONDAY)] == [
        date(2026, 3, 17)
    ]


def test_a_new_weekday_skips_the_old_meetings_with_a_reason():
    known = tuple(calendar(CALL, (), (), MONDAY))
    found = {m.date: m for m in calendar(replace(CALL, weekday=Weekday.WEDNESDAY), known, (), MONDAY)}
    assert found[date(2026, 3, 10)].state is State.SKIPPED
    assert found[date(2026, 3, 10)].reason == "the call is now on Wednesdays"
    assert found[date(2026, 3, 11)].state is State.SCHEDULED


def test_a_date_to_skip_and_a_public_holiday_have_no_meeting_and_say_why():
    skipping = replace(CALL, skip=(date(2026, 3, 10),))
    assert next((m.state, m.reason) for m in calendar(skipping, (), (), MONDAY)) == (
        State.SKIPPED,
        "no meeting on this date",
    )
    christmas = replace(CALL, weekday=Weekday.FRIDAY, holidays="US")
    (eve, *_) = calendar(christmas, (), (), datetime(2026, 12, 21, 12, tzinfo=UTC))
    assert (eve.date, eve.reason) == (date(2026, 12, 25), "public holiday: Christmas Day")


def test_what_is_written_in_a_skipped_week_counts_for_the_next_meeting():
    skipping = replace(CALL, skip=(date(2026, 3, 10),))
    skipped, following = calendar(skipping, (), (), MONDAY)
    assert following.opens == skipped.opens
    first, second = calendar(CALL, (), (), MONDAY)
    assert second.opens == first.posts


def test_however_long_the_break_there_is_a_next_meeting():
    january = tuple(date(2027, 1, day) for day in (5, 12, 19, 26))
    laid_out = list(calendar(replace(CALL, skip=january), (), (), datetime(2027, 1, 4, 12, tzinfo=UTC)))
    assert [(m.date.day, m.state) for m in laid_out] == [
        *((day.day, State.SKIPPED) for day in january),
        (2, State.SCHEDULED),
    ]
    assert laid_out[-1].opens == laid_out[0].opens


def test_a_date_that_is_no_longer_skipped_is_held_after_all():
    known = tuple(calendar(replace(CALL, skip=(date(2026, 3, 10),)), (), (), MONDAY))
    assert next(iter(calendar(CALL, known, (), MONDAY))).state is State.SCHEDULED
