"""Faults exactly where a protection matters, so that a week without it fails, whatever chance does."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime

from bot.demo.server.ledger import Kind
from tests.faults.arrivals import wrongly_answered
from tests.faults.ledgers import posted
from tests.faults.poison import keep_poison
from tests.faults.project import ASKED, CALL, END, LEADS, MEETING
from tests.faults.stage import Stage
from tests.faults.trial import Fault, Outcome, Trial

OFTEN = 1000  # more than a week asks for
LATE_SECONDS = 300.0  # far less than what waits for a limited history, far more than what does not
Scene = Callable[[Stage], Awaitable[dict[str, int]]]
OverTheWire = Callable[[Scene, int], Callable[[Trial], Awaitable[Outcome]]]
BOTH, SERVER = ("sqlite", "postgresql"), ("postgresql",)


def faults(over_the_wire: OverTheWire) -> Iterator[Fault]:
    """The rows of the table that leave nothing to chance."""
    rows = (
        ("lost-answers", "Slack posts, and its answer is lost", lost_answers, 1, BOTH),
        ("slow-posts", "posts take effect after two seconds, two replicas", slow_posts, 2, SERVER),
        ("acknowledged", "kill -9 right after a command was acknowledged", acknowledged, 1, BOTH),
        ("frozen", "SIGSTOP just before a post, for longer than the lease, two replicas", frozen, 1, SERVER),
        ("raising", "an arrival on which nobody can work", raising, 1, BOTH),
        ("limited", "histories that Slack limits for as long as the week lasts", limited, 1, BOTH),
        ("deleted-first", "a deletion comes before its message, no history", deleted_first, 1, BOTH),
        ("twice", "each command is delivered twice, three replicas", twice, 3, SERVER),
    )
    for name, said, scene, replicas, databases in rows:
        yield Fault(name, said, over_the_wire(scene, replicas), databases, (5, "weeks"))


async def lost_answers(here: Stage) -> dict[str, int]:
    """Asks and minutes are posted, but nobody hears of it."""
    await here.populated()
    await _at(here, ASKED, ("chat.postMessage", "drop_after_commit"), len(LEADS))
    await here.write(LEADS[0])
    await here.settle()
    await _at(here, CALL, ("chat.postMessage", "drop_after_commit"), 1)
    return await _to_its_end(here, {"answers": len(LEADS) + 1})


async def slow_posts(here: Stage) -> dict[str, int]:
    """What is posted stands a while later, and others would be at it meanwhile."""
    await here.populated()
    here.workspace.fail_next("chat.postMessage", "slow", seconds=2, times=OFTEN)
    await _at(here, ASKED)
    await _at(here, CALL)
    here.workspace.trouble.relieve()
    return await _to_its_end(here, {})


async def acknowledged(here: Stage) -> dict[str, int]:
    """The chair types something, Slack hears that it has arrived, and the bot dies."""
    await here.populated()
    await _at(here, ASKED)
    for _ in range(3):
        before = _commands_acknowledged(here)
        typed = asyncio.create_task(here.announce())
        while _commands_acknowledged(here) == before and not typed.done():  # noqa: ASYNC110 - one of two
            await asyncio.sleep(0)
        for life in here.living:
            await here.kill(life)
        await typed
        await here.settle()
    return await _to_its_end(here, {"kills": here.kills})


async def frozen(here: Stage) -> dict[str, int]:
    """A bot is frozen when it has a post in hand; another takes over; then the first goes on."""
    for moment in (ASKED, CALL):
        for life in here.living:
            await here.kill(life)
        here.replicas = 1
        first = await here.bear(freezes_at="before chat.say")
        here.move(moment)
        await first.stopped()
        here.replicas = 2
        await here.settle()
        first.thaw()
        await here.settle()
    return await _to_its_end(here, {"freezes": 2})


async def raising(here: Stage) -> dict[str, int]:
    """A week beside an arrival that raises what nobody foresaw."""
    await here.populated()
    await here.settle()
    await keep_poison(here)
    await _at(here, ASKED)
    await here.write(LEADS[0])
    await _at(here, CALL)
    return await _to_its_end(here, {})


async def limited(here: Stage) -> dict[str, int]:
    """Histories cannot be read while the asks, and the minutes, are due."""
    await here.populated()
    for lead in LEADS:
        await here.write(lead)
    await here.settle()
    here.workspace.fail_next("conversations.history", "rate_limited", seconds=60, times=OFTEN)
    await _at(here, ASKED)
    await _at(here, CALL)
    here.workspace.trouble.relieve()
    due = {f"{MEETING}/minutes": CALL, **{f"{MEETING}/ask/{lead}": ASKED for lead in LEADS}}
    for each in posted(here.workspace):
        late = float(each.ts) - due[each.key].timestamp() if each.key in due else 0.0
        if late > LATE_SECONDS:
            here.tampered.append(f"I5 {each.key} came {late:.0f} s late")
    return await _to_its_end(here, {})


async def deleted_first(here: Stage) -> dict[str, int]:
    """What was deleted is told in the wrong order, and no history tells better."""
    await here.populated()
    await _at(here, ASKED)
    here.workspace.fail_next("conversations.history", "refused", error="missing_scope", times=OFTEN)
    for lead in LEADS:
        here.workspace.events.holding = True
        await here.delete(await here.write(lead))
        here.workspace.events.release(backwards=True)
        await here.settle()
    await _at(here, CALL)
    return await _to_its_end(here, {"deletions": len(LEADS)})


async def twice(here: Stage) -> dict[str, int]:
    """Every command comes again after it was answered."""
    await here.populated()
    await _at(here, ASKED)
    for _ in range(4):
        await here.announce(twice=True)
        await here.settle()
    here.tampered += wrongly_answered(here.workspace, here.announced)
    await _at(here, CALL)
    return await _to_its_end(here, {"commands": len(here.announced)})


async def _at(here: Stage, moment: datetime, trouble: tuple[str, str] | None = None, times: int = 0) -> None:
    """Let it be this moment, with trouble for the next calls of a method, until everything is done."""
    if trouble is not None:
        here.workspace.fail_next(*trouble, times=times)
    here.move(max(moment, here.clock()))
    await here.settle()


async def _to_its_end(here: Stage, counts: dict[str, int]) -> dict[str, int]:
    """Go on without trouble to the end of the week."""
    await here.relieve()
    await _at(here, CALL)
    await _at(here, END)
    for life in here.living:
        await here.nursery.kill(life)
    return {**counts, "weeks": 1}


def _commands_acknowledged(here: Stage) -> int:
    return sum(
        record.kind is Kind.ACK and record.name == "slash_commands" for record in here.workspace.ledger
    )
