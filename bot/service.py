"""The bot as a service: it runs until a signal, and takes the calls file over again at another."""

import asyncio
import signal
from contextlib import suppress

from bot.app import at_work
from bot.settings import Settings


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM; raises what keeps it from starting (see `bot.composition.bot_parts`)."""
    async with at_work(settings) as bot:
        changes_between = asyncio.ensure_future(bot.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, changes_between.cancel)
        with suppress(asyncio.CancelledError):
            await changes_between
