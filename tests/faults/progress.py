"""How far the campaign is, and how long it will take."""

from collections.abc import Sequence

from tests.faults.records import Records
from tests.faults.trial import Done, Fault, total

A_MINUTE = 60


class Progress:
    """Told after each trial: how much its row has, and how long all rows need at the pace so far."""

    def __init__(self, rows: Sequence[tuple[Fault, str]], records: Records, jobs: int) -> None:
        self._rows = rows
        self._records = records
        self._jobs = jobs

    def said(self, done: Done) -> str:
        """One line."""
        (row,) = [
            row for row in self._rows if (row[0].name, row[1]) == (done.trial.fault, done.trial.database)
        ]
        wanted, what = row[0].wanted_on(row[1])
        has = self._records.sum_of(row[0].name, row[1]).counts.get(what, 0)
        return f"{row[0].name}, {row[1]}: {has:,} of {wanted:,} {what}; about {_long(self._left())} for all"

    def _left(self) -> float:
        """Seconds until every row has what it wants; a row that was not played yet is not counted."""
        return sum(self._needs(fault, name) for fault, name in self._rows) / self._jobs

    def _needs(self, fault: Fault, name: str) -> float:
        wanted, what = fault.wanted_on(name)
        here = self._records.of(fault.name, name)
        made, took = total(here)[what], sum(each.seconds for each in here)
        has = self._records.sum_of(fault.name, name).counts.get(what, 0)
        return max(0.0, wanted - has) * took / made if made else 0.0


def _long(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / A_MINUTE), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
