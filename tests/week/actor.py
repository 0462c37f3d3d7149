"""The bot in a process of its own, which a test can kill or stop: `python -m tests.week.actor FOLDER`.

Settings come from the environment; how far its clock is ahead stands in a file that the test rewrites.
"""

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot import service
from bot.clock import now
from bot.logs import set_up_logging
from bot.settings import load


class PostedClock:
    """A clock that is ahead by the seconds that a file says."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        return now() + timedelta(seconds=float(self._file.read_text(encoding="ascii")))


async def main(folder: Path) -> None:
    settings = load(dotenv=None)
    set_up_logging(settings)
    await service.run(settings, PostedClock(folder / "ahead"))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
