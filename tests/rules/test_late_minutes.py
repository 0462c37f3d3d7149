"""Which minutes are late anyway, and until when they wait for what was written meanwhile."""

from dataclasses import replace
from datetime import timedelta

from bot.model.meeting import Waiting
from bot.rules.late_minutes import (
    CALL_IS_OVER,
    LONGEST_WAIT,
    MOST_WAITS,
    PUNCTUAL,
    UNATTENDED,
    are_late_anyway,
    complete_until,
    wait_from,
)
from bot.waking import LONGEST_PAUSE
from tests.rules.test_plan import AT_CALL, MEETING

MINUTE = timedelta(minutes=1)
BACK = AT_CALL + timedelta(days=7)


def test_minutes_are_late_anyway_once_the_call_is_over_and_not_while_people_sit_in_it():
    assert not are_late_anyway(MEETING, AT_CALL)
    assert not are_late_anyway(MEETING, AT_CALL + CALL_IS_OVER - MINUTE)
    assert are_late_anyway(MEETING, AT_CALL + CALL_IS_OVER)


def test_minutes_that_nothing_could_amend_are_late_anyway_as_soon_as_they_have_to_say_so():
    closing = replace(MEETING, late_until=AT_CALL)
    assert not are_late_anyway(closing, AT_CALL + PUNCTUAL - MINUTE)
    assert are_late_anyway(closing, AT_CALL + PUNCTUAL)
    closing = replace(MEETING, late_until=AT_CALL + 20 * MINUTE)
    assert not are_late_anyway(closing, AT_CALL + 19 * MINUTE)
    assert are_late_anyway(closing, AT_CALL + 20 * MINUTE)


def test_what_can_still_amend_minutes_is_not_waited_for():
    assert complete_until(MEETING, MEETING.late_until - MINUTE) == MEETING.posts
    assert complete_until(MEETING, MEETING.late_until) == MEETING.late_until


def test_a_wait_is_an_hour_however_often_the_bot_starts_meanwhile():
    begun = wait_from(None, BACK)
    assert begun == Waiting(BACK + LONGEST_WAIT)
    for minutes in (1, 59, 60, 70):
        assert wait_from(begun, BACK + minutes * MINUTE) == begun


def test_a_wait_at_whose_end_the_bot_was_away_begins_anew_and_not_for_ever():
    assert UNATTENDED > LONGEST_PAUSE  # a bot that is at work sees the end before
    waits, now = wait_from(None, BACK), BACK
    for times in range(2, MOST_WAITS + 1):
        now = waits.until + UNATTENDED
        waits = wait_from(waits, now)
        assert waits == Waiting(now + LONGEST_WAIT, times)
    assert wait_from(waits, waits.until + UNATTENDED) == waits
    assert wait_from(waits, waits.until + timedelta(days=9)) == waits


def test_a_wait_that_a_wrong_clock_began_is_no_longer_than_any_other():
    begun = wait_from(None, BACK + timedelta(days=300))
    assert wait_from(begun, BACK) == Waiting(BACK + LONGEST_WAIT)
