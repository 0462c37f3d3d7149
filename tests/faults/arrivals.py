"""Events that come twice, late, in the wrong order, or never."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.demo.server.ledger import Kind
from bot.demo.workspace import Workspace
from tests.faults.ledgers import Announced
from tests.faults.project import CALL
from tests.faults.stage import Stage
from tests.faults.weeks import A_MINUTE, play

LATEST = timedelta(hours=1)
DOES, DOES_BRIEFLY = 60, 3  # at one of the moments of a week
STORMS, COMMANDS, COMMANDS_BRIEFLY = 6, 12, 3


async def storm(here: Stage) -> dict[str, int]:
    """A week in which what people do is told in every wrong way, with a bot that is killed now and then."""

    async def storming(here: Stage) -> None:
        for _ in range(1 if here.brief else STORMS):
            await _storm(here)

    await play(here, storming, does=DOES_BRIEFLY if here.brief else DOES)
    told = sum(record.kind == "event" for record in here.workspace.ledger)
    return {"events": told, "kills": here.kills, "weeks": 1}


async def _storm(here: Stage) -> None:
    rng, events = here.rng, here.workspace.events
    events.copies = rng.randint(1, 4)
    events.holding = rng.random() < 0.6
    await asyncio.sleep(rng.uniform(0.3, 1))
    if rng.random() < 0.3:
        here.move(here.clock() + rng.random() * LATEST)
    if rng.random() < 0.3:
        events.held.clear()  # lost for good: only the history tells
        here.workspace.hard_drop()
    else:
        rng.shuffle(events.held)
    events.release()
    if rng.random() < 0.3 and here.living:
        await here.kill(rng.choice(here.living))
        await here.populated()


async def commands(here: Stage) -> dict[str, int]:
    """A week of commands, some of which are delivered twice: each is answered once."""
    most = COMMANDS_BRIEFLY if here.brief else COMMANDS

    async def commanding(here: Stage) -> None:
        for _ in range(here.rng.randint(0, most) if here.clock() < CALL - A_MINUTE else 0):
            await here.announce(twice=here.rng.random() < 0.5)

    await play(here, commanding, settles=1)  # an address for answers is good for half an hour
    here.tampered += wrongly_answered(here.workspace, here.announced)
    unheard = sum(not each.acknowledged for each in here.announced)
    return {"commands": len(here.announced), "not acknowledged": unheard, "weeks": 1}


def wrongly_answered(workspace: Workspace, announced: Sequence[Announced]) -> Iterator[str]:
    """Every command that was acknowledged is answered once; any other at most once, as it may be unheard."""
    acknowledged = {each.token for each in announced if each.acknowledged}
    typed = {
        record.arguments["payload"]["trigger_id"]: record.arguments["payload"]
        for record in workspace.ledger
        if record.kind is Kind.EVENT and "command" in record.arguments["payload"]
    }
    for trigger, payload in typed.items():
        times = workspace.context.grants.responses[payload["response_url"].rpartition("/")[-1]].uses
        if times > 1 or (not times and acknowledged.intersection(payload["text"].split())):
            yield f"I1 the command {trigger} ({payload['text']}) was answered {times} times"
