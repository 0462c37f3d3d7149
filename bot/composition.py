"""The composition root: the only place that makes adapters, for the running bot and for every command.

An adapter is what speaks to the world: the database, Slack, the wiki, the sockets, the scheduler. All other
modules are handed the parts that they need, mostly as the protocols of `bot.ports`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from functools import partial

from bot.clock_guard import AskTime
from bot.git.pages import GitPages
from bot.health import Health
from bot.journal import Journal
from bot.mail.mails import Mails
from bot.metrics import Metrics
from bot.model.errors import ConfigurationWrong
from bot.model.figures import Figures
from bot.ports import Clock, Copies, Inbox, Mail, Repository, Store, Wiki
from bot.readiness import IsCurrent, Read
from bot.records import daily_copies, up_to_date
from bot.settings import Settings
from bot.version import VERSION
from bot.wiki.pages import WikiPages
from bot.worker import Worker
from handlers.context import HandlerContext
from handlers.incoming.catch_up import LookBack
from handlers.incoming.connect import PING_SECONDS
from handlers.incoming.stuck import sender_of
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import Counted, nobody, posting_client, reading_client
from handlers.web_api.names import Names
from handlers.web_api.slack_time import slack_time
from handlers.web_api.tokens import BotIdentity, Client, bot_identity
from storage.database import Database
from storage.figures import figures
from storage.migrations import is_current
from storage.queue import RowInbox
from storage.store import RowStore, adopt


@dataclass(frozen=True, slots=True)
class SlackClients:
    """The two clients of one bot token; nothing has been asked of Slack yet.

    `reading` waits when Slack limits it, so it is for what goes on beside everything else.
    """

    posting: Client
    reading: Client

    def chat(
        self,
        team: str = "",
        clock: Clock | None = None,
        store: Store | None = None,
        scopes: tuple[str, ...] = (),
    ) -> SlackChat:
        """The chat; people of another workspace than `team` are strangers.

        With a `clock` it is known for a while in which zone readers are, with a `store` to all processes.
        `scopes` are those that were granted, as far as is known.
        """
        return SlackChat(self.posting, team=team, clock=clock, store=store, scopes=scopes)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the bots of several teams share."""

    database: Database
    worker: Worker
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class BotParts:
    """What the running bot is made of; `look_back` reads what was written while it was away.

    `journal` is told what happens, `metrics` count it. `read` reads figures of the rows, `is_current` says
    whether the tables are of this release. `slack_time` asks Slack what time it is; without it our own clock
    is trusted always. `copies` are those that are made every day. The socket is asked every `ping_seconds`
    whether it still stands.
    """

    identity: BotIdentity
    context: HandlerContext
    inbox: Inbox
    wiki: Wiki
    repository: Repository
    mail: Mail
    look_back: LookBack
    journal: Journal
    metrics: Metrics
    read: Read
    is_current: IsCurrent
    slack_time: AskTime | None = None
    copies: Copies | None = None
    ping_seconds: float = PING_SECONDS


def slack_clients(settings: Settings, counted: Counted = nobody) -> SlackClients:
    """Clients for the bot token of the settings; `counted` is told of every request."""
    return clients_for(settings.bot_token, settings, counted)


def clients_for(token: str, settings: Settings, counted: Counted = nobody) -> SlackClients:
    """Clients for a bot token."""
    url = settings.api_url
    return SlackClients(posting_client(token, url, counted), reading_client(token, url, counted))


def wiki_pages(settings: Settings) -> WikiPages:
    """The wikis of all calls, with the password of the settings."""
    return WikiPages(settings.wiki_password)


def git_pages() -> GitPages:
    """The repositories of all calls, with the credentials that git itself finds."""
    return GitPages()


def mails(settings: Settings, team: str) -> Mails:
    """What sends the mail of one team's calls, by the server of the settings."""
    return Mails(settings.mail_server, settings.mail_from, team)


@asynccontextmanager
async def bot_parts(settings: Settings, clock: Clock) -> AsyncIterator[BotParts]:
    """Everything the bot is made of, until the context ends; nothing comes in yet.

    Raises DatabaseUnusable, DatabaseBusy where another bot uses the same file, ChatUnusable, and
    ConfigurationWrong where the settings are for several workspaces.
    """
    if settings.client_id:
        raise ConfigurationWrong("SLACK_CLIENT_ID is for several workspaces, and this is for one")
    metrics = Metrics(VERSION)
    slack = slack_clients(settings, metrics.requested)
    with up_to_date(settings, alone=True) as database, closing(Worker()) as worker:
        me = await bot_identity(slack.posting)
        adopt(database, me.team)
        database.failure_observed = metrics.database_failed
        parts = parts_of(settings, slack, me, clock, Shared(database, worker, metrics))
        yield replace(parts, copies=daily_copies(settings, database))


def parts_of(
    settings: Settings, slack: SlackClients, me: BotIdentity, clock: Clock, shared: Shared
) -> BotParts:
    """The parts of the bot of one team; rows of another it never sees."""
    database, journal = shared.database, Journal()
    journal.listeners.append(partial(shared.metrics.heard, me.team))
    store = RowStore(database, me.team, shared.worker.for_team(me.team), journal)
    inbox = RowInbox(database, me.team, sender_of)
    chat = slack.chat(me.team, clock, store, me.scopes)
    names = Names(chat, slack.posting, clock)
    context = HandlerContext(store, chat, slack.posting, names, clock, me.user)
    return BotParts(
        me,
        context,
        inbox,
        wiki_pages(settings),
        git_pages(),
        mails(settings, me.team),
        LookBack(slack.reading, inbox, store, clock),
        journal,
        shared.metrics,
        partial(_figures, database, me.team, clock),
        partial(asyncio.to_thread, is_current, database),
        partial(slack_time, slack.posting),
    )


async def _figures(database: Database, team: str, clock: Clock) -> Mapping[str, Figures]:
    return {team: await figures(database, team, clock())}


def count_turns(metrics: Metrics, team: str, health: Health) -> None:
    """Let the turns of a workspace's bot be counted, and what is told of that workspace begin."""
    metrics.begin(team)
    health.turn_observed = metrics.turned
    health.failure_observed = partial(metrics.failed, team)
