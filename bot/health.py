"""The health page: whether the bot still takes turns, over HTTP."""

import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.model.errors import ConfigurationWrong

STALE_SECONDS = 60.0
BEATS = 4  # so many may be missed in a row
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Health:
    """Age and failure of the last turn, by the monotonic clock, which nobody can set.

    `tick_seconds` is how often the heart beats: with a slow one the last turn may well be older.
    """

    def __init__(self, tick_seconds: float = 0.0) -> None:
        self._stale_after = max(STALE_SECONDS, BEATS * tick_seconds)
        self._turned = time.monotonic()
        self._is_whole = True
        self._failure = ""

    def begins(self) -> None:
        """A turn begins; nothing of it has failed yet."""
        self._is_whole = True

    def turned(self) -> None:
        """Note that a turn was completed; it counts only if no part of it failed."""
        if self._is_whole:
            self._turned = time.monotonic()
            self._failure = ""

    def failed(self, reason: str) -> None:
        """Note that a turn, or a part of it, failed, and why; `reason` is shown on the page."""
        self._is_whole = False
        self._failure = reason

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
        fine = self.is_alive(self.age)
        status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        said = {"alive": fine, "seconds_since_turn": round(self.age, 1), "failure": self._failure}
        return web.json_response(said, status=status)


async def serve(
    address: tuple[str, int], health: Health, paths: Mapping[str, Handler]
) -> Callable[[], Awaitable[None]]:
    """Serve `/health` and the given paths (for POST); returns the function that stops it.

    Raises ConfigurationWrong if the address cannot be used.
    """
    app = web.Application()
    app.router.add_get("/health", health.show)
    for path, handler in paths.items():
        app.router.add_post(path, handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, *address).start()
    except OSError as error:
        await runner.cleanup()
        host, port = address
        raise ConfigurationWrong(
            f"MINUTESBOT_HTTP: {host}:{port} cannot be used ({error.strerror})"
        ) from error
    return runner.cleanup
