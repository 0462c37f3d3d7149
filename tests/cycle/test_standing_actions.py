"""Which action items stand in the minutes of a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.cycle.queries import LONGEST_PAUSE, standing_actions
from bot.model.minutes import ActionItem, Minutes

LAST, DAY = date(2027, 1, 5), date(2027, 1, 12)
OPEN = ActionItem(1, "Order the switch", opened=date(2026, 12, 1))
DONE = replace(OPEN, done=True, closed=date(2027, 1, 7))
STARTS = datetime(2027, 1, 5, 21, tzinfo=UTC)


def before(*actions: ActionItem, day: date = LAST) -> Minutes:
    return Minutes("Production", day, STARTS, "UTC", (), (), (), actions=actions)


def test_what_is_open_stands_in_every_later_minutes():
    assert standing_actions((OPEN,), DAY, before()) == (OPEN,)
    assert standing_actions((OPEN,), DAY + timedelta(weeks=52), before()) == (OPEN,)
    assert standing_actions((replace(OPEN, opened=DAY),), DAY, before()) != ()


def test_what_was_opened_later_does_not_stand_in_earlier_minutes():
    assert standing_actions((replace(OPEN, opened=DAY + timedelta(days=1)),), DAY, before()) == ()


def test_what_is_done_stands_once_more_in_the_first_minutes_after_it():
    assert standing_actions((DONE,), DAY, before(OPEN)) == (DONE,)
    assert standing_actions((DONE,), DAY + timedelta(weeks=1), before(DONE, day=DAY)) == ()


def test_what_is_closed_after_the_minutes_of_the_same_day_stands_in_the_next():
    closed = replace(OPEN, done=True, closed=LAST)
    assert standing_actions((closed,), DAY, before(OPEN)) == (closed,)
    assert standing_actions((closed,), DAY, before(closed)) == ()


def test_what_was_open_at_a_past_day_stands_there_though_it_was_closed_later():
    closed = replace(OPEN, done=True, closed=DAY + timedelta(days=30))
    assert standing_actions((closed,), DAY, before()) == (closed,)


def test_a_skipped_meeting_hides_nothing_that_was_done():
    assert standing_actions((DONE,), DAY + timedelta(weeks=3), before(OPEN)) == (DONE,)


def test_in_the_first_minutes_of_a_call_stands_what_was_done_lately():
    assert standing_actions((DONE,), DAY) == (DONE,)
    old = replace(DONE, closed=DAY - LONGEST_PAUSE - timedelta(days=1))
    assert standing_actions((old,), DAY) == ()


def test_what_was_taken_back_stands_nowhere():
    gone = replace(OPEN, done=True)
    assert gone.taken_back
    assert standing_actions((gone,), DAY, before(OPEN)) == ()


@given(st.dates(date(2026, 12, 1), date(2027, 3, 1)), st.integers(0, 6))
def test_over_the_weeks_an_item_stands_open_until_it_is_done_and_then_once(closed, lag):
    """`lag`: so many of the week's days pass before the minutes of a meeting are frozen."""
    action, last, seen = replace(OPEN, done=True, closed=closed), before(day=date(2026, 11, 24)), []
    for week in range(20):
        day = date(2026, 12, 1) + timedelta(weeks=week)
        known = action if closed <= day + timedelta(days=lag) else OPEN
        last = before(*standing_actions((known,), day, last), day=day)
        seen.append([each.done for each in last.actions])
    done = seen.index([True])
    assert seen == [[False]] * done + [[True]] + [[]] * (19 - done)
