"""The running bot: it waits until it is woken, takes a turn, and waits again."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from bot.calls_file import read_calls
from bot.clock import now
from bot.composition import bot_parts, listening
from bot.cycle.advance import Taken, advance
from bot.cycle.calls.apply_calls import adopt_calls
from bot.cycle.deliver import deliver
from bot.cycle.isolation import Isolation
from bot.health import Health
from bot.model.errors import DatabaseUnusable, FileUnreadable
from bot.model.trouble import described
from bot.ports import Clock, Inbox, Store, Wiki
from bot.settings import Settings
from handlers.context import HandlerContext
from handlers.home.show import HomeRefresher
from handlers.incoming.catch_up import LookBack
from handlers.incoming.inbox import Drain
from handlers.incoming.look_back_beside import LookBackBeside
from handlers.incoming.route import route
from handlers.incoming.stuck import tell_chairs

T = TypeVar("T")
log = logging.getLogger(__name__)

REPEATED_WITHIN = timedelta(days=30)  # far longer than any event is sent again
LEAST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=10)


class Bot:
    """The running bot. Requests and the heartbeat wake it; in each turn it does whatever is missing."""

    def __init__(
        self,
        context: HandlerContext,
        wiki: Wiki,
        inbox: Inbox,
        look_back: LookBack,
        clock: Clock,
        *,
        tick_seconds: float = 0.0,
    ) -> None:
        self.context = context
        self._wiki = wiki
        self.inbox = inbox
        self.health = Health(tick_seconds)
        self._clock = clock
        self._home_refresher = HomeRefresher(context)
        self._drain = Drain(
            inbox, route(context, self._home_refresher), clock, partial(tell_chairs, context=context)
        )
        self._look_back = LookBackBeside(look_back, clock, self._looked_back)
        self._isolation = Isolation()
        self._woken = asyncio.Event()
        self._alone = asyncio.Lock()
        self._owner = uuid4().hex

    def wake(self) -> None:
        """End the wait for the next turn: a request has arrived, or time has passed."""
        self._woken.set()

    def connected(self) -> None:
        """Note that Slack is connected (again); messages that were missed meanwhile are read back."""
        self._look_back.behind()
        self._woken.set()

    async def turn(self) -> tuple[Taken, ...]:
        """Work on what arrived, do what should have happened by now, and deliver what is in the outbox.

        A part that fails does not keep the next one from its work; DatabaseUnusable ends the turn.
        """
        async with self._alone:
            self.health.begins()
            await self._look_back.begin()
            worked = await self._part("working on arrivals", self._drain.run)
            taken = await self._part("seeing what is due", self._advance) or ()
            said = await self._part("delivering what is in the outbox", self._say)
            changed = bool(worked or taken or said)
            await self._part("showing homes", partial(self._home_refresher.refresh, changed=changed))
            self.health.turned()
            return taken

    async def run(self) -> None:
        """Take a turn whenever woken, until cancelled; what fails now is missing still at the next turn."""
        while True:
            try:
                await self._rest()
                await self.turn()
            except Exception as failure:  # noqa: BLE001 - the loop must outlive whatever it is
                self._failed("a turn", failure)
                await self._woken_within(LONGEST_PAUSE)

    async def stop(self) -> None:
        """Do nothing beside turns any more."""
        await self._look_back.stop()

    async def _part(self, what: str, work: Callable[[], Awaitable[T]]) -> T | None:
        """Do one part of a turn; None if it fails."""
        try:
            return await work()
        except DatabaseUnusable:
            raise
        except Exception as failure:  # noqa: BLE001 - the parts after it must not suffer
            self._failed(what, failure)
            return None

    def _failed(self, what: str, failure: Exception) -> None:
        reason = described(failure)
        log.error("%s was not taken to its end: %s", what, reason)
        self.health.failed(reason)

    async def _advance(self) -> tuple[Taken, ...]:
        store, pages = self.context.store, self.context.chat.pages
        return await advance(store=store, now=self._clock(), pages=pages, isolation=self._isolation)

    async def _say(self) -> int:
        store, chat = self.context.store, self.context.chat
        return await deliver(store=store, chat=chat, wiki=self._wiki, clock=self._clock, owner=self._owner)

    async def _rest(self) -> None:
        """Wait to be woken, or until something that Slack did not take is due again."""
        due = await self._part("seeing what is due next", self._next_due)
        pause = max(due - self._clock(), LEAST_PAUSE) if due else LONGEST_PAUSE
        await self._woken_within(min(pause, LONGEST_PAUSE))
        self._woken.clear()

    async def _next_due(self) -> datetime | None:
        return await self.context.store.read(lambda book: book.next_due())

    async def _woken_within(self, pause: timedelta) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), pause.total_seconds())

    async def _looked_back(self) -> None:
        await self.inbox.forget_before(self._clock() - REPEATED_WITHIN)
        self.wake()  # for what was found after the turn had gone on


@asynccontextmanager
async def at_work(settings: Settings, clock: Clock = now) -> AsyncIterator[Bot]:
    """The whole bot, connected and woken by its heartbeat, until the context ends.

    Turns are taken by who asks for it: `run` until cancelled, or `turn` once.
    """
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(bot_parts(settings, clock))
        await _apply(settings, parts.context.store, clock)
        bot = Bot(
            parts.context, parts.wiki, parts.inbox, parts.look_back, clock, tick_seconds=settings.tick_seconds
        )
        stack.push_async_callback(bot.stop)
        await stack.enter_async_context(
            listening(settings, parts, bot.health, wake=bot.wake, connected=bot.connected)
        )
        yield bot


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM; raises what keeps it from starting (see `bot.composition.bot_parts`)."""
    async with at_work(settings) as bot:
        changes_between = asyncio.ensure_future(bot.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, changes_between.cancel)
        with suppress(asyncio.CancelledError):
            await changes_between


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
