"""The fault campaign: `python -m tests.faults short`, `week`, `campaign`, `sensitivity`, `report`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import product

from tests.faults import report, sums
from tests.faults.catalogue import CAMPAIGN, KEPT, Staged, faults
from tests.faults.lives import Nursery
from tests.faults.playing import Playing
from tests.faults.progress import Progress
from tests.faults.protections import PROTECTIONS
from tests.faults.records import Records
from tests.faults.stage import stage
from tests.faults.trial import Done, Fault, Trial
from tests.postgres import running_server

ALOUD = ("short", "week")  # nothing is written down of these
WEEKS_WITHOUT = 2  # for each protection that is taken away, and as many with it

Rows = Sequence[tuple[Fault, str]]  # faults, each with one of its databases


def main() -> int:
    """Run what is asked for; returns 1 when something is broken, or it was stopped."""
    try:
        return asyncio.run(_run(_asked()))
    except asyncio.CancelledError:
        return 1


async def _run(asked: argparse.Namespace) -> int:
    this = asyncio.current_task()
    assert this is not None
    for stop in (signal.SIGINT, signal.SIGTERM):  # what was started ends, too: bots, and the server
        asyncio.get_running_loop().add_signal_handler(stop, this.cancel)
    async with _stages() as (staged, databases):
        everything, records = faults(staged), Records(CAMPAIGN, KEPT)
        rows = [(fault, name) for fault in everything for name in fault.databases if name in databases]
        wanted = [
            (fault, name)
            for fault, name in rows
            if (not asked.only or fault.name in asked.only.split(",")) and asked.database in {"", name}
        ]
        playing = Playing({fault.name: fault for fault in everything}, asked.seconds)
        trials = _trials(wanted, asked, records)
        if asked.what != "report":
            await playing.play(trials, _told(asked, wanted, records), asked.jobs)
        if asked.what in ALOUD:
            playing.sum_up(trials)
        else:
            sums.write(KEPT, records.sums())
            print(f"written: {report.write(everything, records.sums())}")
    return int(bool(playing.broken)) if asked.what != "sensitivity" else 0


def _trials(rows: Rows, asked: argparse.Namespace, records: Records) -> Iterator[Trial]:
    """What is to be run: some seeds of each row, or as many as are wanted and not done yet."""
    brief = asked.what == "short"
    if asked.what == "sensitivity":
        yield from _weakened(rows, asked, records)
    elif asked.seed:
        yield from (Trial(fault.name, name, asked.seed, asked.without, brief) for fault, name in rows)
    elif asked.what in ALOUD:
        for fault, name in rows:
            first = range(1, 1 + (asked.trials or fault.short))
            yield from (Trial(fault.name, name, seed, asked.without, brief) for seed in first)
    else:
        yield from _missing(rows, records)


def _missing(rows: Rows, records: Records) -> Iterator[Trial]:
    """A trial of each row in turn, as long as the row has not what it wants."""
    left = list(rows)
    while left:
        for fault, name in tuple(left):
            wanted, what = fault.wanted_on(name)
            if records.sum_of(fault.name, name).counts.get(what, 0) >= wanted:
                left.remove((fault, name))
            else:
                yield Trial(fault.name, name, records.next_seed(fault, name))


def _weakened(rows: Rows, asked: argparse.Namespace, records: Records) -> Iterator[Trial]:
    """For each protection some weeks without it, and the same weeks with it."""
    there = {(fault.name, name) for fault, name in rows}
    for each in PROTECTIONS:
        if (each.fault, each.database) in there and asked.without in {"", each.name}:
            seeds = range(1, (asked.trials or WEEKS_WITHOUT) + 1)
            for seed, without in product(seeds, ("", each.name)):
                trial = Trial(each.fault, each.database, seed, without)
                if not records.has(trial):
                    yield trial


def _told(asked: argparse.Namespace, rows: Rows, records: Records) -> Callable[[Done], None]:
    """What is done with each trial that was played."""
    progress = Progress(rows, records, asked.jobs)

    def told(done: Done) -> None:
        if asked.what in ALOUD:
            return
        records.add(done)
        if asked.what == "campaign":
            print(f"    {progress.said(done)}", flush=True)

    return told


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


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("what", choices=("short", "week", "campaign", "sensitivity", "report"))
    parser.add_argument("--only", default="", help="rows of the table, with commas")
    parser.add_argument("--database", default="", choices=("", "sqlite", "postgresql"))
    parser.add_argument("--seed", type=int, default=0, help="this trial alone")
    parser.add_argument("--trials", type=int, default=0, help="so many of each row")
    parser.add_argument(
        "--seconds",
        type=float,
        default=float("inf"),
        help="end after so long; what cannot be played to its end is named",
    )
    parser.add_argument("--without", default="", help="a protection that is taken away")
    parser.add_argument("--jobs", type=int, default=2, help="so many trials beside each other")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
