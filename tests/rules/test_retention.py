"""What was written long ago is forgotten, a portion at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.meeting import schedule
from bot.rules.retention import PORTION, Forget, forgetting, forgotten_before
from tests.handlers.stage import CALL

NOW = datetime(2027, 1, 11, 22, tzinfo=UTC)
COMING = schedule(CALL, date(2027, 1, 12))
KEEPING = replace(CALL, retention=timedelta(days=365))


def test_without_a_retention_everything_is_kept():
    assert forgotten_before(CALL, COMING, NOW) is None
    assert list(forgetting(date(2001, 1, 1), None)) == []


def test_what_is_older_than_the_retention_is_forgotten():
    assert forgotten_before(KEEPING, COMING, NOW) == date(2026, 1, 11)


def test_what_an_open_meeting_is_read_from_is_kept_however_old_it_is():
    moved = schedule(CALL, date(2025, 12, 30))
    assert forgotten_before(KEEPING, moved, NOW) == date(2025, 12, 30)


def test_nothing_is_forgotten_while_nothing_is_old_enough():
    end = date(2026, 1, 11)
    assert list(forgetting(None, end)) == []
    assert list(forgetting(end, end)) == []


@given(st.dates(date(2020, 1, 1), date(2026, 1, 10)))
def test_portion_by_portion_all_of_it_goes_and_nothing_else(oldest):
    end, steps = date(2026, 1, 11), 0
    while oldest < end:
        (step,) = forgetting(oldest, end)
        assert isinstance(step, Forget)
        assert oldest < step.before <= min(end, oldest + PORTION)
        oldest, steps = step.before, steps + 1
    assert steps <= (end - date(2020, 1, 1)) / PORTION + 1
