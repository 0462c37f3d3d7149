"""What was tried is written down once, by whoever tried it, and a seed is played by one of them."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.records import FIRST_SEED, Records
from tests.faults.trial import Done, Fault, Outcome, Trial

EACH = 20


async def _nothing(_: Trial) -> Outcome:
    return Outcome()


ROW = Fault("kills", "kill -9", _nothing, ("sqlite",), (3000, "kills"))


def _done(seed: int) -> Done:
    return Done(Trial("kills", "sqlite", seed), Outcome({"kills": 2}), 1.0, "2026-11-29", "abc")


def _play(folder: Path) -> None:
    records = Records(folder, folder / "kept")
    for _ in range(EACH):
        records.add(_done(records.next_seed(ROW, "sqlite")))


def test_several_play_each_seed_once_and_write_every_trial_down(tmp_path):
    """Each opens the files by itself, so that a lock parts them as it parts processes."""
    with ThreadPoolExecutor(3) as players:
        list(players.map(_play, [tmp_path] * 3))

    seeds = [done.trial.seed for done in Records(tmp_path, tmp_path / "kept").of("kills", "sqlite")]
    assert sorted(seeds) == list(range(FIRST_SEED, FIRST_SEED + 3 * EACH))


def test_a_trial_that_was_half_written_when_somebody_was_killed_spoils_no_other(tmp_path):
    records = Records(tmp_path, tmp_path / "kept")
    records.add(_done(1000))
    with (tmp_path / "trials.jsonl").open("a") as file:
        file.write('{"trial": {"fau')
    assert [done.trial.seed for done in records.all()] == [1000]

    records.add(_done(1001))
    assert [done.trial.seed for done in records.all()] == [1000, 1001]
    assert [done.trial.seed for done in Records(tmp_path, tmp_path / "kept").all()] == [1000, 1001]


def test_a_seed_that_was_given_away_is_not_given_again_though_its_trial_was_broken_off(tmp_path):
    given = {Records(tmp_path, tmp_path / "kept").next_seed(ROW, "sqlite") for _ in range(3)}

    assert len(given) == 3
    assert json.loads((tmp_path / "seeds.json").read_text())["kills sqlite"] == FIRST_SEED + 3
