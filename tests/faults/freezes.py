"""Bots that are stopped with SIGSTOP, for longer than a lease, and go on as if nothing had been."""

import asyncio
from datetime import timedelta

from tests.faults.stage import Stage
from tests.faults.weeks import play

MOST, MOST_BRIEFLY = 6, 2  # at one of the moments of a week
LONGEST = 300.0  # seconds, of the trial's clock


async def freezes(here: Stage) -> dict[str, int]:
    """A week in which a bot is frozen now and then."""
    count = 0

    async def freezing(here: Stage) -> None:
        nonlocal count
        for _ in range(here.rng.randint(0, MOST_BRIEFLY if here.brief else MOST)):
            if not here.living:
                return
            victim = here.rng.choice(here.living)
            await victim.at_work()
            await asyncio.sleep(here.rng.expovariate(1 / 0.1))
            if victim.status is not None:
                continue
            victim.freeze()
            count += 1
            await here.quiet()  # what it has asked of Slack is answered
            here.move(here.clock() + timedelta(seconds=here.rng.uniform(1, LONGEST)))
            await asyncio.sleep(here.rng.expovariate(1 / 0.3))
            victim.thaw()

    await play(here, freezing)
    return {"freezes": count, "weeks": 1}
