"""What is at work for one of many teams, and how it ends."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.app import GRACE_SECONDS, Bot
from bot.model.installation import Installation
from handlers.incoming.signed import Answer


@dataclass(frozen=True, slots=True)
class Hand:
    """What is at work for one team, until it is `let_go`; `running` are the turns of its bot."""

    installation: Installation
    bot: Bot
    answer: Answer
    running: asyncio.Task[None]
    let_go: AsyncExitStack

    async def finish(self) -> None:
        """Begin nothing more, and finish what is in hand, for a while."""
        await self.bot.end()
        await asyncio.wait({self.running}, timeout=GRACE_SECONDS)


async def ended(task: asyncio.Task[None]) -> None:
    """Cancel a task; returns once it has ended."""
    task.cancel()
    await asyncio.wait({task})
