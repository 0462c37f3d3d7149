"""When owners of action items are nudged."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Call, Weekday
from bot.model.meeting import schedule
from bot.model.message import ActionEvent
from bot.model.minutes import ActionItem
from bot.rules.action_reminders import (
    EVENING,
    MORNING,
    Nudge,
    Task,
    concerns,
    keys_of,
    nudge_key,
    nudging,
    owner_key,
)

ZONE = "America/New_York"
CALL = Call(
    name="Production",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone=ZONE,
    areas=(Area("Grid", ()),),
)
MEETING = schedule(CALL, date(2027, 1, 12))
OPENED, DUE = date(2027, 1, 4), date(2027, 1, 8)  # Monday and Friday
ACTION = ActionItem(12, "Order the switch", "Kim", opened=OPENED, due=DUE, person="U0KIM")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def steps(
    now: datetime, action: ActionItem = ACTION, *told: ActionEvent, away: bool = False
) -> list[ActionEvent]:
    task = Task(action, frozenset(told), away)
    return [step.told for step in nudging((task,), MEETING, ZONE, now)]


def test_the_owner_is_told_at_nine_on_the_day_before_it_is_due():
    assert steps(at(date(2027, 1, 7), 8, 59)) == []
    assert steps(at(date(2027, 1, 7), 9)) == [ActionEvent.DUE]
    assert steps(at(date(2027, 1, 7), 9), ACTION, ActionEvent.DUE) == []


def test_what_was_missed_is_told_once_until_the_day_is_over():
    assert steps(at(DUE, 18)) == [ActionEvent.DUE]
    (nudge,) = nudging((Task(ACTION),), MEETING, ZONE, at(DUE, 18))
    assert nudge == Nudge(ACTION, ActionEvent.DUE, not_after=at(date(2027, 1, 9), 0))
    assert steps(at(date(2027, 1, 9), 9)) == []


def test_what_is_overdue_is_told_on_the_day_before_the_meeting():
    assert steps(at(date(2027, 1, 10), 12)) == []
    assert steps(at(date(2027, 1, 11), 9)) == [ActionEvent.OVERDUE]
    assert steps(at(date(2027, 1, 12), 10), ACTION, ActionEvent.DUE) == [ActionEvent.OVERDUE]
    assert steps(at(date(2027, 1, 12), 10), ACTION, ActionEvent.DUE, ActionEvent.OVERDUE) == []
    assert steps(at(date(2027, 1, 12), 16)) == []  # the minutes say it now


def test_what_was_due_the_day_before_the_meeting_is_overdue_in_the_morning():
    action = replace(ACTION, due=date(2027, 1, 11))
    assert steps(at(date(2027, 1, 11), 9), action) == [ActionEvent.DUE]
    assert steps(at(date(2027, 1, 12), 9), action, ActionEvent.DUE) == [ActionEvent.OVERDUE]


@pytest.mark.parametrize(
    "action",
    [
        replace(ACTION, done=True, closed=OPENED),
        replace(ACTION, done=True),
        replace(ACTION, due=None),
        replace(ACTION, person=""),
        replace(ACTION, opened=date(2027, 1, 7)),
    ],
)
def test_nobody_is_told_of_what_is_done_has_no_date_or_owner_or_is_of_today(action):
    assert steps(at(date(2027, 1, 7), 12), action) == []


def test_who_is_away_is_told_on_their_return():
    assert steps(at(date(2027, 1, 7), 12), away=True) == []
    assert steps(at(DUE, 9)) == [ActionEvent.DUE]


def test_another_date_and_another_owner_are_another_nudge():
    keys = {
        nudge_key("Production", action, told)
        for told in (ActionEvent.DUE, ActionEvent.OVERDUE)
        for action in (ACTION, replace(ACTION, due=date(2027, 1, 9)), replace(ACTION, person="U0LEE"))
    }
    assert len(keys) == 6
    assert (
        nudge_key("Production", ACTION, ActionEvent.DUE) == "Production/2027-01-08/notice/action-12-U0KIM-due"
    )
    assert owner_key("Production", ACTION) == "Production/2027-01-04/notice/action-12-U0KIM"
    assert len(set(keys_of("Production", ACTION))) == 3


MOMENTS = st.datetimes(datetime(2026, 12, 20), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001
ITEMS = st.builds(
    replace,
    st.just(ACTION),
    opened=st.none() | st.dates(date(2026, 12, 20), date(2027, 1, 20)),
    due=st.none() | st.dates(date(2026, 12, 20), date(2027, 1, 20)),
    done=st.booleans(),
    person=st.sampled_from(["", "U0KIM"]),
)


@given(ITEMS, MOMENTS, st.booleans(), st.sets(st.sampled_from(ActionEvent)))
def test_never_at_night_never_twice_and_never_without_need(action, now, away, told):
    found = steps(now, action, *told, away=away)
    local = now.astimezone(ZoneInfo(ZONE))
    assert not told & set(found)
    assert len(found) <= 1
    if found:
        assert MORNING <= local.time() < EVENING
        assert action.due is not None
        assert not action.done
        assert action.person
        assert not away
        assert concerns(action, local.date())
        assert (found == [ActionEvent.OVERDUE]) == (action.due < local.date())


@given(ITEMS, st.lists(MOMENTS, max_size=30))
def test_over_any_number_of_turns_each_is_told_at_most_once(action, moments):
    told: list[ActionEvent] = []
    for now in sorted(moments):
        told += steps(now, action, *told)
    assert len(told) == len(set(told))


@given(ITEMS, MOMENTS)
def test_what_is_told_is_still_so_when_it_is_said_in_time(action, now):
    for step in nudging((Task(action),), MEETING, ZONE, now):
        assert now < step.not_after <= now + timedelta(days=2, hours=16)
