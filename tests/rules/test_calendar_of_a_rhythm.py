"""Which meetings there are of a call that is not every week: those to come, skipped, moved, left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Call, Weekday
from bot.model.local_time import instant
from bot.model.meeting import State, schedule
from bot.model.override import Override
from bot.model.rhythm import Every, Rhythm, Which
from bot.rules.calendar import calendar, calendar_moment, next_meetings, room
from tests.model.test_rhythm import rhythms

MONTHLY = Rhythm(Every.MONTH, which=(Which.FIRST,))
TWICE = Rhythm(also_on=(Weekday.THURSDAY,))
FORTNIGHT = Rhythm(count=2, since=date(2027, 1, 5))
NOW = datetime(2027, 1, 4, 12, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)


def call(rhythm: Rhythm, weekday: Weekday | None = Weekday.TUESDAY) -> Call:
    return Call("Production", "C1", weekday, time(16), "America/New_York", (), rhythm=rhythm)


def laid_out(rhythm: Rhythm, now: datetime = NOW, words: tuple[Override, ...] = ()) -> list[str]:
    return [f"{meeting.date:%m-%d} {meeting.state}" for meeting in calendar(call(rhythm), (), words, now)]


def decided(day: date, on: date | None = None) -> Override:
    return Override("Production", day, "UCHAIR", NOW, on)


def test_the_next_meeting_is_laid_out_however_far_it_is():
    assert laid_out(MONTHLY) == ["01-05 scheduled"]
    assert laid_out(MONTHLY, NOW + timedelta(days=2)) == ["02-02 scheduled"]
    assert laid_out(FORTNIGHT) == ["01-05 scheduled"]
    assert laid_out(TWICE) == ["01-05 scheduled", "01-07 scheduled", "01-12 scheduled"]


def test_a_skipped_meeting_leaves_what_was_written_to_the_next_one():
    skipped, following = calendar(call(MONTHLY), (), (decided(date(2027, 1, 5)),), NOW)
    assert (skipped.state, following.date) == (State.SKIPPED, date(2027, 2, 2))
    assert following.opens == skipped.opens == instant(date(2026, 12, 1), time(16), "America/New_York")


def test_a_public_holiday_is_minded_on_any_rhythm():
    mondays = replace(call(Rhythm(Every.MONTH, which=(Which.THIRD,)), Weekday.MONDAY), holidays="US")
    january, february, march = calendar(mondays, (), (), NOW)
    assert january.reason == "public holiday: Martin Luther King Jr. Day"
    assert (february.state, march.state) == (State.SKIPPED, State.SCHEDULED)


@pytest.mark.parametrize(
    ("rhythm", "day", "days"),
    [
        (MONTHLY, date(2027, 2, 2), (date(2027, 1, 6), date(2027, 3, 1))),
        (TWICE, date(2027, 1, 7), (date(2027, 1, 6), date(2027, 1, 11))),
        (FORTNIGHT, date(2027, 1, 19), (date(2027, 1, 6), date(2027, 2, 1))),
    ],
)
def test_a_meeting_can_be_moved_between_the_one_before_and_the_one_after(rhythm, day, days):
    assert room(call(rhythm), (), day) == days


def test_meetings_of_an_old_rhythm_are_skipped_with_the_new_one_as_the_reason():
    known = tuple(calendar(call(TWICE), (), (), NOW))
    found = {meeting.date.day: meeting for meeting in calendar(call(MONTHLY), known, (), NOW)}
    assert found[7].reason == "the call is now on the first Tuesday of each month"
    assert found[5].state is State.SCHEDULED


def test_a_late_window_goes_until_the_leads_are_asked_for_the_next_meeting():
    generous = replace(call(TWICE), late=timedelta(hours=40))
    first, second, _ = calendar(generous, (), (), NOW)
    assert first.late_until == second.starts - generous.ask == first.posts + timedelta(hours=24)
    rare = replace(call(MONTHLY), late=timedelta(days=20))
    (only,) = calendar(rare, (), (), NOW)
    assert only.late_until == only.posts + timedelta(days=20)


def test_a_call_whose_rule_has_ended_has_no_next_meeting():
    over = call(Rhythm(rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20270105"), None)
    assert [meeting.date.day for meeting in calendar(over, (), (), NOW)] == [5]
    assert next_meetings(over, (), (), NOW + timedelta(days=2), 5) == ()


@given(rhythms(), st.integers(0, 400 * 24), st.integers(1, 30 * 24))
def test_at_every_moment_one_meeting_is_to_come_and_time_changes_the_calendar_only_at_its_moment(
    found, hours, more
):
    weekday, rhythm = found
    regular, now = call(rhythm, weekday), NOW + hours * HOUR
    known = tuple(calendar(regular, (), (), now))
    begins_soon = rhythm.since is None or rhythm.since < now.date() + timedelta(days=380)
    assert any(meeting.starts > now for meeting in known) or not begins_soon
    assert list(calendar(regular, known, (), now)) == []
    later = min(now + more * HOUR, calendar_moment(regular, known, (), now) - HOUR)
    if later > now:
        assert list(calendar(regular, known, (), later)) == []


@given(rhythms(), st.integers(0, 400 * 24), st.sets(st.integers(0, 5)))
def test_windows_follow_upon_each_other_whatever_is_skipped(found, hours, skipped):
    weekday, rhythm = found
    regular, now = call(rhythm, weekday), NOW + hours * HOUR
    ahead = next_meetings(regular, (), (), now, 6)
    words = tuple(decided(ahead[number].date) for number in skipped)
    meetings = next_meetings(regular, words, (), now, 6)
    assert [meeting.date for meeting in meetings] == [meeting.date for meeting in ahead]
    held = [meeting for meeting in meetings if meeting.state is State.SCHEDULED]
    assert all(after.opens == before.posts for before, after in pairwise(held))
    assert not held or held[0].opens == schedule(regular, ahead[0].date).opens
