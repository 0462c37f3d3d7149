"""Weeks on end in a virtual time: the real bot on a real database, in a Slack that is made to fail."""

import asyncio
import gc
import logging
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import cpu_count, get_context

from storage.database import Database
from tests.faults.simulation.databases import fresh
from tests.faults.simulation.invariants import violations
from tests.faults.simulation.ledgers import Ledgers
from tests.faults.simulation.play import ledgers
from tests.faults.simulation.virtual_time import VirtualLoop
from tests.faults.simulation.world import World, world
from tests.faults.trial import Fault, Outcome, Trial
from tests.statements import compile_once

SELDOM = 100_000  # objects more than before, until garbage is looked for


async def run(trial: Trial) -> Outcome:
    """Play one world in a process of its own; the same seed gives the same outcome."""
    return await asyncio.get_running_loop().run_in_executor(_processes(), simulate, trial)


@cache
def _processes() -> ProcessPoolExecutor:
    """As many as there are processors: a world keeps one busy, and nothing but it."""
    return ProcessPoolExecutor(cpu_count(), get_context("spawn"), _prepare)


def _prepare() -> None:
    """Let no bot fill the terminal with troubles that are made for it, and no world compile its SQL anew.

    What was imported is not looked through again and again for what is garbage: a world takes a tenth less.
    """
    logging.disable(logging.CRITICAL)
    compile_once()
    gc.freeze()
    gc.set_threshold(SELDOM)


def simulate(trial: Trial) -> Outcome:
    """The same, from where no loop runs."""
    with fresh(trial.database) as database:
        loop = VirtualLoop()
        try:
            played = world(trial.seed, database, without=trial.without)
            seen = loop.run_until_complete(_played(played, database))
        finally:
            loop.close()
    return Outcome(_counts(played, seen), violations(seen))


async def _played(played: World, database: Database) -> Ledgers:
    await played.play()
    return await ledgers(played, database)


def _counts(played: World, seen: Ledgers) -> dict[str, int]:
    return {
        "meetings": sum(meeting.posts < seen.ended for kept in seen.kept for meeting in kept.meetings),
        "crashes": sum(replica.lives - 1 for team in played.teams for replica in team.replicas),
        "deliveries": len(seen.posted),
        "events": sum(team.workspace.events for team in played.teams),
        "faults": len(seen.troubles),
    }


SIMULATION = Fault(
    "simulation",
    "whole weeks in virtual time: crashes, outages, lost answers and commits, stormy events",
    run,
    ("sqlite", "postgresql"),
    (9_600, "meetings"),  # ten thousand on both
    on_postgresql=400,
)
