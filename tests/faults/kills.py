"""Real SIGKILLs at random moments."""

import asyncio

from tests.faults.settling import AFTER_A_KILL
from tests.faults.stage import Stage
from tests.faults.weeks import play

MOST = 14  # kills at one of the moments of a week
MOST_BRIEFLY = 4
AT_WORK = 0.7  # the share that waits until the bot is at work
SECONDS = 0.2


async def at_random(here: Stage) -> dict[str, int]:
    """A week in which bots are killed at random moments."""
    await play(here, killing, calms=AFTER_A_KILL)
    return {"kills": here.kills, "weeks": 1}


async def with_lost_answers(here: Stage) -> dict[str, int]:
    """The same while a fifth of all calls goes wrong, and a fifth of all events comes again."""
    here.workspace.trouble.chaos(here.rng.randrange(2**32), 0.2)
    await play(here, killing, calms=AFTER_A_KILL)
    return {"kills": here.kills, "weeks": 1}


async def killing(here: Stage) -> None:
    """Kill some bots, and start others in their place."""
    rng = here.rng
    for _ in range(rng.randint(0, MOST_BRIEFLY if here.brief else MOST)):
        victim = rng.choice(here.living) if here.living else None
        if victim and rng.random() < AT_WORK:
            await victim.at_work()
            victim.nudge()
        await asyncio.sleep(rng.expovariate(1 / SECONDS))
        if victim:
            await here.kill(victim)
        if rng.random() < AT_WORK:
            await here.populated()
