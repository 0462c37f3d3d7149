"""The trials of the campaign as they are written down, by several at once, or stopped in the middle."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults import sums
from tests.faults.sums import Sum
from tests.faults.trial import Done, Fault, Trial

FIRST_SEED = 1000  # of the long campaign; the short one begins with 1


class Records:
    """One line for each trial in `trials.jsonl`; `seeds.json` says which seed of a row is the next.

    A seed is given away once, whoever asks; of a trial that was broken off nothing is left but its seed.
    `kept` is a file with sums of trials that were made before, elsewhere too (see `sums`).
    """

    def __init__(self, folder: Path, kept: Path) -> None:
        self._folder = folder
        self._kept = sums.read(kept)
        self._trials = folder / "trials.jsonl"
        self._read_to = 0
        self._known: list[Done] = []

    def sums(self) -> tuple[Sum, ...]:
        """What was tried in all: what is kept, and every trial since."""
        return sums.added(self._kept, self.all())

    def sum_of(self, fault: str, database: str, without: str = "") -> Sum:
        """The same of one row."""
        key = (fault, database, without)
        return next((each for each in self.sums() if each.of == key), Sum(*key))

    def has(self, trial: Trial) -> bool:
        """Whether a trial was made."""
        return self.sum_of(*sums.of(trial)).has(trial.seed)

    def all(self) -> tuple[Done, ...]:
        """Every trial that was made here; what is only half written yet, or for good, is left out."""
        if self._trials.exists():
            with self._trials.open("rb") as file:
                file.seek(self._read_to)
                whole = file.read().rpartition(b"\n")[0]
            self._read_to += len(whole)
            lines = whole.decode("utf-8").splitlines()
            self._known += [Done.read(line) for line in lines if _is_whole(line)]
        return tuple(self._known)

    def of(self, fault: str, database: str) -> tuple[Done, ...]:
        """The trials of a row, with all protections."""
        row = (fault, database, "")
        return tuple(
            each for each in self.all() if (each.trial.fault, each.trial.database, each.trial.without) == row
        )

    def add(self, done: Done) -> None:
        """Write a trial down."""
        with self._alone():
            file = os.open(self._trials, os.O_RDWR | os.O_CREAT | os.O_APPEND)
            try:
                size = os.fstat(file).st_size
                torn = size and os.pread(file, 1, size - 1) != b"\n"  # somebody was killed while writing
                os.write(file, f"{chr(10) if torn else ''}{done.written()}\n".encode())
            finally:
                os.close(file)

    def next_seed(self, fault: Fault, database: str) -> int:
        """A seed of a row that nobody had before."""
        with self._alone():
            file = self._folder / "seeds.json"
            given = json.loads(file.read_text(encoding="ascii")) if file.exists() else {}
            row = f"{fault.name} {database}"
            played = (last + 1 for _, last in self.sum_of(fault.name, database).seeds)
            seed = max((FIRST_SEED, given.get(row, FIRST_SEED), *played))
            draft = file.with_suffix(".new")
            draft.write_text(json.dumps({**given, row: seed + 1}), encoding="ascii")
            draft.replace(file)
            return int(seed)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(exist_ok=True)
        with (self._folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
            yield


def _is_whole(line: str) -> bool:
    """Whether a line says something that was written to its end."""
    return line.startswith("{") and line.endswith("}")
