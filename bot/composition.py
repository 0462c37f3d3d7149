"""The composition root: the only place that makes adapters, for the running bot and for every command.

An adapter is what speaks to the world: the database, Slack, the wiki, the sockets, the scheduler. All other
modules are handed the parts that they need, mostly as the protocols of `bot.ports`.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.health import Health, serve
from bot.ports import Clock, Inbox, Store
from bot.scheduler import Heartbeat
from bot.settings import Settings
from bot.wiki.pages import WikiPages
from handlers.context import HandlerContext
from handlers.incoming.catch_up import LookBack
from handlers.incoming.connect import EVENTS_PATH, build_app, connect, http_handler
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client, reading_client
from handlers.web_api.names import Names
from handlers.web_api.tokens import BotIdentity, Client, bot_identity
from storage.database import Database, backup, open_database
from storage.migrations import current, upgrade
from storage.queue import RowInbox
from storage.store import RowStore, adopt, only_team


class Records:
    """The database for a command: its tables are up to date, and it is of one workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.engine = database.journal

    @property
    def store(self) -> Store:
        """The records of the one workspace; raises SeveralTeams where there are more."""
        return RowStore(self._database, only_team(self._database))

    @property
    def revision(self) -> str:
        """The migration that the tables are at."""
        return current(self._database)

    def back_up(self, file: Path) -> None:
        """Write a consistent copy; raises DatabaseUnusable where that cannot be done."""
        backup(self._database, file)


@dataclass(frozen=True, slots=True)
class SlackClients:
    """The two clients of one bot token; nothing has been asked of Slack yet."""

    posting: Client
    reading: Client

    def chat(self, team: str = "") -> SlackChat:
        """The chat; people of another workspace than `team` are strangers."""
        return SlackChat(self.posting, self.reading, team=team)


@dataclass(frozen=True, slots=True)
class BotParts:
    """What the running bot is made of; `look_back` reads what was written while it was away."""

    identity: BotIdentity
    context: HandlerContext
    inbox: Inbox
    wiki: WikiPages
    look_back: LookBack


@contextmanager
def open_records(settings: Settings) -> Iterator[Records]:
    """The database until the context ends; raises DatabaseUnusable."""
    with _up_to_date(settings, alone=False) as database:
        yield Records(database)


def slack_clients(settings: Settings) -> SlackClients:
    """Clients for the bot token of the settings."""
    return SlackClients(
        posting_client(settings.bot_token, settings.api_url),
        reading_client(settings.bot_token, settings.api_url),
    )


def wiki_pages(settings: Settings) -> WikiPages:
    """The wikis of all calls, with the password of the settings."""
    return WikiPages(settings.wiki_password)


@asynccontextmanager
async def bot_parts(settings: Settings, clock: Clock) -> AsyncIterator[BotParts]:
    """Everything the bot is made of, until the context ends; nothing comes in yet.

    Raises DatabaseUnusable, DatabaseBusy where another bot uses the same file, and ChatUnusable.
    """
    slack = slack_clients(settings)
    with _up_to_date(settings, alone=True) as database:
        me = await bot_identity(slack.posting)
        adopt(database, me.team)
        store, inbox = RowStore(database, me.team), RowInbox(database, me.team)
        chat = slack.chat(me.team)
        names = Names(chat, slack.reading, clock)
        context = HandlerContext(store, chat, slack.posting, names, clock, me.user)
        look_back = LookBack(slack.reading, inbox, store, clock)
        yield BotParts(me, context, inbox, wiki_pages(settings), look_back)


@asynccontextmanager
async def listening(
    settings: Settings,
    parts: BotParts,
    health: Health,
    *,
    wake: Callable[[], None],
    connected: Callable[[], None],
) -> AsyncIterator[None]:
    """Let Slack's requests in until the context ends: over a socket with an app token, else over HTTP.

    `wake` is called for every arrival and at every heartbeat, `connected` whenever a connection is there
    (again). Raises ConfigurationWrong where the port is taken, ChatUnusable where the app token is refused.
    """
    context, secret = parts.context, settings.signing_secret or ""
    app = build_app(context.posting, parts.identity, parts.inbox, wake, context.clock, signing_secret=secret)
    async with AsyncExitStack() as stack:
        if settings.http is not None:
            paths = {} if settings.app_token else {EVENTS_PATH: http_handler(app)}
            stack.push_async_callback(await serve(settings.http, health, paths))
        if settings.app_token is not None:
            socket = await connect(app, settings.app_token, connected=connected)
            stack.push_async_callback(socket.close_async)
        else:
            connected()
        heartbeat = Heartbeat(wake, settings.tick_seconds)
        heartbeat.start()
        stack.callback(heartbeat.stop)
        yield


@contextmanager
def _up_to_date(settings: Settings, *, alone: bool) -> Iterator[Database]:
    """The database with its tables up to date; `alone` keeps other bots from the same file."""
    database = open_database(settings.database_url)
    try:
        if alone:
            database.own()
        upgrade(database)
        yield database
    finally:
        database.close()
