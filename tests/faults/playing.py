"""Trials played beside each other, within a time, and told."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from datetime import date
from subprocess import run
from time import monotonic

from tests.faults.trial import Done, Fault, Outcome, Trial, total
from tests.paths import ROOT

BEGINS_WITHIN = 0.75  # of the time; what is begun later would hardly come to its end


class Playing:
    """Plays trials until none is left or the time is over.

    A short trial that fails is played again, and counts by that: processes run in real time, and a machine on
    which many things go on may let a trial fail that does not fail twice. Both are told. What is not at its
    end when the time is over is broken off and named; where it had failed once before, that counts.
    """

    def __init__(self, by_name: Mapping[str, Fault], seconds: float) -> None:
        self._by_name = by_name
        self._begins_until = monotonic() + BEGINS_WITHIN * seconds
        self._ends = monotonic() + seconds
        self._commit = _commit()  # of what is played, whatever is committed meanwhile
        self._tried: list[Done] = []
        self._broken_off: list[str] = []
        self.broken = 0

    async def play(self, trials: Iterator[Trial], told: Callable[[Done], None], jobs: int) -> None:
        """Play trials, so many beside each other; `told` hears of each that came to its end."""
        await asyncio.gather(*(self._work(trials, told) for _ in range(jobs)))

    async def _work(self, trials: Iterator[Trial], told: Callable[[Done], None]) -> None:
        while monotonic() < self._begins_until:
            trial = next(trials, None)
            if trial is None:
                return
            done = await self._tried_within(trial)
            if done and done.outcome.violations and trial.brief:
                _tell(done)
                done = await self._tried_within(trial) or done
            if done is not None:
                _tell(done)
                self.broken += bool(done.outcome.violations)
                self._tried.append(done)
                told(done)

    async def _tried_within(self, trial: Trial) -> Done | None:
        """What came of a trial; None if the time was over before."""
        try:
            async with asyncio.timeout(max(0.0, self._ends - monotonic()) if self._is_limited else None):
                return await _tried(self._by_name[trial.fault], trial, self._commit)
        except TimeoutError:
            self._broken_off.append(trial.said)
            return None

    @property
    def _is_limited(self) -> bool:
        return self._ends < float("inf")

    def sum_up(self, left: Iterable[Trial]) -> None:
        """Tell what was tried, and for what there was no time: the trials that are left."""
        counts = ", ".join(
            f"{many} {name}" for name, many in total(self._tried).items() if "pass " not in name
        )
        violations = sum(len(done.outcome.violations) for done in self._tried)
        print(f"{len(self._tried)} trials: {counts}; {violations} violations")
        for said in self._broken_off:
            print(f"broken off, as time was over: {said}")
        for trial in left:
            print(f"not begun, as time was over: {trial.said}")


async def _tried(fault: Fault, trial: Trial, commit: str) -> Done:
    began = monotonic()
    try:
        outcome = await fault.run(trial)
    except BrokenExecutor:  # a process in which worlds are simulated was killed: none can be played any more
        raise
    except Exception as failure:  # noqa: BLE001 - a trial that cannot be played to its end is a finding, too
        outcome = Outcome({}, (f"the trial ended: {type(failure).__name__} {failure}",))
    return Done(trial, outcome, round(monotonic() - began, 1), date.today().isoformat(), commit)  # noqa: DTZ011, TID251


def _tell(done: Done) -> None:
    counts = ", ".join(f"{value} {name}" for name, value in list(done.outcome.counts.items())[:4])
    print(f"{done.trial.said}  {done.seconds:.0f} s  {counts}", flush=True)
    for violation in done.outcome.violations:
        print(f"    {violation}", flush=True)
    if done.outcome.violations:
        print(f"    again: python -m tests.faults {done.trial.said}", flush=True)


def _commit() -> str:
    said = run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()
