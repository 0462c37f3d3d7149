"""The bot as a service: it runs until a signal, and takes the calls file over again at another."""

import asyncio
import gc
import signal
from contextlib import suppress
from typing import Any

from bot.app import GRACE_SECONDS, Bot
from bot.at_work import at_work
from bot.calls_on_disk import apply_news
from bot.clock import now
from bot.model.errors import MinutesError
from bot.model.happened import Event, Fact, Happened
from bot.ports import Clock
from bot.settings import Settings

ENDING = (signal.SIGTERM, signal.SIGINT)


async def run(settings: Settings, clock: Clock = now, *, grace: float = GRACE_SECONDS) -> None:
    """Run the bot until SIGTERM or SIGINT; at SIGHUP the calls file is applied again.

    What is in hand is finished, for so many seconds of `grace`, or until a second signal. Raises what keeps
    the bot from starting (see `bot.composition.bot_parts`).
    """
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[signal.Signals] = loop.create_future()
    async with at_work(settings, clock) as bot:
        gc.freeze()  # as in `bot.memory`: what is there by now stays
        running = asyncio.ensure_future(bot.run())
        service = _Service(bot, settings, running, ended)
        for number in ENDING:
            loop.add_signal_handler(number, service.end, number)
        loop.add_signal_handler(signal.SIGHUP, service.apply_again)
        both: tuple[asyncio.Future[Any], ...] = running, ended
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        began = loop.time()
        await bot.end()
        await asyncio.wait({running}, timeout=grace)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await service.applied()
    facts: dict[str, Fact] = {"reason": ended.result().name, "took_ms": round((loop.time() - began) * 1000)}
    bot.journal(Happened(Event.STOPPED, facts))


class _Service:
    """What signals do."""

    def __init__(
        self,
        bot: Bot,
        settings: Settings,
        running: "asyncio.Future[None]",
        ended: "asyncio.Future[signal.Signals]",
    ) -> None:
        self._bot = bot
        self._settings = settings
        self._running = running
        self._ended = ended
        self._applying: asyncio.Task[None] | None = None

    def end(self, number: signal.Signals) -> None:
        """End soon; at a second signal at once."""
        if self._ended.done():
            self._running.cancel()
        else:
            self._ended.set_result(number)

    def apply_again(self) -> None:
        """Apply the calls file once more, one time after the other."""
        self._applying = asyncio.ensure_future(self._apply(self._applying))

    async def applied(self) -> None:
        """Wait until the calls file is applied, where that is under way."""
        if self._applying is not None:
            await self._applying

    async def _apply(self, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await before
        bot, file = self._bot, self._settings.calls_file
        if file is None:
            self._refused("MINUTESBOT_CALLS names no file")
            return
        try:
            its, may_mail = bot.context, self._settings.sends_mail
            await apply_news(file, its.store, its.clock(), bot.journal, may_mail=may_mail)
            bot.wake()
        except MinutesError as wrong:
            self._refused(str(wrong))

    def _refused(self, reason: str) -> None:
        self._bot.journal(Happened(Event.CALLS_REFUSED, {"reason": reason}))
