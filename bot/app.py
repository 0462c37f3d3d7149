"""The running bot: it waits until it is woken, takes a turn, and waits again."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from bot.calls_file import read_calls
from bot.clock import now
from bot.composition import bot_parts, listening
from bot.cycle.advance import Taken, advance
from bot.cycle.calls.apply_calls import adopt_calls
from bot.cycle.deliver import deliver
from bot.health import Health
from bot.model.errors import FileUnreadable, MinutesError
from bot.ports import Clock, Inbox, Store, Wiki
from bot.settings import Settings
from handlers.context import HandlerContext
from handlers.home.show import HomeRefresher
from handlers.incoming.inbox import Drain
from handlers.incoming.route import route

log = logging.getLogger(__name__)

REPEATED_WITHIN = timedelta(days=30)  # far longer than any event is sent again
LEAST_PAUSE = timedelta(seconds=1)
CATCH_UP_EVERY = timedelta(hours=1)


class Bot:
    """The running bot. Requests and the heartbeat wake it; in each turn it does whatever is missing."""

    def __init__(
        self,
        context: HandlerContext,
        wiki: Wiki,
        inbox: Inbox,
        look_back: Callable[[], Awaitable[int]],
        clock: Clock,
    ) -> None:
        self.context = context
        self._wiki = wiki
        self.inbox = inbox
        self.health = Health()
        self._clock = clock
        self._home_refresher = HomeRefresher(context)
        self._drain = Drain(inbox, route(context, self._home_refresher), clock)
        self._look_back = look_back
        self._looked_back_at = clock()
        self._behind = asyncio.Event()
        self._woken = asyncio.Event()
        self._alone = asyncio.Lock()
        self._owner = uuid4().hex

    def wake(self) -> None:
        """End the wait for the next turn: a request has arrived, or time has passed."""
        self._woken.set()

    def connected(self) -> None:
        """Note that Slack is connected (again); the next turn reads messages that were missed meanwhile."""
        self._behind.set()
        self._woken.set()

    async def turn(self) -> tuple[Taken, ...]:
        """Work on what arrived, do what should have happened by now, and say what is owed."""
        async with self._alone:
            await self._read_back()
            worked = await self._drain.run()
            taken = await advance(store=self.context.store, now=self._clock(), pages=self.context.chat.pages)
            said = await self._say()
            await self._home_refresher.freshen(changed=bool(worked or taken or said))
            self.health.turned()
            return taken

    async def run(self) -> None:
        """Take a turn whenever woken, until cancelled; what fails now is missing still at the next turn."""
        while True:
            try:
                await self._rest()
                await self.turn()
            except MinutesError as error:
                log.warning("a turn was not taken to its end: %s", error)
                self.health.failed(str(error))
                await self._woken.wait()

    async def _say(self) -> int:
        store, chat = self.context.store, self.context.chat
        return await deliver(store=store, chat=chat, wiki=self._wiki, clock=self._clock, owner=self._owner)

    async def _rest(self) -> None:
        """Wait to be woken, or until something that Slack did not take is due again."""
        due = await self.context.store.read(lambda book: book.next_due())
        pause = max(due - self._clock(), LEAST_PAUSE).total_seconds() if due else None
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), pause)
        self._woken.clear()

    async def _read_back(self) -> None:
        if self._clock() - self._looked_back_at >= CATCH_UP_EVERY:
            self._behind.set()
        if self._behind.is_set():
            await self._look_back()
            await self.inbox.forget_before(self._clock() - REPEATED_WITHIN)
            self._behind.clear()
            self._looked_back_at = self._clock()


@asynccontextmanager
async def at_work(settings: Settings, clock: Clock = now) -> AsyncIterator[Bot]:
    """The whole bot, connected and woken by its heartbeat, until the context ends.

    Turns are taken by who asks for it: `run` until cancelled, or `turn` once.
    """
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(bot_parts(settings, clock))
        await _apply(settings, parts.context.store, clock)
        bot = Bot(parts.context, parts.wiki, parts.inbox, parts.catch_up, clock)
        await stack.enter_async_context(
            listening(settings, parts, bot.health, wake=bot.wake, connected=bot.connected)
        )
        yield bot


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM; raises what keeps it from starting (see `bot.composition.bot_parts`)."""
    async with at_work(settings) as bot:
        turns = asyncio.ensure_future(bot.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, turns.cancel)
        with suppress(asyncio.CancelledError):
            await turns


def text_of(file: Path) -> str:
    """The text of a UTF-8 file; raises FileUnreadable."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(f"{file} ({type(error).__name__})") from error


async def _apply(settings: Settings, store: Store, clock: Clock) -> None:
    """Apply what is new in the calls file; what was changed in the chat since stays as it is."""
    if settings.calls_file is None:
        return
    wanted = read_calls(text_of(settings.calls_file), str(settings.calls_file))
    file = settings.calls_file.name
    for line in await store.change(adopt_calls, wanted, file=file, now=clock(), news_only=True):
        log.info("%s", line)
