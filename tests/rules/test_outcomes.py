"""What becomes of a delivery after a try, as a whole value."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.delivery import Delivery, Kind, Posted, Priority, Status
from bot.model.errors import NotNow, Rejected
from bot.model.message import Notice
from bot.rules.outcomes import failed, is_over, missed, of_another_release, postponed, refused, sent

NOW = datetime(2027, 1, 12, 12, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
THERE = Posted("D1", "1.0")
ANSWER = Delivery("A/2027-01-12/notice/x", "U1", Notice("Hello"), due=NOW - DAY, kind=Kind.NOTICE)
MINUTES = replace(ANSWER, priority=Priority.MINUTES)
FOR_NOW, TOO_LONG = "refused for now: is_archived", "its moment had passed while it was refused: is_archived"
MENDABLE = Rejected("is_archived", final=False)


@pytest.mark.parametrize(
    ("delivery", "over"),
    [
        (ANSWER, False),
        (replace(ANSWER, not_after=NOW + SECOND), False),
        (replace(ANSWER, not_after=NOW), True),
        (replace(ANSWER, not_after=NOW, posted=THERE), False),
    ],
)
def test_what_was_not_posted_is_over_from_its_last_moment_on(delivery, over):
    assert is_over(delivery, NOW) is over


def test_what_is_sent_stands_there_as_it_is_wanted_since_it_first_did():
    tried = replace(ANSWER, posted=THERE, wanted=3, confirmed=1, failures=2, reason="busy", attempts=5)
    once = replace(tried, status=Status.SENT, reason="", failures=0, confirmed=3, sent_at=NOW)
    assert sent(tried, NOW) == once
    assert sent(replace(once, wanted=4), NOW + DAY) == replace(once, wanted=4, confirmed=4)


def test_what_was_missed_says_what_was_in_the_way():
    assert missed(replace(ANSWER, reason=FOR_NOW)) == replace(ANSWER, status=Status.SKIPPED, reason=TOO_LONG)
    for before in ("", "busy"):
        late = replace(ANSWER, status=Status.SKIPPED, reason="its moment had passed before it could be sent")
        assert missed(replace(ANSWER, reason=before)) == late


def test_a_pause_is_taken_as_it_was_asked_for_and_is_no_failure():
    claimed = replace(ANSWER, status=Status.PENDING, failures=2, doubtful=True)
    due = NOW + 37 * SECOND
    assert postponed(claimed, NotNow(37, "rate limited"), NOW) == replace(
        claimed, due=due, reason="rate limited"
    )


@pytest.mark.parametrize(
    ("failures", "pause"), [(0, 15), (1, 30), (4, 240), (7, 1920), (8, 3600), (99, 3600)]
)
def test_what_failed_is_looked_up_after_a_pause_that_doubles_up_to_an_hour(failures, pause):
    before = replace(ANSWER, failures=failures)
    assert failed(before, "KeyError at a.py:1", NOW) == replace(
        before,
        due=NOW + pause * SECOND,
        reason="KeyError at a.py:1",
        failures=failures + 1,
        doubtful=True,
    )


@pytest.mark.parametrize("doubtful", [False, True])
@pytest.mark.parametrize(("failures", "pause"), [(0, 15), (1, 30), (4, 240), (5, 300), (99, 300)])
def test_what_another_release_wrote_is_looked_at_again_every_five_minutes(failures, pause, doubtful):
    before = replace(ANSWER, failures=failures, doubtful=doubtful)
    assert of_another_release(before, "poll", NOW) == replace(
        before,
        due=NOW + pause * SECOND,
        reason="another release of the bot wrote it, and this one cannot read it: poll",
        failures=failures + 1,
    )


def test_what_would_be_refused_again_is_given_up_unless_it_is_minutes():
    final = Rejected("user_disabled")
    assert refused(ANSWER, final, NOW) == replace(ANSWER, status=Status.DEAD, reason="user_disabled")
    later = replace(MINUTES, due=NOW + 15 * SECOND, failures=1)
    assert refused(MINUTES, final, NOW) == replace(later, reason="user_disabled")
    assert refused(MINUTES, MENDABLE, NOW) == replace(later, reason="is_archived")


@pytest.mark.parametrize("doubtful", [False, True])
@pytest.mark.parametrize(
    ("delivery", "failures", "pause", "reason"),
    [
        (MINUTES, 1, 30, "is_archived"),
        (MINUTES, 4, 240, "is_archived"),
        (MINUTES, 5, 300, "is_archived"),
        (replace(MINUTES, not_after=NOW + SECOND, first_try_at=NOW - 30 * DAY), 9, 300, "is_archived"),
        (ANSWER, 0, 15, FOR_NOW),
        (ANSWER, 4, 240, FOR_NOW),
        (ANSWER, 5, 480, FOR_NOW),
        (ANSWER, 6, 600, FOR_NOW),
        (ANSWER, 99, 600, FOR_NOW),
    ],
)
def test_what_somebody_can_mend_is_tried_on_at_growing_intervals(delivery, failures, pause, reason, doubtful):
    before = replace(delivery, failures=failures, doubtful=doubtful)
    assert refused(before, MENDABLE, NOW) == replace(
        before, due=NOW + pause * SECOND, reason=reason, failures=failures + 1
    )


@pytest.mark.parametrize("wait", [5 * SECOND, 14 * SECOND, 15 * SECOND])
def test_what_has_a_last_moment_is_tried_then_at_the_latest(wait):
    before = replace(ANSWER, not_after=NOW + wait, first_try_at=NOW - 30 * DAY)
    assert refused(before, MENDABLE, NOW) == replace(before, due=NOW + wait, reason=FOR_NOW, failures=1)
    longer = replace(before, not_after=NOW + DAY)
    assert refused(longer, MENDABLE, NOW).due == NOW + 15 * SECOND


@pytest.mark.parametrize("end", [None, NOW, NOW - 3 * DAY])
def test_what_has_none_any_more_is_given_up_a_week_after_its_first_try(end):
    before = replace(ANSWER, not_after=end, first_try_at=NOW - 7 * DAY)
    assert refused(before, MENDABLE, NOW) == replace(before, status=Status.DEAD, reason=TOO_LONG)
    for first in (None, NOW - 7 * DAY + SECOND):
        younger = replace(before, first_try_at=first)
        assert refused(younger, MENDABLE, NOW) == replace(
            younger, due=NOW + 15 * SECOND, reason=FOR_NOW, failures=1
        )
