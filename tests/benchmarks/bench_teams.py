"""How long the answer to one team takes, alone and while another one sends a burst."""

import asyncio
import socket
import statistics
import tempfile
import time
from contextlib import suppress

from tests.teams.stage import ONE, TWO, Stage, made

BURST = 60
ROUNDS = 3


def measure() -> list[tuple[str, str]]:
    """The median of some answers at rest and during a burst, and how much of that was done before them."""
    with tempfile.TemporaryDirectory() as folder:
        alone, beside, done = asyncio.run(_measured(f"sqlite:///{folder}/minutesbot.db"))
    quiet, busy = statistics.median(alone), statistics.median(beside)
    return [
        ("answer to a team, nothing else to do", f"{quiet * 1000:.0f} ms"),
        (
            f"the same, with a burst of {BURST} of another team",
            f"{busy * 1000:.0f} ms, {busy / quiet:.1f} times",
        ),
        ("of that burst worked on before the answer", f"{statistics.median(done):.0f} of {BURST}"),
    ]


async def _measured(url: str) -> tuple[list[float], list[float], list[int]]:
    alone, beside, done = list[float](), list[float](), list[int]()
    async with made(url, _port()) as stage, stage.open() as teams:
        for team in (ONE, TWO):
            await stage.install(team)
            await stage.set_up(team)
        inbox = teams.hands[ONE].bot.inbox
        for number in range(ROUNDS):
            alone.append(await _answer(stage, f"alone {number}"))
        for number in range(ROUNDS):
            before = len(await inbox.waiting(10 * BURST))
            for each in range(BURST):
                await stage.writes(ONE, f"News:\n- {each} of burst {number}")
            beside.append(await _answer(stage, f"beside {number}"))
            left = len(await inbox.waiting(10 * BURST))
            done.append(max(0, before + BURST - left))
            async with asyncio.timeout(600):
                while await inbox.waiting(1):  # noqa: ASYNC110 - the wire has no event to wait for
                    await asyncio.sleep(0.1)
    return alone, beside, done


async def _answer(stage: Stage, words: str) -> float:
    """Seconds from a message to the card with its words."""
    began = time.perf_counter()
    await stage.writes(TWO, f"News:\n- said {words}")
    with suppress(TimeoutError):
        await stage.hears(TWO, f"said {words}")
    return time.perf_counter() - began


def _port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
