"""Which meetings there are."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Call, Lead, Weekday
from bot.model.meeting import State, schedule
from bot.model.minutes import Minutes
from bot.model.override import Override
from bot.rules.calendar import calendar, next_meetings, room

CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(Area("Grid", (Lead("Anna", "UANNA"),)),),
)
MONDAY = datetime(2026, 3, 9, 12, tzinfo=UTC)
READ = date(2026, 2, 3)
MINUTES = Minutes(CALL.name, READ, schedule(CALL, READ).starts, CALL.timezone, (), (), ())


def test_meetings_are_laid_out_so_that_there_is_always_a_next_one():
    assert [meeting.date for meeting in calendar(CALL, (), (), MONDAY)] == [
        date(2026, 3, 10),
        date(2026, 3, 17),
    ]


def test_four_in_the_afternoon_in_new_york_stays_so_when_the_clocks_change():
    before, after = (schedule(CALL, day).starts for day in (date(2026, 3, 3), date(2026, 3, 10)))
    assert (before, after) == (datetime(2026, 3, 3, 21, tzinfo=UTC), datetime(2026, 3, 10, 20, tzinfo=UTC))


def test_meetings_that_came_and_went_while_nobody_laid_them_out_are_laid_out_afterwards():
    known = tuple(calendar(CALL, (), (), MONDAY))
    off = Override(CALL.name, date(2026, 3, 31), "UCHAIR", MONDAY)
    found = list(calendar(CALL, known, (off,), MONDAY + timedelta(days=23)))
    assert [(meeting.date, meeting.state) for meeting in found] == [
        (date(2026, 3, 24), State.SCHEDULED),
        (date(2026, 3, 31), State.SKIPPED),
        (date(2026, 4, 7), State.SCHEDULED),
    ]


def test_a_call_whose_last_minutes_were_read_from_a_page_has_missed_nothing():
    read = replace(schedule(CALL, READ), state=State.CLOSED, minutes=MINUTES)
    assert [meeting.date for meeting in calendar(CALL, (read,), (), MONDAY)] == [
        date(2026, 3, 10),
        date(2026, 3, 17),
    ]


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


def test_a_part_of_a_country_has_its_own_holidays():
    spring = datetime(2027, 3, 29, 12, tzinfo=UTC)
    for where, state in (("US", State.SCHEDULED), ("US-CA", State.SKIPPED)):
        wednesdays = replace(CALL, weekday=Weekday.WEDNESDAY, holidays=where)
        (chavez, *_) = calendar(wednesdays, (), (), spring)
        assert (chavez.date, chavez.state) == (date(2027, 3, 31), state)


def decided(day: date, on: date | None = None, at: time | None = None) -> Override:
    return Override(CALL.name, day, "UCHAIR", MONDAY, on, at)


def test_a_skipped_meeting_says_so_and_keeps_its_place():
    skipped, following = calendar(CALL, (), (decided(date(2026, 3, 10)),), MONDAY)
    assert (skipped.state, skipped.reason) == (State.SKIPPED, "skipped by the chair")
    assert following.opens == skipped.opens


def test_a_moved_meeting_is_known_by_its_date_and_held_on_its_day():
    override = decided(date(2026, 3, 10), date(2026, 3, 12), time(9, 30))
    moved, following = calendar(CALL, (), (override,), MONDAY)
    assert (moved.date, moved.day, moved.state) == (
        date(2026, 3, 10),
        date(2026, 3, 12),
        State.SCHEDULED,
    )
    assert moved.starts == moved.posts == datetime(2026, 3, 12, 13, 30, tzinfo=UTC)
    assert moved.late_until == moved.posts + CALL.late
    assert following.opens == moved.posts


def test_a_meeting_moved_over_a_change_of_the_clocks_keeps_its_hour():
    friday = datetime(2026, 3, 6, 12, tzinfo=UTC)
    before = decided(date(2026, 3, 10), date(2026, 3, 7))
    (moved, *_) = calendar(CALL, (), (before,), friday)
    assert moved.starts == datetime(2026, 3, 7, 21, tzinfo=UTC)


def test_a_chair_s_word_counts_for_more_than_a_holiday():
    christmas = replace(CALL, weekday=Weekday.FRIDAY, holidays="US")
    december = datetime(2026, 12, 21, 12, tzinfo=UTC)
    day = date(2026, 12, 25)
    (held, *_) = calendar(christmas, (), (decided(day, day),), december)
    assert (held.state, held.held_on) == (State.SCHEDULED, None)
    (moved, *_) = calendar(christmas, (), (decided(day, date(2026, 12, 23)),), december)
    assert (moved.state, moved.day) == (State.SCHEDULED, date(2026, 12, 23))


def test_the_late_window_ends_when_leads_are_asked_for_a_meeting_that_was_moved_close():
    posted = replace(schedule(CALL, date(2026, 3, 10)), state=State.POSTED)
    evening = posted.posts + timedelta(hours=1)
    known = (posted, *calendar(CALL, (posted,), (), evening))
    near = decided(date(2026, 3, 17), date(2026, 3, 11), time(18))
    shorter, moved = calendar(CALL, known, (near,), evening)
    assert shorter.late_until == moved.starts - CALL.ask == posted.posts + timedelta(hours=2)
    longer, _ = calendar(CALL, (shorter, moved), (), evening)
    assert longer.late_until == posted.late_until


def test_a_bot_that_was_not_there_when_its_day_passed_still_finds_a_moved_meeting():
    override = decided(date(2026, 3, 10), date(2026, 3, 12))
    (moved, *_) = calendar(CALL, (), (override,), datetime(2026, 3, 11, 12, tzinfo=UTC))
    assert moved.day == date(2026, 3, 12)


def test_the_next_meetings_are_told_further_ahead_with_those_that_are_skipped():
    override = decided(date(2026, 3, 24))
    found = next_meetings(CALL, (override,), tuple(calendar(CALL, (), (), MONDAY)), MONDAY, 4)
    assert [(each.date.day, each.state) for each in found] == [
        (10, State.SCHEDULED),
        (17, State.SCHEDULED),
        (24, State.SKIPPED),
        (31, State.SCHEDULED),
    ]


@st.composite
def chairs_words(draw: st.DrawFn) -> tuple[Override, ...]:
    """What a chair may decide about ten weeks, one word after the other, each within its room."""
    words: dict[date, Override] = {}
    weeks = [date(2026, 3, 10) + timedelta(weeks=number) for number in range(10)]
    for day in draw(st.lists(st.sampled_from(weeks), max_size=15)):
        first, last = room(CALL, words.values(), day)
        on = draw(st.none() | st.dates(first, last))
        words[day] = decided(day, on, draw(st.none() | st.times()) if on else None)
    return tuple(words.values())


@given(
    chairs_words(),
    st.timedeltas(-timedelta(hours=20), timedelta(hours=20)),
    st.sampled_from([Weekday.TUESDAY] * 3 + [Weekday.FRIDAY]),
)
def test_whatever_chairs_decide_the_order_stays_and_the_windows_follow_upon_each_other(words, post, weekday):
    call = replace(CALL, post=post, weekday=weekday)
    meetings = next_meetings(call, words, (), MONDAY, 12)
    starts = [meeting.starts for meeting in meetings]
    assert starts == sorted(starts)
    assert [meeting.date for meeting in meetings] == sorted({meeting.date for meeting in meetings})
    held = [meeting for meeting in meetings if meeting.state is State.SCHEDULED]
    assert held
    for before, after in pairwise(held):
        assert before.day < after.day
        assert after.opens == before.posts <= before.late_until <= max(before.posts, after.starts - call.ask)
    for meeting in meetings:
        covering = [each for each in held if each.opens <= meeting.opens < each.posts]
        assert len(covering) == 1 or meeting.opens >= held[-1].posts


@given(chairs_words(), st.integers(0, 80 * 24))
def test_at_every_moment_the_calendar_is_settled_and_something_is_coming(words, hours):
    now = MONDAY + timedelta(hours=hours)
    known = tuple(calendar(CALL, (), words, now))
    assert list(calendar(CALL, known, words, now)) == []
    assert any(meeting.state is State.SCHEDULED and meeting.posts > now for meeting in known)
