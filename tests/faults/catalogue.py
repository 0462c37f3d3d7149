"""Every fault of the campaign: the rows of its table."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial

from tests.faults import (
    answers,
    arrivals,
    clocks,
    databases,
    directed,
    freezes,
    kills,
    many,
    named_points,
    poison,
    upgrades,
)
from tests.faults.simulation import SIMULATION
from tests.faults.stage import Stage
from tests.faults.trial import Fault, Outcome, Trial
from tests.paths import ROOT

CAMPAIGN = ROOT / ".campaign"  # what is left of trials; not kept in the repository
KEPT = ROOT / "tests" / "faults" / "tried.jsonl"  # the sums of all trials, which are kept in it
BOTH = ("sqlite", "postgresql")
Scene = Callable[[Stage], Awaitable[dict[str, int]]]
Staged = Callable[[Trial], AbstractAsyncContextManager[Stage]]


def faults(staged: Staged) -> tuple[Fault, ...]:
    """The table, played on stages that `staged` sets up."""
    return tuple(_faults(staged))


def _faults(staged: Staged) -> Iterator[Fault]:
    def over_the_wire(scene: Scene, replicas: int = 1) -> Callable[[Trial], Awaitable[Outcome]]:
        return partial(_play, scene=scene, replicas=replicas, staged=staged)

    yield Fault(
        "kills",
        "kill -9 at random moments, one bot",
        over_the_wire(kills.at_random),
        ("sqlite",),
        (3000, "kills"),
    )
    yield Fault(
        "kills-lost-answers",
        "kill -9, three replicas, a fifth of all answers lost, limited or wrong",
        over_the_wire(kills.with_lost_answers, 3),
        ("postgresql",),
        (3000, "kills"),
    )
    yield Fault(
        "many",
        "100 calls with 12 leads due in the same minute, kill -9, three replicas",
        over_the_wire(many.many_due, 3),
        ("postgresql",),
        (2000, "questions"),
        short=0,  # a thousand questions take minutes
    )
    yield Fault(
        "crowd",
        "1,000 calls with 12 leads due in the same minute, as many messages taken as Slack takes, kill -9, "
        "four replicas",
        over_the_wire(many.crowd_due, 4),
        ("postgresql",),
        (12_000, "questions"),
        short=0,  # they take half an hour
    )
    yield Fault(
        "named-points",
        "kill -9 at every named point, at the 1st, 2nd and 3rd pass",
        over_the_wire(named_points.at_points),
        BOTH,
        (9, "weeks"),
        short=0,  # sixty deaths take minutes
    )
    yield Fault(
        "event-storm",
        "events twice, late, shuffled and lost, with kills",
        over_the_wire(arrivals.storm),
        BOTH,
        (10_000, "events"),
    )
    yield Fault(
        "commands",
        "commands delivered twice, three replicas",
        over_the_wire(arrivals.commands, 3),
        ("postgresql",),
        (300, "commands"),
    )
    yield Fault(
        "poison",
        "an arrival, a delivery and a meeting that nobody understands, limited histories, empty answers",
        over_the_wire(poison.lasting),
        BOTH,
        (20, "weeks"),
    )
    yield Fault(
        "files",
        "an SQLite file that is locked, unwritable, moved, replaced by an older one, without its journal",
        over_the_wire(databases.files),
        ("sqlite",),
        (200, "outages"),
    )
    yield Fault(
        "servers",
        "PostgreSQL crashes, ends connections, is slow, silent and away; two replicas",
        over_the_wire(databases.servers, 2),
        ("postgresql",),
        (300, "outages"),
    )
    yield Fault(
        "answers",
        "Slack answers wrongly, late, never, or refuses for now, by every method",
        over_the_wire(answers.wrong),
        BOTH,
        (2000, "faults"),
    )
    yield Fault(
        "freezes",
        "SIGSTOP for 1 to 300 seconds, two replicas",
        over_the_wire(freezes.freezes, 2),
        ("postgresql",),
        (500, "freezes"),
    )
    yield Fault(
        "clocks",
        "clocks wrong by seconds, hours and a week, a tenth of all answers lost",
        over_the_wire(clocks.wrong),
        BOTH,
        (300, "clocks"),
    )
    yield Fault(
        "upgrades",
        "kill -9 at the statements of an upgrade from the first tables to the newest",
        partial(_upgrade, staged=staged),
        BOTH,
        (400, "kills"),  # more than twenty for each revision
    )
    yield SIMULATION
    yield from directed.faults(over_the_wire)
    yield Fault(
        "sockets",
        "sockets closed, cut, refused and half open",
        over_the_wire(answers.sockets),
        BOTH,
        (500, "sockets"),
    )


async def _upgrade(trial: Trial, *, staged: Staged) -> Outcome:
    async with staged(trial) as here:
        return await upgrades.upgraded(here, upgrades.MOST_BRIEFLY if trial.brief else upgrades.MOST)


async def _play(trial: Trial, *, scene: Scene, replicas: int, staged: Staged) -> Outcome:
    async with staged(trial) as here:
        here.replicas = replicas
        counts = await scene(here)
        outcome = Outcome(counts, await here.outcome())
        if outcome.violations:
            here.write_down(CAMPAIGN / f"{trial.fault}-{trial.database}-{trial.seed}.txt", outcome.violations)
        return outcome
