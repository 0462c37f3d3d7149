"""What was tried in all: a sum for each row of the table, kept with the project, to go on from anywhere."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.faults.trial import Done, Trial

Span = tuple[int, int]  # the first and the last of seeds without a gap
MOST_EXAMPLES = 20
Of = tuple[str, str, str]  # the fault, the database, and the protection that was taken away


@dataclass(frozen=True, slots=True)
class Sum:
    """What came of all trials of a fault on one database, with all protections or without one.

    `failed` counts the trials with violations; of these the first are told in `examples`, lines that begin
    with how the trial is run again.
    """

    fault: str
    database: str
    without: str = ""
    trials: int = 0
    failed: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    violations: int = 0
    examples: tuple[str, ...] = ()
    seeds: tuple[Span, ...] = ()
    days: tuple[str, ...] = ()
    commits: tuple[str, ...] = ()

    @property
    def of(self) -> Of:
        """Of what it is the sum."""
        return self.fault, self.database, self.without

    def has(self, seed: int) -> bool:
        """Whether the trial with this seed is in it."""
        return any(first <= seed <= last for first, last in self.seeds)

    def plus(self, done: Done) -> "Sum":
        """This and one trial more; a trial that is in it already changes nothing."""
        if self.has(done.trial.seed):
            return self
        broken = done.outcome.violations
        told = (f"{done.trial.said}: {line}" for line in broken)
        return replace(
            self,
            trials=self.trials + 1,
            failed=self.failed + bool(broken),
            counts=dict(Counter(self.counts) + Counter(done.outcome.counts)),
            violations=self.violations + len(broken),
            examples=(*self.examples, *told)[:MOST_EXAMPLES],
            seeds=tuple(_spans(self.seeds, done.trial.seed)),
            days=tuple(sorted({*self.days, done.day})),
            commits=tuple(dict.fromkeys((*self.commits, done.commit))),
        )

    @classmethod
    def read(cls, line: str) -> "Sum":
        """The sum of a line."""
        found: dict[str, Any] = json.loads(line)
        lists = {name: tuple(found[name]) for name in ("examples", "days", "commits")}
        return cls(**{**found, **lists, "seeds": tuple(map(tuple, found["seeds"]))})

    def written(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def of(trial: Trial) -> Of:
    """Into which sum a trial goes."""
    return trial.fault, trial.database, trial.without


def read(file: Path) -> tuple[Sum, ...]:
    """The sums that are kept in a file; none if there is no file."""
    return tuple(map(Sum.read, file.read_text(encoding="utf-8").splitlines())) if file.exists() else ()


def write(file: Path, sums: Iterable[Sum]) -> None:
    """Keep sums, a line each, always in the same order."""
    lines = sorted(each.written() for each in sums)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def added(kept: Iterable[Sum], done: Iterable[Done]) -> tuple[Sum, ...]:
    """The sums that are kept, with the trials that are not in them yet."""
    found = {each.of: each for each in kept}
    for each in done:
        key = of(each.trial)
        found[key] = found.get(key, Sum(*key)).plus(each)
    return tuple(found.values())


def _spans(spans: Iterable[Span], seed: int) -> Iterator[Span]:
    """The spans with one seed more, those that touch made one."""
    begun: Span | None = None
    for first, last in sorted((*spans, (seed, seed))):
        if begun is not None and first <= begun[1] + 1:
            begun = (begun[0], max(begun[1], last))
            continue
        if begun is not None:
            yield begun
        begun = (first, last)
    if begun is not None:
        yield begun
