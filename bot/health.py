"""The health page: whether the bot still takes turns, over HTTP; and who may hold up the server: nobody."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.model.errors import ConfigurationWrong

STALE_SECONDS = 60.0
BEATS = 4  # so many may be missed in a row
PATIENCE_SECONDS = 10.0  # for a request to come whole; Slack itself waits three seconds for the answer
LINGERING_SECONDS = 1.0  # for the rest of a request that was refused before its end
MOST_CONNECTIONS = 200  # open at a time; Slack and a proxy before us need a few
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _unobserved(*_: object) -> None:
    """Tell nobody."""


class Health:
    """Age and failure of the last turn, by the monotonic clock, which nobody can set.

    `tick_seconds` is how often the heart beats: with a slow one the last turn may well be older. `refused` is
    what Slack refuses until somebody mends it, `clock` what is wrong with our clock, `copies` why there is no
    copy of the database of today; a bot with any of these is alive. `turn_observed` is told how many seconds
    each turn took, `failure_observed` of each part that failed. `others` are the teams that are served, each
    by a bot of its own: while one of them is alive a stop of all would do more harm than good.
    """

    def __init__(self, tick_seconds: float = 0.0) -> None:
        self.refused: tuple[str, ...] = ()
        self.clock = ""
        self.copies = ""
        self.turn_observed: Callable[[float], None] = _unobserved
        self.failure_observed: Callable[[], None] = _unobserved
        self.others: Mapping[str, Health] = {}
        self._stale_after = max(STALE_SECONDS, BEATS * tick_seconds)
        self._turned = self._began = time.monotonic()
        self._is_whole = True
        self._failure = ""

    def begins(self) -> None:
        """A turn begins; nothing of it has failed yet."""
        self._is_whole = True
        self._began = time.monotonic()

    def turned(self) -> None:
        """Note that a turn was completed; it counts only if no part of it failed."""
        self.turn_observed(time.monotonic() - self._began)
        if self._is_whole:
            self._turned = time.monotonic()
            self._failure = ""

    def copied(self, trouble: str) -> None:
        """Note why there is no copy of today, or that there is one."""
        self.copies = trouble

    def failed(self, reason: str) -> None:
        """Note that a turn, or a part of it, failed, and why; `reason` is shown on the page."""
        self._is_whole = False
        self._failure = reason
        self.failure_observed()

    @property
    def failure(self) -> str:
        """What failed since the last whole turn; empty if nothing did."""
        return self._failure

    @property
    def age(self) -> float:
        """Seconds since the last completed turn."""
        return time.monotonic() - self._turned

    def is_alive(self, age: float) -> bool:
        """Whether a bot whose last whole turn is so many seconds old is alive."""
        return age < self._stale_after

    async def show(self, _: web.Request) -> web.StreamResponse:
        """Answer 200 while turns are completed, else 503."""
        fine = self.is_alive(self.age) and self._some_are_alive
        status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        said = {
            "alive": fine,
            "seconds_since_turn": round(self.age, 1),
            "failure": self._failure,
            "refused": list(self.refused),
            "clock": self.clock,
            "copies": self.copies,
        }
        if self.others:  # how many, and not which: whoever sees this page need not know who is served
            said["teams"] = len(self.others)
            said["teams_in_trouble"] = sum(
                bool(other.failure or other.refused) for other in self.others.values()
            )
        return web.json_response(said, status=status)

    @property
    def _some_are_alive(self) -> bool:
        alive = [other.is_alive(other.age) for other in self.others.values()]
        return any(alive) or not alive


async def serve(
    address: tuple[str, int],
    health: Health,
    paths: Mapping[str, Handler],
    *,
    pages: Mapping[str, Handler] | None = None,
    patience: float = PATIENCE_SECONDS,
    most: int = MOST_CONNECTIONS,
) -> Callable[[], Awaitable[None]]:
    """Serve `/health`, other `pages`, and the given paths (for POST); returns the function that stops it.

    Whoever takes longer than `patience` seconds over a request, or over sending the next one, is cut off; who
    connects while `most` others are is so at once. Raises ConfigurationWrong if the address cannot be used.
    """
    runner = web.AppRunner(
        _site(health, paths, pages or {}, patience),
        access_log=None,
        keepalive_timeout=patience,
        lingering_time=min(patience, LINGERING_SECONDS),
        shutdown_timeout=min(patience, LINGERING_SECONDS),
    )
    await runner.setup()
    host, port = address
    try:
        listener = await asyncio.get_running_loop().create_server(_at_most(most, runner), host, port)
    except OSError as error:
        await runner.cleanup()
        raise ConfigurationWrong(
            f"MINUTESBOT_HTTP: {host}:{port} cannot be used ({error.strerror})"
        ) from error

    async def stop() -> None:
        listener.close()
        await runner.cleanup()

    return stop


def _site(
    health: Health, paths: Mapping[str, Handler], pages: Mapping[str, Handler], patience: float
) -> web.Application:
    """What answers to POST under the `paths`, and to GET under the `pages` and `/health`."""
    app = web.Application(middlewares=[_whole(patience)])
    app.router.add_get("/health", health.show)
    for path, handler in paths.items():
        app.router.add_post(path, handler)
    for path, handler in pages.items():
        app.router.add_get(path, handler, allow_head=False)  # who looks whether it is there begins nothing
    return app


class _Refused(asyncio.Protocol):
    """Ends a connection as soon as it is there."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.abort()


def _at_most(most: int, runner: web.AppRunner) -> Callable[[], asyncio.Protocol]:
    """Serve so many connections at a time: each costs a file, of which a process has some hundreds."""

    def connected() -> asyncio.Protocol:
        server = runner.server
        return server() if server and len(server.connections) < most else _Refused()

    return connected


def _whole(patience: float) -> Middleware:
    """Read a request to its end before anybody works on it; aiohttp itself would wait for ever."""

    @web.middleware
    async def whole(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            async with asyncio.timeout(patience):
                await request.read()
        except TimeoutError:
            late = web.Response(status=HTTPStatus.REQUEST_TIMEOUT, text="the request did not come whole")
            late.force_close()
            return late
        return await handler(request)

    return whole
