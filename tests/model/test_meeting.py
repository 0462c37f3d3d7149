"""When a meeting is, against a brute force that only ever turns UTC into wall clocks."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.call import Call, Weekday
from bot.model.local_time import instant
from bot.model.meeting import State, next_dates, schedule

FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=15)  # every change of a clock in these years falls on a quarter of an hour
ALL_ZONES = sorted(available_timezones() - {"localtime", "Factory"})
LONG_RUN = settings().max_examples > 1000
SOME_ZONES = [
    "Africa/Cairo", "Africa/Casablanca", "America/Asuncion", "America/Havana", "America/New_York",
    "America/Nuuk", "America/Phoenix", "America/Santiago", "America/Scoresbysund", "America/St_Johns",
    "Antarctica/Troll", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Atlantic/Azores",
    "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Pacific/Chatham", "Pacific/Easter",
]  # fmt: skip


def wall(moment: datetime, zone: str) -> datetime:
    """What the clocks of a zone show, as a bare date and time."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@dataclass
class Walked:
    """What the clocks of a zone showed, quarter of an hour by quarter, and when they first showed it."""

    first_shown: dict[datetime, datetime]
    walls: list[datetime]
    moments: list[datetime]

    def instant(self, local: datetime) -> datetime:
        """The first instant that showed this, or the first one after the gap that swallowed it."""
        if local in self.first_shown:
            return self.first_shown[local]
        return next(moment for shown, moment in zip(self.walls, self.moments, strict=True) if shown > local)


def walk(zone: str, start: datetime, end: datetime) -> Walked:
    walked = Walked({}, [], [])
    moment = start
    while moment < end:
        shown = wall(moment, zone)
        walked.first_shown.setdefault(shown, moment)
        walked.walls.append(shown)
        walked.moments.append(moment)
        moment += STEP
    return walked


@cache
def transitions(zone: str) -> tuple[datetime, ...]:
    """Every change of a zone's offset, found by looking at it every six hours and then more closely."""
    return tuple(_transitions(zone))


def _transitions(zone: str) -> Iterator[datetime]:
    hours = timedelta(hours=6)
    place = ZoneInfo(zone)
    moment, offset = FIRST, FIRST.astimezone(place).utcoffset()
    while moment < LAST:
        following = (moment + hours).astimezone(place).utcoffset()
        if following != offset:
            seconds = range(int(hours.total_seconds()) + 1)
            kept = bisect_right(
                seconds,
                0,
                key=lambda s: (moment + timedelta(seconds=s)).astimezone(place).utcoffset() != offset,
            )
            yield moment + timedelta(seconds=kept)
        moment, offset = moment + hours, following


@pytest.mark.parametrize("zone", ALL_ZONES if LONG_RUN else SOME_ZONES)
def test_around_every_change_of_the_clocks_every_quarter_of_an_hour_has_its_instant(zone):
    for change in transitions(zone):
        assert change.timestamp() % STEP.total_seconds() == 0, "the brute force would step over this change"
        walked = walk(zone, change - timedelta(days=4), change + timedelta(days=4))
        local = wall(change, zone).replace(hour=0, minute=0) - timedelta(days=3)
        for _ in range(7 * 96):
            assert instant(local.date(), local.time(), zone) == walked.instant(local), (zone, local)
            local += STEP


def test_the_walk_meets_the_changes_that_it_is_about():
    assert {zone: len(transitions(zone)) for zone in ("America/New_York", "America/Phoenix")} == {
        "America/New_York": 22,
        "America/Phoenix": 0,
    }
    assert len(transitions("Africa/Casablanca")) > 20


@given(
    zone=st.sampled_from(ALL_ZONES),
    local=st.datetimes(datetime(2025, 1, 2), datetime(2035, 12, 30)),  # noqa: DTZ001 - a wall clock has no zone
)
def test_any_time_in_any_zone_has_its_instant(zone, local):
    local = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
    middle = local.replace(tzinfo=UTC)
    walked = walk(zone, middle - timedelta(hours=30), middle + timedelta(hours=30))
    assert instant(local.date(), local.time(), zone) == walked.instant(local)


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 17), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), time(16, 0), datetime(2011, 12, 30, 10, 0, tzinfo=UTC)),
        ("Africa/Monrovia", date(1972, 1, 7), time(0, 30), datetime(1972, 1, 7, 0, 44, 30, tzinfo=UTC)),
    ],
)
def test_a_skipped_time_becomes_the_end_of_the_gap_and_a_doubled_one_the_first_of_two(zone, day, at, utc):
    assert instant(day, at, zone) == utc


def test_tuesday_at_four_in_new_york_is_four_in_new_york_on_every_date():
    call = Call("Harbour", "C0", Weekday.TUESDAY, time(16), "America/New_York", ())
    days = next_dates(call, date(2026, 1, 1), (date(2036, 1, 1) - date(2026, 1, 1)).days)
    starts = {day: schedule(call, day).starts for day in days}
    assert len(days) == 521
    assert {wall(moment, call.timezone) for moment in starts.values()} == {
        datetime.combine(day, time(16)) for day in days
    }
    assert starts[date(2026, 3, 10)] == datetime(2026, 3, 10, 20, tzinfo=UTC)
    assert starts[date(2026, 11, 3)] == datetime(2026, 11, 3, 21, tzinfo=UTC)


@st.composite
def calls(draw):
    minutes = st.integers(-1000, 1000).map(lambda number: timedelta(minutes=number))
    return Call(
        "Harbour",
        "C0",
        draw(st.sampled_from(Weekday)),
        draw(st.times()).replace(second=0, microsecond=0),
        draw(st.sampled_from(SOME_ZONES)),
        (),
        post=draw(minutes),
        late=abs(draw(minutes)),
    )


days_of_these_years = st.dates(date(2025, 1, 1), date(2035, 12, 31))


@given(calls(), days_of_these_years)
def test_a_window_opens_when_the_meeting_of_the_week_before_is_posted(call, day):
    meeting, before = schedule(call, day), schedule(call, day - timedelta(days=7))
    assert meeting.starts == instant(day, call.time, call.timezone)
    assert meeting.opens == before.posts
    assert meeting.posts - meeting.starts == -call.post
    assert meeting.late_until - meeting.posts == call.late
    assert meeting.key == f"Harbour/{day}"


@given(calls(), days_of_these_years, st.integers(0, 40))
def test_the_next_dates_are_every_such_weekday_and_no_other(call, start, days):
    expected = [
        day for number in range(days) if (day := start + timedelta(number)).weekday() == call.weekday.number
    ]
    assert list(next_dates(call, start, days)) == expected


@given(calls(), days_of_these_years, st.timedeltas(timedelta(-30), timedelta(30)))
def test_minutes_can_change_until_they_are_posted_and_in_the_late_window_after_that(call, day, off):
    meeting = schedule(call, day)
    now, in_time = meeting.late_until + off, off < timedelta(0)
    states = {state: replace(meeting, state=state) for state in State}
    assert {state: each.is_open(now) for state, each in states.items()} == {
        State.SCHEDULED: True,
        State.POSTED: in_time,
        State.CLOSED: False,
        State.SKIPPED: False,
    }
    assert {state for state, each in states.items() if each.is_unfinished} == {State.SCHEDULED, State.POSTED}
