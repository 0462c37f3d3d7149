"""Weeks of the simulation: the same at every run, unbroken as the bot is, and broken without a protection."""

import pytest

from tests.faults.simulation import simulate
from tests.faults.simulation.protections import COMMIT_FIRST, LOOK_UP
from tests.faults.trial import Trial


def _trial(seed: int, without: str = "") -> Trial:
    return Trial("simulation", "sqlite", seed, without)


def test_a_seed_gives_the_same_weeks_again_and_nothing_is_broken_in_them():
    first, again = simulate(_trial(2)), simulate(_trial(2))

    assert first == again
    assert first.violations == ()
    assert first.counts["meetings"] > 0
    assert first.counts["crashes"] > 0


@pytest.mark.parametrize(("protection", "first", "invariant"), [(LOOK_UP, 2, "I1"), (COMMIT_FIRST, 4, "I3")])
def test_without_a_protection_something_is_broken_within_a_few_weeks(protection, first, invariant):
    """Which weeks a seed plays changes with each request more or less, so that no single one is meant."""
    weeks = (simulate(_trial(seed, protection)) for seed in range(first, first + 8))

    assert any(each.startswith(f"{invariant} ") for week in weeks for each in week.violations)
