"""Databases that go away: locked and full files, crashing servers, connections that are cut or silent."""

import asyncio
import resource
from threading import Lock

from tests.faults.lives import Life
from tests.faults.proxy import Mood
from tests.faults.shelves import PostgresShelf, SqliteShelf
from tests.faults.stage import Stage
from tests.faults.weeks import play

MOST, MOST_BRIEFLY = 7, 2  # times at one of the moments of a week
SHORT, LONG = 0.4, 12.0  # seconds; a bot waits ten for a lock

ONE_CRASH = Lock()
FILES = ("locked", "locked", "unwritable", "unwritable", "journals", "moved", "older")


async def files(here: Stage) -> dict[str, int]:
    """A week in which the SQLite file is locked, cannot be written, or is taken from under the bot."""
    shelf = here.shelf
    assert isinstance(shelf, SqliteShelf)
    count = dict.fromkeys(FILES, 0)

    async def troubling(here: Stage) -> None:
        for _ in range(1 if here.brief else here.rng.randint(1, MOST)):
            await here.populated()
            await asyncio.to_thread(shelf.copy)
            await asyncio.sleep(here.rng.expovariate(1 / 0.2))
            what = here.rng.choice(FILES)
            count[what] += await _trouble_file(here, shelf, what)

    await play(here, troubling)
    return {**count, "outages": sum(count.values()), "weeks": 1}


async def _trouble_file(here: Stage, shelf: SqliteShelf, what: str) -> int:
    """Do something to the file, once; how often it was done."""
    match what:
        case "locked":
            await _locked(here, shelf)
        case "unwritable":
            await _unwritable(here)
        case "journals":
            return await _without_journals(shelf)
        case _:
            await _aside(here, shelf, older=what == "older")
    return 1


async def _locked(here: Stage, shelf: SqliteShelf) -> None:
    await asyncio.to_thread(shelf.lock)
    await asyncio.sleep(LONG if here.rng.random() < 0.1 else here.rng.uniform(0, 2 * SHORT))
    shelf.relieve()


async def _unwritable(here: Stage) -> None:
    victims = here.living
    _let_write(victims, 0)
    await asyncio.sleep(here.rng.uniform(0, 3 * SHORT))
    _let_write(victims, resource.RLIM_INFINITY)


async def _without_journals(shelf: SqliteShelf) -> int:
    """Delete every journal that is seen for a while; the transaction that it could undo goes on."""
    lost, ends = 0, asyncio.get_running_loop().time() + 2 * SHORT
    while asyncio.get_running_loop().time() < ends:
        lost += shelf.lose_journal()
        await asyncio.sleep(0)
    return lost


async def _aside(here: Stage, shelf: SqliteShelf, *, older: bool) -> None:
    """Take the file from under a bot for a while, and put an older one in its place perhaps.

    A bot that is at work takes neither the nameless file nor the other for its own; the one that is put back
    it knows again.
    """
    for life in here.living:
        await life.at_work()
    shelf.put_aside(older=older)
    await asyncio.sleep(here.rng.uniform(0, 3 * SHORT))
    if shelf.put_back():
        here.tampered.append("I9 an older file in the place of the bot's was written to")


async def servers(here: Stage) -> dict[str, int]:
    """A week in which PostgreSQL crashes, ends connections, and is behind a bad network."""
    shelf = here.shelf
    assert isinstance(shelf, PostgresShelf)
    await shelf.behind_a_proxy(here.folder)
    count = dict.fromkeys(("crashes", "terminations", "cuts", *Mood), 0)

    async def troubling(here: Stage) -> None:
        for _ in range(here.rng.randint(0, MOST_BRIEFLY if here.brief else MOST)):
            await asyncio.sleep(here.rng.expovariate(1 / 0.3))
            what = here.rng.choice(("terminations", "cuts", Mood.SLOW, Mood.SILENT, Mood.CLOSED))
            what = "crashes" if here.rng.random() < 0.15 else what
            count[what] += 1
            await _trouble(here, shelf, what)

    await play(here, troubling)
    del count[Mood.OPEN]
    return {**count, "outages": sum(count.values()), "weeks": 1}


def _crash(shelf: PostgresShelf) -> None:
    with ONE_CRASH:  # the server is that of all trials that go on beside each other
        shelf.server.restart("immediate")


async def _trouble(here: Stage, shelf: PostgresShelf, what: str) -> None:
    assert shelf.proxy is not None
    match what:
        case "crashes":
            await asyncio.to_thread(_crash, shelf)
        case "terminations":
            await asyncio.to_thread(shelf.terminate)
        case "cuts":
            shelf.proxy.cut()
        case _:
            shelf.proxy.mood = Mood(what)
            await asyncio.sleep(here.rng.uniform(0, 2))
            shelf.proxy.cut()
            shelf.proxy.mood = Mood.OPEN


def _let_write(lives: list[Life], size: int) -> None:
    """Let these processes write files of so many bytes at most."""
    for life in lives:
        if life.status is None:
            resource.prlimit(life.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
