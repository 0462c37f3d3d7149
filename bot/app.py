"""The composition root: the one place that knows everybody."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from bot.calls_file import read_calls
from bot.clock import now
from bot.cycle.advance import Taken, advance
from bot.cycle.calls.apply_calls import adopt_calls
from bot.cycle.deliver import deliver
from bot.cycle.isolation import Isolation
from bot.health import Health, serve
from bot.model.errors import DatabaseUnusable, FileUnreadable
from bot.model.trouble import described
from bot.ports import Clock, Wiki
from bot.scheduler import Heartbeat
from bot.settings import Settings
from bot.wiki.pages import WikiPages
from handlers.context import HandlerContext, handler_context
from handlers.home.show import HomeRefresher
from handlers.incoming.catch_up import LookBack
from handlers.incoming.connect import (
    EVENTS_PATH,
    App,
    build_app,
    connect,
    http_handler,
    introduce,
    posting_client,
    reading_client,
)
from handlers.incoming.inbox import Drain
from handlers.incoming.look_back_beside import LookBackBeside
from handlers.incoming.route import route
from handlers.incoming.stuck import tell_chairs
from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.queue import RowInbox
from storage.store import RowStore, adopt, only_team

T = TypeVar("T")
log = logging.getLogger(__name__)

REPEATED_WITHIN = timedelta(days=30)  # far longer than any event is sent again
LEAST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=10)


class Bot:
    """The bot at work: arrivals and beats wake it, and at every turn it does what is missing."""

    def __init__(
        self,
        context: HandlerContext,
        wiki: Wiki,
        inbox: RowInbox,
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
        self._drain = Drain(inbox, route(context), clock, partial(tell_chairs, context=context))
        self._home_refresher = HomeRefresher(context)
        self._look_back = LookBackBeside(look_back, clock, self._looked_back)
        self._isolation = Isolation()
        self._woken = asyncio.Event()
        self._alone = asyncio.Lock()
        self._owner = uuid4().hex

    def wake(self) -> None:
        """Something arrived, or time has passed."""
        self._woken.set()

    def connected(self) -> None:
        """A connection is there again; what was said in between has to be read back."""
        self._look_back.behind()
        self._woken.set()

    async def turn(self) -> tuple[Taken, ...]:
        """Work on what arrived, do what should have happened by now, and say what is owed.

        A part that fails does not keep the next one from its work; DatabaseUnusable ends the turn.
        """
        async with self._alone:
            self.health.begins()
            await self._look_back.begin()
            worked = await self._part("working on arrivals", self._drain.run)
            taken = await self._part("seeing what is due", self._advance) or ()
            said = await self._part("saying what is owed", self._say)
            changed = bool(worked or taken or said)
            await self._part("showing homes", partial(self._home_refresher.freshen, changed=changed))
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


@contextmanager
def remembering(settings: Settings, *, alone: bool = False) -> Iterator[Database]:
    """The database, brought up to date; `alone` keeps other bots from the same file."""
    database = open_database(settings.database_url)
    try:
        if alone:
            database.own()
        upgrade(database)
        yield database
    finally:
        database.close()


def memory(database: Database) -> RowStore:
    """The memory of the one workspace this database is of."""
    return RowStore(database, only_team(database))


@asynccontextmanager
async def at_work(settings: Settings, clock: Clock = now) -> AsyncIterator[Bot]:
    """The whole bot, connected and beating, until the context ends."""
    posting = posting_client(settings.bot_token, settings.api_url)
    reading = reading_client(settings.bot_token, settings.api_url)
    async with AsyncExitStack() as stack:
        database = stack.enter_context(remembering(settings, alone=True))
        me = await introduce(posting)
        adopt(database, me.team)
        store, inbox = RowStore(database, me.team), RowInbox(database, me.team)
        await _apply(settings, store, clock)
        context = handler_context(store, posting, reading, clock, me=me.user, team=me.team)
        wiki = WikiPages(settings.wiki_password)
        look_back = LookBack(reading, inbox, store, clock)
        bot = Bot(context, wiki, inbox, look_back, clock, tick_seconds=settings.tick_seconds)
        stack.push_async_callback(bot.stop)
        app = build_app(posting, me, inbox, bot.wake, clock, signing_secret=settings.signing_secret or "")
        await _listen(settings, app, bot, stack)
        heartbeat = Heartbeat(bot.wake, settings.tick_seconds)
        heartbeat.start()
        stack.callback(heartbeat.stop)
        yield bot


async def run(settings: Settings) -> None:
    """Run the bot until it is told to stop."""
    async with at_work(settings) as bot:
        turns = asyncio.ensure_future(bot.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, turns.cancel)
        with suppress(asyncio.CancelledError):
            await turns


def text_of(file: Path) -> str:
    """What stands in a file."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(f"{file} ({type(error).__name__})") from error


async def _apply(settings: Settings, store: RowStore, clock: Clock) -> None:
    """Take over what is new in the calls file; what was set up in the chat since stays."""
    if settings.calls_file is None:
        return
    wanted = read_calls(text_of(settings.calls_file), str(settings.calls_file))
    file = settings.calls_file.name
    for line in await adopt_calls(wanted, file=file, store=store, now=clock(), news_only=True):
        log.info("%s", line)


async def _listen(settings: Settings, app: App, bot: Bot, stack: AsyncExitStack) -> None:
    """Over a socket when there is an app token, else over HTTP beside the health page."""
    sockets = settings.app_token is not None
    if settings.http is not None:
        paths = {} if sockets else {EVENTS_PATH: http_handler(app)}
        stack.push_async_callback(await serve(settings.http, bot.health, paths))
    if settings.app_token is not None:
        handler = await connect(app, settings.app_token, connected=bot.connected)
        stack.push_async_callback(handler.close_async)
    else:
        bot.connected()
