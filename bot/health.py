"""The health page: whether the bot still takes turns, over HTTP."""

import time
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.model.errors import ConfigurationWrong

STALE_SECONDS = 60.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Health:
    """Age and failure of the last turn, by the monotonic clock, which nobody can set."""

    def __init__(self) -> None:
        self._turned = time.monotonic()
        self._failure = ""

    def turned(self) -> None:
        """Note that a turn was completed."""
        self._turned = time.monotonic()
        self._failure = ""

    def failed(self, reason: str) -> None:
        """Note that a turn failed, and why; `reason` is shown on the page."""
        self._failure = reason

    @property
    def age(self) -> float:
        """Seconds since the last completed turn."""
        return time.monotonic() - self._turned

    async def show(self, _: web.Request) -> web.StreamResponse:
        """Answer 200 if the last completed turn is less than STALE_SECONDS ago, else 503."""
        fine = self.age < STALE_SECONDS
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
