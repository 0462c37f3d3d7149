"""Nobody is asked or reminded in their quiet hours: it comes before these, or after, or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Call, Labels, Lead, Weekday
from bot.model.delivery import Delivery, Kind, Status, key
from bot.model.meeting import schedule
from bot.model.message import AskLead, LastTime, Occasion
from bot.model.quiet import Quiet, QuietHours
from bot.model.reason import Reason
from bot.rules.asking_facts import asking, resting
from bot.rules.asking_times import asking_times
from bot.rules.meeting_state import Week
from bot.rules.plan import next_moment, plan
from bot.rules.steps import Ask, Omit, Remind
from tests.model.test_meeting import SOME_ZONES

YUKI = Lead("Yuki", "UYUKI")
NIGHT = Quiet(time(20), time(8))
CALL = Call(
    "Production",
    "C1",
    Weekday.TUESDAY,
    time(16),
    "America/New_York",
    (Area("Grid", (YUKI,)),),
    quiet=NIGHT,
)
MEETING = schedule(CALL, date(2027, 1, 12))  # at six in the morning in Tokyo, on the 13th
TOKYO = QuietHours(NIGHT, "Asia/Tokyo")
HOUR = timedelta(hours=1)


def in_tokyo(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)


def week(call: Call = CALL, hours: QuietHours = TOKYO, deliveries: tuple[Delivery, ...] = ()) -> Week:
    there = schedule(call, date(2027, 1, 12))
    return Week(call, there, deliveries=deliveries, quiet={YUKI.person: hours})


def asked(at: datetime) -> tuple[Delivery, ...]:
    identity = key(MEETING.key, Kind.ASK, YUKI.person)
    about = Occasion(CALL.name, MEETING.date, MEETING.starts, CALL.timezone)
    message = AskLead(about, (LastTime("Grid", Labels()),))
    return (Delivery(identity, YUKI.person, message, due=at, kind=Kind.ASK, status=Status.SENT),)


def test_a_lead_in_tokyo_is_not_reminded_at_half_past_five():
    times = asking_times(CALL, MEETING, TOKYO)
    assert times.usual_reminders[1] == in_tokyo(13, 5, 30)
    assert times.ask == in_tokyo(11, 19, 55)
    assert times.reminders == (in_tokyo(12, 19, 55), in_tokyo(12, 19, 55))


def test_who_is_awake_is_asked_and_reminded_as_ever():
    times = asking_times(CALL, MEETING, QuietHours(NIGHT, "America/New_York"))
    assert not times.moved
    assert times == asking_times(CALL, MEETING, None)


def test_of_two_reminders_that_come_at_the_same_moment_only_the_last_is_sent():
    now = in_tokyo(12, 19, 55)
    steps = list(plan(week(deliveries=asked(in_tokyo(11, 19, 55))), now))
    assert [step.kind for step in steps if isinstance(step, Remind)] == [Kind.REMIND_2]
    assert [step.reason for step in steps if isinstance(step, Omit)] == [Reason.QUIET_HOURS]
    (reminder,) = (step for step in steps if isinstance(step, Remind))
    assert (reminder.last, reminder.not_after) == (True, in_tokyo(12, 20))


def test_who_could_not_be_asked_before_the_night_is_asked_after_it():
    night = in_tokyo(11, 23)
    assert list(plan(week(), night)) == []
    assert next_moment(week(), night) == in_tokyo(12, 8)
    assert list(plan(week(), in_tokyo(12, 8))) == [Ask(YUKI)]


def test_what_leaves_no_time_before_the_call_is_left_out_with_its_reason():
    short = replace(CALL, ask=5 * HOUR, remind=(HOUR,), late=timedelta(days=6, hours=15))
    times = asking_times(short, MEETING, TOKYO)
    assert (times.ask, times.reminders) == (None, (None,))
    found = list(plan(week(short), in_tokyo(13, 5, 10)))
    assert found[0] == Omit(YUKI, Kind.ASK, Reason.QUIET_HOURS)
    assert isinstance(found[1], Omit)


def test_a_question_never_comes_within_the_late_window_of_the_meeting_before():
    twice = replace(CALL, ask=timedelta(days=6), late=timedelta(hours=20))
    assert asking_times(twice, MEETING, TOKYO).ask == in_tokyo(7, 8)


def test_why_says_that_quiet_hours_are_the_reason():
    (told,) = resting(week(), YUKI)
    assert told.said == (
        "Yuki has quiet hours from 20:00 to 08:00 in their time zone, Asia/Tokyo, so I ask and remind them "
        "before or after these"
    )
    assert list(resting(week(hours=QuietHours(NIGHT, "America/New_York")), YUKI)) == []
    (coming,) = asking(week(), YUKI, in_tokyo(11, 12))
    assert coming.at == in_tokyo(11, 19, 55)


@pytest.mark.parametrize(
    ("quiet", "at", "span"),
    [
        (NIGHT, (12, 23), ((12, 20), (13, 8))),
        (NIGHT, (12, 7), ((11, 20), (12, 8))),
        (NIGHT, (12, 8), None),
        (Quiet(time(12), time(13)), (12, 12), ((12, 12), (12, 13))),
        (Quiet(time(12), time(13)), (12, 13), None),
    ],
)
def test_quiet_hours_end_where_they_say(quiet, at, span):
    found = QuietHours(quiet, "Asia/Tokyo").around(in_tokyo(*at))
    assert found == (span and (in_tokyo(*span[0]), in_tokyo(*span[1])))


TIMES = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
QUIETS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Quiet(*pair))


@given(QUIETS, st.sampled_from(SOME_ZONES), st.integers(4, 144), st.dates(date(2025, 1, 1), date(2034, 1, 1)))
def test_whatever_the_hours_and_the_zone_nothing_comes_in_them_or_after_the_call(quiet, zone, ask, day):
    hours = QuietHours(quiet, zone)
    call = replace(CALL, ask=ask * HOUR + timedelta(minutes=45), late=timedelta(0))
    meeting = schedule(call, day)
    times = asking_times(call, meeting, hours)
    moments = [moment for moment in (times.ask, *times.reminders) if moment]
    assert all(hours.around(moment) is None for moment in moments)
    assert all(meeting.opens <= moment < meeting.posts for moment in moments)
    reminders = [moment for moment in times.reminders if moment]
    assert reminders == sorted(reminders)
    if times.ask:
        assert all(times.ask < moment for moment in reminders)


@given(QUIETS, st.sampled_from(SOME_ZONES), st.integers(0, 7 * 24 * 4), st.integers(1, 500))
def test_time_brings_nothing_about_before_the_next_moment_and_nothing_in_quiet_hours(
    quiet, zone, quarters, minutes
):
    hours = QuietHours(quiet, zone)
    found = week(hours=hours)
    now = MEETING.posts - timedelta(days=7) + quarters * timedelta(minutes=15)
    if now >= MEETING.posts:
        return
    there = list(plan(found, now))
    if hours.around(now):
        assert not [step for step in there if isinstance(step, Ask | Remind)]
    coming = next_moment(found, now)
    if not there and coming:
        later = min(now + timedelta(minutes=minutes), coming - timedelta(seconds=1))
        assert list(plan(found, later)) == []
