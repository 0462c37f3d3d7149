"""Clocks that are wrong, by seconds and by a week, with answers that are lost."""

import asyncio

from tests.faults.stage import Stage
from tests.faults.weeks import play

MOST, MOST_BRIEFLY = 14, 2  # bots that are replaced at one of the moments of a week
A_LITTLE = 110.0  # seconds, less than a clock may be wrong and still be trusted (decision 16)
MUCH, A_WEEK = 7200.0, 7 * 86400.0


async def wrong(here: Stage) -> dict[str, int]:
    """A week in which every bot's clock is wrong, and bots are replaced."""

    def slip() -> float:
        choice = here.rng.random()
        if choice < 0.7:
            return here.rng.uniform(-A_LITTLE, A_LITTLE)
        return here.rng.choice((here.rng.uniform(-MUCH, MUCH), A_WEEK, -A_WEEK))

    async def replacing(here: Stage) -> None:
        for _ in range(here.rng.randint(0, MOST_BRIEFLY if here.brief else MOST)):
            await asyncio.sleep(here.rng.expovariate(1 / 0.4))
            if here.living:
                victim = here.rng.choice(here.living)
                await victim.at_work()
                await here.kill(victim)
                await here.populated()

    here.slip, here.clocks_off = slip, A_LITTLE
    here.workspace.trouble.chaos(here.rng.randrange(2**32), 0.1)
    await play(here, replacing)
    clocks = sum(bool(life.slip and life.owners) for life in here.lives)  # of bots that came to work
    return {"clocks": clocks, "kills": here.kills, "weeks": 1}
