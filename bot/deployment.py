"""The composition root where one deployment serves many teams: what they share, what each has for itself."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.clock import now
from bot.composition import BotParts, Shared, SlackClients, clients_for, parts_of
from bot.health import Health, serve
from bot.metrics import Metrics
from bot.model.errors import ConfigurationWrong, NotNow, OutcomeUnknown, Rejected
from bot.model.figures import Figures
from bot.model.installation import Installation
from bot.ports import BegunInstallations, Clock, Copies, Installations
from bot.readiness import Readiness
from bot.records import daily_copies, up_to_date
from bot.scheduler import AlarmClock
from bot.settings import Settings
from bot.version import VERSION
from bot.worker import Worker
from handlers.incoming.connect import EVENTS_PATH, build_app, signed_handler
from handlers.incoming.dispatch import answered
from handlers.incoming.signed import Answer
from handlers.oauth.flow import install_pages
from handlers.oauth.stores import InstallationStore, StateStore
from handlers.web_api.api_errors import responded
from handlers.web_api.tokens import BotIdentity, bot_identity
from storage.figures import figures
from storage.installations import RowBegunInstallations, RowInstallations
from storage.migrations import is_current
from storage.sealing import Seal, new_key


@dataclass(frozen=True, slots=True)
class Deployment:
    """What the bots of many teams share: the database, heavy work, who has installed the app."""

    installations: Installations
    begun: BegunInstallations
    copies: Copies | None
    shared: Shared
    _settings: Settings

    async def parts_for(self, installation: Installation, clock: Clock) -> BotParts:
        """What the bot of one team is made of; raises ChatUnusable where its token is refused."""
        slack = self._clients(installation)
        me = await self.identity(installation)
        its = replace(me, team=installation.team)
        return parts_of(self._settings, slack, its, clock, self.shared)

    async def identity(self, installation: Installation) -> BotIdentity:
        """Who Slack says the bot is in a team; raises ChatUnusable where its token is refused."""
        return await bot_identity(self._clients(installation).posting)

    async def is_taken(self, installation: Installation) -> bool:
        """Whether Slack still takes a token; where it cannot be asked it is taken to be."""
        try:
            await responded(self._clients(installation).posting.auth_test())
        except Rejected:
            return False
        except (NotNow, OutcomeUnknown):
            return True
        return True

    async def figures(self, now: datetime) -> Mapping[str, Figures]:
        """What the rows of each team say; raises DatabaseUnusable."""
        database = self.shared.database
        return {team: await figures(database, team, now) for team in await self.installations.teams()}

    def hearing(
        self, parts: BotParts, *, wake: Callable[[], None], missed: Callable[[], None]
    ) -> tuple[AlarmClock, Answer]:
        """What wakes the bot of one team by time, and what answers the requests of this team."""
        context, secret = parts.context, self._settings.signing_secret or ""
        its = (context.posting, parts.identity, parts.inbox, wake, context.clock)
        app = build_app(*its, missed=missed, signing_secret=secret, arrived=parts.metrics.arrived)
        return AlarmClock(wake, self._settings.tick_seconds, now), partial(answered, app)

    def _clients(self, installation: Installation) -> SlackClients:
        return clients_for(installation.token, self._settings, self.shared.metrics.requested)


@asynccontextmanager
async def deployment(settings: Settings, *, alone: bool = True) -> AsyncIterator[Deployment]:
    """What all teams share, until the context ends; `alone` keeps other bots from the same file.

    Raises ConfigurationWrong, DatabaseUnusable, and DatabaseBusy where another bot uses the same file.
    """
    seal = Seal(settings.token_keys)
    with up_to_date(settings, alone=alone) as database, closing(Worker()) as worker:
        metrics = Metrics(VERSION)
        database.failure_observed = metrics.database_failed
        yield Deployment(
            RowInstallations(database, seal),
            RowBegunInstallations(database),
            daily_copies(settings, database),
            Shared(database, worker, metrics),
            settings,
        )


@asynccontextmanager
async def listening_for_all(
    settings: Settings,
    made: Deployment,
    health: Health,
    *,
    answer: Answer,
    installed: Callable[[], None],
    clock: Clock,
) -> AsyncIterator[None]:
    """Let the requests of all teams in over HTTP, and those who install the app, until the context ends.

    `installed` is called when somebody has. Raises ConfigurationWrong where the port is taken.
    """
    pages = install_pages(
        client_id=settings.client_id or "",
        client_secret=settings.client_secret or "",
        api_url=settings.api_url,
        client_for=lambda token: clients_for(token, settings).posting,
        installations=InstallationStore(made.installations, clock, installed),
        states=StateStore(made.begun, clock),
    )
    if settings.http is None:
        raise ConfigurationWrong(
            "MINUTESBOT_HTTP is off, but the requests of several workspaces come in there"
        )
    shared = made.shared
    current = partial(asyncio.to_thread, is_current, shared.database)
    page = Readiness(
        shared.metrics, health, clock, team="", read=lambda: made.figures(clock()), is_current=current
    )
    pages = {**pages, "/ready": page.ready, "/metrics": page.metrics}
    paths = {EVENTS_PATH: signed_handler(settings.signing_secret or "", answer)}
    stop = await serve(settings.http, health, paths, pages=pages)
    try:
        yield
    finally:
        await stop()


def new_token_key() -> str:
    """A new key to encrypt tokens with."""
    return new_key()


def sealed_anew(settings: Settings) -> int:
    """Encrypt the tokens of all workspaces with the first key; returns how many there are.

    Raises ConfigurationWrong without a key, DatabaseUnusable, and TokenUnreadable, and then changes nothing.
    """
    seal = Seal(settings.token_keys)
    with up_to_date(settings, alone=False) as database:
        return RowInstallations(database, seal).seal_anew()
