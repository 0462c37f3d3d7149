"""Trials are played as long as there is time; those that are left are named, and no others are taken."""

from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import pytest

from tests.faults.playing import Playing
from tests.faults.trial import Done, Fault, Outcome, Trial

TRIALS = [Trial("kills", "sqlite", seed) for seed in (1, 2, 3)]


async def calm(_: Trial) -> Outcome:
    return Outcome({"weeks": 1})


KILLS = Fault("kills", "nothing is done", calm, ("sqlite",), (3, "weeks"))


async def test_a_campaign_whose_time_is_over_takes_no_seed_any_more():
    left = iter(TRIALS)

    await Playing({"kills": KILLS}, seconds=0.0).play(left, lambda _: None, jobs=2)

    assert list(left) == TRIALS


async def test_each_trial_that_is_played_is_told():
    told = list[Done]()

    await Playing({"kills": KILLS}, seconds=float("inf")).play(iter(TRIALS), told.append, jobs=2)

    assert sorted(done.trial.seed for done in told) == [1, 2, 3]


async def test_what_there_was_no_time_for_is_named(capsys):
    playing, left = Playing({"kills": KILLS}, seconds=0.0), iter(TRIALS)
    await playing.play(left, lambda _: None, jobs=1)

    playing.sum_up(left)

    said = capsys.readouterr().out
    assert [trial.said in said for trial in TRIALS] == [True, True, True]


async def test_a_campaign_ends_when_nothing_can_be_played_any_more():
    async def killed(_: Trial) -> Outcome:
        raise BrokenProcessPool

    told, left = list[Done](), iter(TRIALS)
    worlds = replace(KILLS, run=killed)

    with pytest.raises(BrokenProcessPool):
        await Playing({"kills": worlds}, seconds=float("inf")).play(left, told.append, jobs=1)

    assert told == []
    assert list(left) == TRIALS[1:]
