"""The fault campaign: `python -m tests.faults short`, `week`, `campaign`, `sensitivity`, `report`."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from itertools import count, product
from subprocess import run
from time import monotonic

from tests.faults import report
from tests.faults.catalogue import CAMPAIGN, Staged, faults
from tests.faults.lives import Nursery
from tests.faults.protections import PROTECTIONS
from tests.faults.stage import stage
from tests.faults.trial import Done, Fault, Outcome, Trial, total
from tests.paths import ROOT
from tests.postgres import running_server

ALOUD = ("short", "week")  # nothing is written down of these
STATE = CAMPAIGN / "trials.jsonl"
WEEKS_WITHOUT = 2  # for each protection that is taken away, and as many with it
FIRST_SEED = 1000  # of the long campaign; the short one begins with 1


def main() -> int:
    """Run what is asked for; returns 1 when something is broken.

    A short trial that fails is played again, and counts by that: processes run in real time, and a machine on
    which many things go on may let a trial fail that does not fail twice. Both are told.
    """
    asked = _asked()
    return asyncio.run(_run(asked))


async def _run(asked: argparse.Namespace) -> int:
    async with _stages() as (staged, databases):
        everything = faults(staged)
        table = [fault for fault in everything if asked.only in {"", fault.name}]
        trials = iter(_trials(table, asked, databases))
        broken, tried = 0, list[Done]()
        lock = asyncio.Lock()
        ends = monotonic() + asked.seconds

        async def work() -> None:
            nonlocal broken
            by_name = {fault.name: fault for fault in table}
            while monotonic() < ends:
                trial = next(trials, None)
                if trial is None:
                    return
                done = await _tried(by_name[trial.fault], trial)
                if done.outcome.violations and asked.what == "short":
                    _tell(done)
                    done = await _tried(by_name[trial.fault], trial)
                async with lock:
                    _tell(done)
                    broken += bool(done.outcome.violations)
                    tried.append(done)
                    if asked.what not in ALOUD:
                        _remember(done)

        if asked.what != "report":
            await asyncio.gather(*(work() for _ in range(asked.jobs)))
        if asked.what in ALOUD:
            _sum_up(tried, [trial.said for trial in trials])
        else:
            print(f"written: {report.write(everything, remembered())}")
    return int(bool(broken)) if asked.what != "sensitivity" else 0


async def _tried(fault: Fault, trial: Trial) -> Done:
    began = monotonic()
    try:
        outcome = await fault.run(trial)
    except Exception as failure:  # noqa: BLE001 - a trial that cannot be played to its end is a finding, too
        outcome = Outcome({}, (f"the trial ended: {type(failure).__name__} {failure}",))
    return Done(trial, outcome, round(monotonic() - began, 1), date.today().isoformat(), _commit())  # noqa: DTZ011, TID251


def _trials(table: Sequence[Fault], asked: argparse.Namespace, databases: Sequence[str]) -> Iterator[Trial]:
    """What is to be run: some seeds of each row, or as many as are wanted and not done yet."""
    rows = [(fault, name) for fault in table for name in fault.databases if name in databases]
    rows = [(fault, name) for fault, name in rows if asked.database in {"", name}]
    brief = asked.what == "short"
    if asked.seed:
        yield from (Trial(fault.name, name, asked.seed, asked.without, brief) for fault, name in rows)
        return
    if asked.what in ALOUD:
        for fault, name in rows:
            first = range(1, (asked.trials or fault.short) + 1)
            yield from (Trial(fault.name, name, seed, asked.without, brief) for seed in first)
        return
    if asked.what == "sensitivity":
        yield from _weakened(table, asked, databases)
        return
    seeds = {(fault.name, name): count(FIRST_SEED + _tried_already(fault, name)) for fault, name in rows}
    while rows:
        for fault, name in tuple(rows):
            wanted, what = fault.wanted
            if total(_remembered(fault, name))[what] >= wanted:
                rows.remove((fault, name))
            else:
                yield Trial(fault.name, name, next(seeds[fault.name, name]))


def _weakened(table: Sequence[Fault], asked: argparse.Namespace, databases: Sequence[str]) -> Iterator[Trial]:
    names = {fault.name for fault in table}
    for each in PROTECTIONS:
        if each.fault in names and each.database in databases and asked.without in {"", each.name}:
            seeds = range(1, (asked.trials or WEEKS_WITHOUT) + 1)
            for seed, without in product(seeds, ("", each.name)):
                trial = Trial(each.fault, each.database, seed, without)
                if all(trial != done.trial for done in remembered()):
                    yield trial


def _tried_already(fault: Fault, database: str) -> int:
    return len(_remembered(fault, database))


def _remembered(fault: Fault, database: str) -> list[Done]:
    return [
        each
        for each in remembered()
        if (each.trial.fault, each.trial.database, each.trial.without) == (fault.name, database, "")
    ]


def remembered() -> list[Done]:
    """Every trial of the campaign so far."""
    if not STATE.exists():
        return []
    return [Done.read(line) for line in STATE.read_text(encoding="utf-8").splitlines()]


def _remember(done: Done) -> None:
    STATE.parent.mkdir(exist_ok=True)
    with STATE.open("a", encoding="utf-8") as file:
        file.write(done.written() + "\n")


def _tell(done: Done) -> None:
    counts = ", ".join(f"{value} {name}" for name, value in list(done.outcome.counts.items())[:4])
    print(f"{done.trial.said}  {done.seconds:.0f} s  {counts}", flush=True)
    for violation in done.outcome.violations:
        print(f"    {violation}", flush=True)
    if done.outcome.violations:
        print(f"    again: python -m tests.faults {done.trial.said}", flush=True)


def _sum_up(tried: Sequence[Done], left: Sequence[str]) -> None:
    counts = ", ".join(f"{many} {name}" for name, many in total(tried).items() if "pass " not in name)
    broken = sum(len(done.outcome.violations) for done in tried)
    print(f"{len(tried)} trials: {counts}; {broken} violations")
    for said in left:
        print(f"not begun, as time was over: {said}")


@asynccontextmanager
async def _stages() -> AsyncIterator[tuple[Staged, tuple[str, ...]]]:
    """What sets stages up, and for which databases."""
    nursery = Nursery()
    await nursery.open()
    try:
        with running_server() as server:

            @asynccontextmanager
            async def staged(trial: Trial):
                async with stage(nursery, trial, server) as here:
                    yield here

            yield staged, ("sqlite", "postgresql") if server else ("sqlite",)
    finally:
        await nursery.close()


def _commit() -> str:
    said = run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("what", choices=("short", "week", "campaign", "sensitivity", "report"))
    parser.add_argument("--only", default="", help="one row of the table")
    parser.add_argument("--database", default="", choices=("", "sqlite", "postgresql"))
    parser.add_argument("--seed", type=int, default=0, help="this trial alone")
    parser.add_argument("--trials", type=int, default=0, help="so many of each row")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no trial after so long")
    parser.add_argument("--without", default="", help="a protection that is taken away")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
