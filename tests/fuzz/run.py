"""Try a door again and again, and note what came of it that should not."""

import asyncio
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import Any

from tests.fuzz.door import Door

HANGS_AFTER = 5.0  # seconds of the processor, so that a loaded machine makes nothing hang
WAITS_FOR = 60.0
MOST_FOUND = 5
LONGEST_SHOWN = 1_500


class Hangs(Exception):
    """It took too long."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that should not be; `number` is the try, which with the seed and the door rolls the same."""

    door: str
    number: int
    why: str
    sample: str

    @property
    def told(self) -> str:
        """What happened, and with what."""
        shown = self.sample if len(self.sample) <= LONGEST_SHOWN else f"{self.sample[:LONGEST_SHOWN]}…"
        return (
            f"\n{self.door}, try {self.number} (DOOR='{self.door}' TRY={self.number}): {self.why}\n  {shown}"
        )


async def fuzz(door: Door, seconds: float, seed: int, only: int | None = None) -> tuple[int, list[Found]]:
    """Try for so many seconds, or only one try; returns how many tries there were, and what was found."""
    found: dict[str, Found] = {}
    end, number = monotonic() + seconds, -1
    while monotonic() < end and len(found) < MOST_FOUND:
        number = number + 1 if only is None else only
        sample = door.sample(Random(f"{seed}/{door.name}/{number}"))
        if why := await _wrong(door, sample):
            found.setdefault(why, Found(door.name, number, why, ascii(sample)))
        if only is not None:
            break
    return number + 1 if only is None else 1, list(found.values())


async def _wrong(door: Door, sample: Any) -> str:
    """What is wrong with what came of a sample; empty if nothing is."""
    try:
        async with asyncio.timeout(WAITS_FOR):
            with _patience():
                await door.take(sample)
    except door.expected as told:
        return "" if "\n\n" not in str(told) else "more than one message"
    except Exception as failure:  # noqa: BLE001 - this is what is looked for
        return f"{type(failure).__name__} at {_place(failure)}: {failure}"[:300]
    return ""


@contextmanager
def _patience() -> Iterator[None]:
    """Raise Hangs in whatever computes for too long."""

    def raise_(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGVTALRM, raise_)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _place(failure: BaseException) -> str:
    """The innermost line of ours, else of anybody's."""
    frames = traceback.extract_tb(failure.__traceback__)
    ours = [
        frame for frame in frames if "site-packages" not in frame.filename and "/tests/" not in frame.filename
    ]
    frame = (ours or frames)[-1]
    return "/".join(frame.filename.split("/")[-3:]) + f":{frame.lineno}"
