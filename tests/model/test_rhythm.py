"""On which dates a call falls, held against somebody who asks of every single day whether it is one."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.call import Call, Weekday
from bot.model.local_time import instant
from bot.model.meeting import falls, neighbours, next_dates, schedule
from bot.model.recurrence import recurrences
from bot.model.rhythm import LAST_DAY, Every, Rhythm, Which, date_before, dates_from, gaps
from tests.model.test_meeting import SOME_ZONES

DAY = timedelta(days=1)
TEN_YEARS = 3653
TUESDAY, THURSDAY = Weekday.TUESDAY, Weekday.THURSDAY
SINCE = date(2027, 1, 12)  # a Tuesday, the second of its month


@st.composite
def rhythms(draw):
    """A weekday and a rhythm that goes with it, without iCalendar rules."""
    since = draw(st.none() | st.dates(date(2024, 1, 1), date(2030, 1, 1)))
    also = draw(st.sets(st.sampled_from(Weekday), max_size=2))
    if draw(st.booleans()):
        return draw(st.sampled_from(Weekday)), Rhythm(
            count=draw(st.integers(1, 9)), also_on=tuple(also), since=since
        )
    count = draw(st.integers(1, 12))
    if draw(st.booleans()):
        day = draw(st.just(LAST_DAY) | st.integers(1, 28))
        return None, Rhythm(Every.MONTH, count, day=day, since=since)
    which = draw(st.sets(st.sampled_from(Which), min_size=1, max_size=3))
    return draw(st.sampled_from(Weekday)), Rhythm(
        Every.MONTH, count, also_on=tuple(also), which=tuple(which), since=since
    )


def is_one(weekday: Weekday | None, rhythm: Rhythm, day: date) -> bool:
    """Whether a call is on a day, asked without any arithmetic of calendars but counting."""
    since = rhythm.since or date.min
    if day < since:
        return False
    if rhythm.every is Every.WEEK:
        weeks = (day - timedelta(day.weekday()) - (since - timedelta(since.weekday()))).days // 7
        return day.weekday() in numbers(weekday, rhythm) and weeks % rhythm.count == 0
    months = (day.year - since.year) * 12 + day.month - since.month
    if months % rhythm.count:
        return False
    length = monthrange(day.year, day.month)[1]
    if rhythm.day is not None:
        return day.day == (length if rhythm.day == LAST_DAY else rhythm.day)
    if day.weekday() not in numbers(weekday, rhythm):
        return False
    named = {Which.LAST} if day.day + 7 > length else set()
    nth = (day.day - 1) // 7
    return bool({*named, *([list(Which)[nth]] if nth < 4 else [])} & set(rhythm.which))


def numbers(weekday: Weekday | None, rhythm: Rhythm) -> set[int]:
    return {each.number for each in (weekday, *rhythm.also_on) if each}


def called(weekday: Weekday | None, rhythm: Rhythm, zone: str = "UTC", at: time = time(16)) -> Call:
    return Call("Harbour", "C0", weekday, at, zone, (), rhythm=rhythm)


def days(weekday: Weekday | None, rhythm: Rhythm, start: date, number: int) -> list[str]:
    return [f"{day:%m-%d}" for day in islice(dates_from(weekday, rhythm, start), number)]


@given(rhythms(), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_over_ten_years_the_dates_are_those_of_somebody_who_asks_of_every_day(found, start):
    weekday, rhythm = found
    wanted = [day for number in range(TEN_YEARS) if is_one(weekday, rhythm, day := start + number * DAY)]
    assert list(next_dates(called(weekday, rhythm), start, TEN_YEARS)) == wanted


@given(rhythms(), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_meeting_before_is_the_nearest_one_whatever_its_distance(found, start):
    weekday, rhythm = found
    before = [day for number in range(1, 900) if is_one(weekday, rhythm, day := start - number * DAY)]
    assert date_before(weekday, rhythm, start) == next(iter(before), None)


@given(rhythms())
def test_meetings_are_as_far_from_each_other_as_is_said(found):
    weekday, rhythm = found
    start = rhythm.since or date(2025, 3, 1)
    dates = next_dates(called(weekday, rhythm), start, 2 * TEN_YEARS)
    apart = [later - earlier for earlier, later in pairwise(dates)]
    said = gaps(weekday, rhythm)
    assert said.shortest <= min(apart) <= max(apart) <= said.longest


@settings(max_examples=2 * settings().max_examples)
@given(rhythms(), st.sampled_from(SOME_ZONES), st.times(), st.dates(date(2024, 1, 1), date(2034, 1, 1)))
def test_in_every_zone_windows_follow_upon_each_other_at_the_same_time_of_the_wall_clock(
    found, zone, at, start
):
    weekday, rhythm = found
    call = called(weekday, rhythm, zone, at.replace(second=0, microsecond=0))
    dates = islice(dates_from(call.weekday, call.rhythm, max(start, call.rhythm.since or start)), 8)
    meetings = [schedule(call, day) for day in dates]
    assert all(meeting.starts == instant(meeting.date, call.time, zone) for meeting in meetings)
    assert all(before.posts == after.opens for before, after in pairwise(meetings))
    assert all(before.starts < after.starts for before, after in pairwise(meetings))


RULES = [
    (TUESDAY, Rhythm(), "FREQ=WEEKLY;BYDAY=TU"),
    (TUESDAY, Rhythm(also_on=(THURSDAY,)), "FREQ=WEEKLY;BYDAY=TU,TH"),
    (TUESDAY, Rhythm(count=2, since=SINCE), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    (TUESDAY, Rhythm(Every.MONTH, which=(Which.FIRST,)), "FREQ=MONTHLY;BYDAY=1TU"),
    (THURSDAY, Rhythm(Every.MONTH, which=(Which.LAST,)), "FREQ=MONTHLY;BYDAY=-1TH"),
    (THURSDAY, Rhythm(Every.MONTH, which=(Which.FIRST, Which.THIRD)), "FREQ=MONTHLY;BYDAY=1TH,3TH"),
    (None, Rhythm(Every.MONTH, day=15), "FREQ=MONTHLY;BYMONTHDAY=15"),
    (None, Rhythm(Every.MONTH, day=LAST_DAY), "FREQ=MONTHLY;BYMONTHDAY=-1"),
    (
        TUESDAY,
        Rhythm(Every.MONTH, 3, which=(Which.SECOND,), since=SINCE),
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
    ),
]


@pytest.mark.parametrize(("weekday", "rhythm", "rule"), RULES)
def test_a_rhythm_and_the_icalendar_rule_for_it_have_the_same_dates_for_ten_years(weekday, rhythm, rule):
    start = date(2026, 12, 1)
    ours = list(next_dates(called(weekday, rhythm), start, TEN_YEARS))
    end = start + TEN_YEARS * DAY
    theirs = takewhile(lambda day: day < end, recurrences(rule, rhythm.since, start))
    assert ours == list(theirs)
    by_rule = Rhythm(rrule=rule, since=rhythm.since)
    assert gaps(None, by_rule) == gaps(weekday, rhythm)
    assert date_before(None, by_rule, end) == date_before(weekday, rhythm, end)


def test_every_second_week_is_counted_from_a_date_and_nothing_is_before_it():
    rhythm = Rhythm(count=2, since=SINCE)
    assert days(TUESDAY, rhythm, date(2026, 1, 1), 3) == ["01-12", "01-26", "02-09"]
    assert not falls(called(TUESDAY, rhythm), date(2027, 1, 19))
    assert date_before(TUESDAY, rhythm, SINCE) is None


def test_weekdays_come_in_the_order_of_the_week_however_they_are_named():
    assert days(THURSDAY, Rhythm(also_on=(TUESDAY,)), SINCE, 4) == ["01-12", "01-14", "01-19", "01-21"]


def test_the_last_thursday_is_the_fourth_or_the_fifth():
    last = Rhythm(Every.MONTH, which=(Which.LAST,))
    assert days(THURSDAY, last, date(2027, 1, 1), 4) == ["01-28", "02-25", "03-25", "04-29"]


def test_the_last_day_of_a_month_is_found_in_leap_years_too():
    assert days(None, Rhythm(Every.MONTH, day=LAST_DAY), date(2028, 2, 1), 2) == ["02-29", "03-31"]


def test_a_rule_ends_with_the_day_of_its_until():
    rule = Rhythm(rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20270126T235959Z")
    assert list(next_dates(called(None, rule), SINCE, TEN_YEARS)) == [SINCE + 7 * n * DAY for n in range(3)]


def test_around_the_first_and_the_last_meeting_there_is_room_as_around_any():
    rule = Rhythm(rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270126", since=SINCE)
    call = called(None, rule)
    assert neighbours(call, SINCE) == (date(2026, 12, 29), date(2027, 1, 26))
    assert neighbours(call, date(2027, 1, 26)) == (SINCE, date(2027, 2, 9))
    assert schedule(call, SINCE).opens == datetime(2026, 12, 29, 16, tzinfo=UTC)
