"""Real SIGKILLs at every named point: a week that passes them all, whose bots die at each in turn.

A bot kills itself at the first point that it passes and at which none has died yet. So each life gets a bit
further than the one before, and a week has as many deaths as it has points. In one week all die at the
first pass of a point in their lives, in others at the second or third. Whatever a life can do several times
is there to be done so often that it does: of three lives that die at the third pass of what belongs to one
verb, the first two have done it twice and the last thrice.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta

from bot.demo.server.envelopes import Unanswered
from tests.faults.points import KNOWN, NOT_AIMED_AT
from tests.faults.poison import keep_poison
from tests.faults.project import ASKED, CALL, CHAIR, CHANNEL, END, LEADS, head
from tests.faults.stage import Stage

HITS = (1, 2, 3)
OFTEN = 7  # what the lives do that die around the third pass of a verb
SOME = 6  # points of a brief trial
SLOW_SECONDS = 6.0  # for an answer; a lease is renewed after fifteen
QUESTIONS = 4  # for each pass
AREA_BESIDE = f"""\
[[call.area]]
name = "Delta"
leads = [{{ name = "Ruth", slack = "{CHAIR}" }}]
"""
HOUR, A_MINUTE = timedelta(hours=1), timedelta(minutes=1)


async def at_points(here: Stage) -> dict[str, int]:
    """A week in which something of every kind happens, and bots die at all points that are passed."""
    hit = HITS[(here.seed - 1) % len(HITS)]
    points = here.rng.sample(KNOWN, SOME) if here.brief else KNOWN
    here.targets = {(point, hit) for point in points}
    _move_in(here)
    await here.populated()
    await here.settle()
    await keep_poison(here, len(HITS))
    for moment, people in WEEK:
        here.move(max(moment, here.clock()))
        await people(here)
        await here.settle()
    for _ in range(2):  # whoever dies before a lease is renewed leaves it to the next to die after that
        await _slow_answers(here, hit * QUESTIONS)
    here.move(max(END, here.clock()))
    deaths = -1
    while deaths < len(here.reached):  # until nobody dies any more at what is due by now
        deaths = len(here.reached)
        await here.settle()
        here.move(here.clock() + A_MINUTE)
    await here.relieve()
    await here.settle()
    for life in here.living:
        await here.nursery.kill(life)
    here.tampered += [f"{point} is not in the list of named points" for point in _unlisted(here)]
    reached = {f"{point}, pass {hit}": 1 for point, hit in here.reached}
    return {"kills": here.kills, "weeks": 1, **reached}


def _move_in(here: Stage) -> None:
    """Let calls be held beside the one in which people write."""
    with (here.folder / "calls.toml").open("a", encoding="utf-8") as file:
        for number in range(OFTEN):
            here.workspace.add_channel(f"C0BESIDE{number}", f"beside-{number}", members=(CHAIR,))
            file.write(f"\n{head(f'Beside {number}', f'C0BESIDE{number}')}{AREA_BESIDE}")


def _unlisted(here: Stage) -> list[str]:
    """What was passed besides: a verb that is new, or has another name."""
    passed = (here.folder / "points").read_text(encoding="utf-8").splitlines()
    return sorted(set(passed).difference(KNOWN, NOT_AIMED_AT))


async def _nothing(_: Stage) -> None:
    """Nobody does anything."""


async def _first_words(here: Stage) -> None:
    for lead in LEADS[:2]:
        await here.write(lead)
    await _announcements(here)


async def _lost_sockets(here: Stage) -> None:
    for _ in range(OFTEN):
        await here.settle()
        here.workspace.hard_drop()


async def _changes(here: Stage) -> None:
    await here.edit(here.written[0])
    await here.delete(here.written[1])
    await here.announce()


async def _announcements(here: Stage) -> None:
    for _ in range(OFTEN):
        await here.populated()  # to whoever has died nothing can be announced
        await here.connected()
        await here.announce()


async def _more_words(here: Stage) -> None:
    for lead in LEADS:
        await here.write(lead)
    await _announcements(here)


async def _late_words(here: Stage) -> None:
    await here.edit(here.written[0])
    await here.write(LEADS[1])


async def _slow_answers(here: Stage, questions: int) -> None:
    """Commands whose work takes longer than a lease is left without being renewed."""
    here.workspace.fail_next("users.info", "slow_answer", seconds=SLOW_SECONDS, times=questions)
    await asyncio.gather(*(_asks(here) for _ in range(questions)))
    await here.settle()


async def _asks(here: Stage) -> None:
    with suppress(Unanswered):
        await here.workspace.command(CHAIR, "/minutes", "status", channel=CHANNEL)


WEEK = (
    (ASKED, _nothing),
    (ASKED + HOUR, _first_words),
    (ASKED + 2 * HOUR, _changes),
    (CALL - 4 * HOUR, _lost_sockets),
    (CALL - 3 * HOUR, _announcements),
    (CALL - 2 * HOUR, _announcements),
    (CALL - HOUR, _nothing),
    (CALL - HOUR / 2, _more_words),
    (CALL, _nothing),
    *((CALL + number * HOUR, _late_words) for number in range(1, OFTEN + 1)),
    (CALL + 9 * HOUR, _lost_sockets),
)
