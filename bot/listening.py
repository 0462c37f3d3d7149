"""The door of a bot of one workspace: what comes in from Slack, and from the alarm clock."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from bot.clock import now
from bot.composition import BotParts, count_turns
from bot.health import Health, serve
from bot.model.happened import Event, Fact, Happened
from bot.readiness import Readiness
from bot.scheduler import AlarmClock
from bot.settings import Settings
from bot.version import VERSION
from handlers.incoming.connect import EVENTS_PATH, build_app, connect, http_handler
from handlers.incoming.dispatch import SlackApp

SOCKET, HTTP = "socket", "http"


def introduction(parts: BotParts, settings: Settings) -> Happened:
    """Who starts to work where: the first line of the log."""
    me = parts.identity
    facts: dict[str, Fact] = {
        "version": VERSION,
        "workspace": me.team_name,
        "team": me.team,
        "bot": me.user,
        "database": settings.database_url.partition(":")[0].partition("+")[0],
        "via": _via(settings),
    }
    return Happened(Event.STARTED, facts)


def _via(settings: Settings) -> str:
    return SOCKET if settings.app_token else HTTP


@asynccontextmanager
async def listening(
    settings: Settings,
    parts: BotParts,
    health: Health,
    *,
    wake: Callable[[], None],
    missed: Callable[[], None],
) -> AsyncIterator[AlarmClock]:
    """Let Slack's requests in, and the alarm clock go, until the context ends.

    Requests come over a socket with an app token, else over HTTP.

    `wake` is called for every arrival and at every heartbeat, `missed` whenever a connection is there (again)
    or could not be opened, or something could not be kept. Raises ConfigurationWrong where the port is taken,
    ChatUnusable where the app token is refused.
    """
    app = _slack_app(parts, settings, wake, missed)
    page = _readiness(parts, health)

    def hello() -> None:
        parts.journal(Happened(Event.LISTENING, {"via": _via(settings)}))
        missed()

    async with AsyncExitStack() as stack:
        if settings.http is not None:
            paths = {} if settings.app_token else {EVENTS_PATH: http_handler(app)}
            pages = {"/ready": page.ready, "/metrics": page.metrics}
            stack.push_async_callback(await serve(settings.http, health, paths, pages=pages))
        if settings.app_token is not None:
            socket = await connect(
                app, settings.app_token, connected=hello, missed=missed, ping_seconds=parts.ping_seconds
            )
            page.look = lambda: socket.client.standing
            stack.push_async_callback(socket.close_async)
        else:
            hello()
        alarm_clock = AlarmClock(wake, settings.tick_seconds, now)
        alarm_clock.start()
        stack.callback(alarm_clock.stop)
        yield alarm_clock


def _slack_app(
    parts: BotParts, settings: Settings, wake: Callable[[], None], missed: Callable[[], None]
) -> SlackApp:
    """What keeps all that Slack sends, and wakes the bot for it."""
    return build_app(
        parts.context.posting,
        parts.identity,
        parts.inbox,
        wake,
        parts.context.clock,
        missed=missed,
        signing_secret=settings.signing_secret or "",
        arrived=parts.metrics.arrived,
    )


def _readiness(parts: BotParts, health: Health) -> Readiness:
    """The pages on whether this bot is ready, and how it does; its turns are counted from now on."""
    team = parts.identity.team
    count_turns(parts.metrics, team, health)
    return Readiness(
        parts.metrics, health, parts.context.clock, team=team, read=parts.read, is_current=parts.is_current
    )
