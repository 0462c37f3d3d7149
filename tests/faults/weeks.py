"""A week of the small project: people write, change and delete, and trouble is made beside it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from tests.faults.project import ASKED, CALL, END, LEADS
from tests.faults.settling import MOST_STEPS
from tests.faults.stage import Stage

Trouble = Callable[[Stage], Awaitable[None]]
MOMENTS = (
    ASKED,
    ASKED + timedelta(hours=3),
    CALL - timedelta(hours=3),
    CALL - timedelta(minutes=90),
    CALL - timedelta(minutes=30),
    CALL - timedelta(minutes=3),
    CALL,
    CALL + timedelta(hours=1),
    CALL + timedelta(hours=4),
)
BRIEFLY = (ASKED, CALL - timedelta(hours=3), CALL - timedelta(minutes=3), CALL, CALL + timedelta(hours=1))
A_MINUTE = timedelta(minutes=1)
DOES = 3  # things at most that people do at one of the moments
SETTLES = 0.7  # the share of moments after which everything is let come to rest


async def play(
    here: Stage,
    trouble: Trouble,
    *,
    settles: float = SETTLES,
    rests: int = MOST_STEPS,
    calms: int = MOST_STEPS,
    does: int = DOES,
) -> None:
    """A week with trouble, and the time after it without.

    `settles` is the share of moments to rest at, where all is well after `rests` steps; when the trouble has
    ended it is after `calms`. At a moment people do `does` things at most.
    """
    await here.populated()
    for moment in BRIEFLY if here.brief else MOMENTS:
        here.move(max(moment, here.clock()))
        await asyncio.gather(_people(here, does), trouble(here))
        if here.rng.random() < settles:
            await here.settle(rests)
    await here.relieve()
    await here.settle(calms)
    here.move(END)
    await here.settle()
    for life in here.living:
        await here.nursery.kill(life)


async def _people(here: Stage, does: int) -> None:
    rng = here.rng
    for _ in range(rng.randint(0, does)):
        await asyncio.sleep(rng.uniform(0, 0.3))
        stand = [each for each in here.written if not each.deleted]
        match rng.choice(("write", "write", "write", "edit", "delete", "announce", "announce")):
            case "announce" if here.clock() < CALL - A_MINUTE:
                await here.announce()
            case "edit" if stand:
                await here.edit(rng.choice(stand))
            case "delete" if stand:
                await here.delete(rng.choice(stand))
            case _:
                await here.write(rng.choice(LEADS))
