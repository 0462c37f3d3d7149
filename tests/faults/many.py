"""Many calls whose questions are due in one minute, and their minutes in another, while bots are killed."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from time import monotonic

from bot.model.delivery import Kind
from tests.faults.kills import killing
from tests.faults.ledgers import posted
from tests.faults.project import ASKED, CALL, END
from tests.faults.settling import AFTER_A_KILL
from tests.faults.stage import Stage

CALLS, CROWD, BRIEFLY = 100, 1_000, 5  # beside the small project
ALLOWED = 600  # messages a minute, about what Slack takes in a workspace
LEADS = 12  # of each call
ROUNDS = 4  # of kills, each when so much more stands
# Nothing is waited for longer than this: the lease of who was killed, the minute that minutes wait for what
# is read back, and for each question what three bots need on a busy machine, all of which read all back.
BESIDES_SECONDS, EACH_SECONDS = 180.0, 2.0
OFTEN_SECONDS = 0.5
DATE = f"{CALL:%Y-%m-%d}"
CALL_OF_MANY = """
[[call]]
name = "Crowd {number}"
channel = "C0CROWD{number}"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
ask = "24h"
remind = []

[[call.area]]
name = "Alpha"
leads = [{leads}]
"""


async def many_due(here: Stage) -> dict[str, int]:
    """All are asked in one minute, all minutes are due in another; each of it stands once in the end."""
    return await _due(here, BRIEFLY if here.brief else CALLS)


async def crowd_due(here: Stage) -> dict[str, int]:
    """The same with ten times as many calls, of whose messages no more are taken than Slack takes."""
    here.workspace.context.rates.posts = ALLOWED
    counts = await _due(here, BRIEFLY if here.brief else CROWD)
    return {**counts, "refused": sum(record.refused for record in here.workspace.ledger)}


async def _due(here: Stage, calls: int) -> dict[str, int]:
    _move_in(here, calls)
    here.workspace.context.one_post_a_second = True
    await here.populated()
    await here.settle()
    patience = BESIDES_SECONDS + EACH_SECONDS * calls * LEADS
    questions = await _said(here, ASKED, set(_asks(calls)), patience)
    minutes = await _said(here, CALL, set(_minutes(calls)), patience)
    await here.relieve()
    here.move(END)
    await here.settle()
    for life in here.living:
        await here.nursery.kill(life)
    return {"kills": here.kills, "calls": calls, "questions": questions, "minutes": minutes}


async def _said(here: Stage, moment: datetime, wanted: set[str], patience: float) -> int:
    """Let a moment come and kill bots, until all that is wanted stands; how much of it does.

    That nothing is left to do does not say it: minutes are held, and not enqueued, while a bot that has just
    begun reads back what was said before. What does not come in all this patience is broken.
    """
    here.move(moment)
    ends = monotonic() + patience
    for left in reversed(range(ROUNDS)):
        await killing(here)
        await here.populated()
        while left and len(_missing(here, wanted)) > len(wanted) * left / ROUNDS and monotonic() < ends:
            await asyncio.sleep(OFTEN_SECONDS)
            await here.populated()
    await here.settle(AFTER_A_KILL)
    while missing := _missing(here, wanted):
        if here.tampered or monotonic() >= ends:
            here.tampered += [f"I2 {key} is missing" for key in sorted(missing)]
            break
        await asyncio.sleep(OFTEN_SECONDS)
        await here.settle(AFTER_A_KILL)
    return len(wanted) - len(missing)


def _missing(here: Stage, wanted: set[str]) -> set[str]:
    return wanted - {each.key for each in posted(here.workspace)}


def _move_in(here: Stage, calls: int) -> None:
    """Let the people of so many calls in, and write the calls down."""
    parts = []
    for number in range(calls):
        people = tuple(_people(number))
        for person in people:
            here.workspace.add_person(person, f"Lead {person}")
        here.workspace.add_channel(f"C0CROWD{number}", f"crowd-{number}", members=people[:1])
        leads = ", ".join(f'{{ name = "{each}", slack = "{each}" }}' for each in people)
        parts.append(CALL_OF_MANY.format(number=number, leads=leads))
    with (here.folder / "calls.toml").open("a", encoding="utf-8") as file:
        file.writelines(parts)


def _people(number: int) -> Iterator[str]:
    return (f"U0CROWD{number}X{place}" for place in range(LEADS))


def _asks(calls: int) -> Iterator[str]:
    for number in range(calls):
        yield from (f"Crowd {number}/{DATE}/{Kind.ASK}/{person}" for person in _people(number))


def _minutes(calls: int) -> Iterator[str]:
    return (f"Crowd {number}/{DATE}/{Kind.MINUTES}" for number in range(calls))
