"""Sums of trials are kept with the project: whoever goes on elsewhere counts each trial once."""

from hypothesis import given
from hypothesis import strategies as st

from tests.faults import sums
from tests.faults.records import Records
from tests.faults.sums import Sum
from tests.faults.trial import Done, Fault, Outcome, Trial


async def _nothing(_: Trial) -> Outcome:
    return Outcome()


ROW = Fault("kills", "kill -9", _nothing, ("sqlite",), (3000, "kills"))


def _done(seed: int, *violations: str) -> Done:
    return Done(Trial("kills", "sqlite", seed), Outcome({"kills": 2}, violations), 1.0, "2026-11-29", "abc")


@given(st.lists(st.integers(1, 40)), st.lists(st.integers(1, 40)))
def test_each_trial_counts_once_however_often_and_in_whatever_order_it_is_added(before, after):
    kept = sums.added((), map(_done, before))
    (tried,) = sums.added(kept, map(_done, after)) or (Sum("kills", "sqlite"),)

    seeds = {*before, *after}
    assert (tried.trials, tried.counts.get("kills", 0)) == (len(seeds), 2 * len(seeds))
    assert {seed for seed in range(50) if tried.has(seed)} == seeds


def test_a_sum_is_read_as_it_was_written(tmp_path):
    kept = sums.added((), (_done(3), _done(1, "I1 minutes stand 2 times", "I4 w1x is not in the minutes")))
    sums.write(tmp_path / "kept", kept)

    assert sums.read(tmp_path / "kept") == kept
    assert kept[0].seeds == ((1, 1), (3, 3))
    assert (kept[0].trials, kept[0].failed, kept[0].violations) == (2, 1, 2)
    again = "week --only kills --database sqlite --seed 1"
    assert kept[0].examples == (
        f"{again}: I1 minutes stand 2 times",
        f"{again}: I4 w1x is not in the minutes",
    )


def test_who_goes_on_elsewhere_begins_behind_what_is_kept(tmp_path):
    sums.write(tmp_path / "kept", sums.added((), map(_done, range(1000, 1007))))
    records = Records(tmp_path / "elsewhere", tmp_path / "kept")

    assert records.next_seed(ROW, "sqlite") == 1007
    assert records.has(Trial("kills", "sqlite", 1003))
    records.add(_done(1007))
    assert records.sum_of("kills", "sqlite").counts == {"kills": 16}


def test_the_trials_without_a_protection_are_a_sum_of_their_own():
    weakened = Done(
        Trial("kills", "sqlite", 1, "lease"), Outcome({}, ("I1 twice",)), 1.0, "2026-11-29", "abc"
    )

    assert {(each.without, each.trials) for each in sums.added((), (_done(1), weakened))} == {
        ("", 1),
        ("lease", 1),
    }
