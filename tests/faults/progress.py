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
        wanted, what = row[0].wanted
        has = total(self._records.of(row[0].name, row[1]))[what]
        return f"{row[0].name}, {row[1]}: {has:,} of {wanted:,} {what}; about {_long(self._left())} for all"

    def _left(self) -> float:
        """Seconds until every row has what it wants; a row that was not played yet is not counted."""
        return (
            sum(_needs(fault, self._records.of(fault.name, name)) for fault, name in self._rows) / self._jobs
        )


def _needs(fault: Fault, done: Sequence[Done]) -> float:
    wanted, what = fault.wanted
    has, took = total(done)[what], sum(each.seconds for each in done)
    return max(0.0, wanted - has) * took / has if has else 0.0


def _long(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / A_MINUTE), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
